# SPDX-License-Identifier: Apache-2.0
# 通知：通知渠道、寄件匣、送達（視窗與命令列共用）

## 通知渠道

notify-kind-mail = 電子郵件
notify-kind-wecom = 企業微信群組機器人
notify-kind-dingtalk = 釘釘群組機器人
notify-kind-feishu = 飛書群組機器人
notify-kind-telegram = 電報機器人
notify-kind-web = 自有程式（網址）
notify-kind-other = 其他（簡訊閘道等）
notify-about-mail = 經您的郵件伺服器寄出。
notify-about-wecom = 群組設定裡「群機器人」給出的網址，整條貼上即可。
notify-about-dingtalk = 群組機器人的網址；安全設定選「加簽」時，再填密鑰。
notify-about-feishu = 群組機器人的網址，整條貼上即可。
notify-about-telegram = 機器人的權杖，以及對話編號。
notify-about-web = 每則通知以一段結構化資料傳送到這個網址。
notify-about-other = 程式庫所支援的任一位址，例如簡訊閘道；寫法見其說明。
notify-field-to = 收件人
notify-field-server = 郵件伺服器
notify-field-security = 加密
notify-field-port = 連接埠
notify-field-user = 使用者名稱
notify-field-password = 密碼
notify-field-from = 寄件人
notify-field-webhook = 機器人網址
notify-field-sign = 加簽密鑰
notify-field-token = 權杖
notify-field-chat = 對話編號
notify-field-address = 位址
notify-choice-tls = 全程加密
notify-choice-starttls = 連線後加密
notify-choice-none = 不加密
notify-everybody = 所有人（群組）
notify-reaches = { $person }
notify-duty-of = { $duty }當值者

## 讀寫

notify-book-unreadable = 無法讀取通知渠道：{ $path }
notify-book-damaged = 通知渠道的檔案有損壞：{ $path }（{ $why }）。請改好這一行，或者移走這個檔案。
notify-outbox-unreadable = 無法讀取寄件匣：{ $path }
notify-bad-time = 「{ $time }」不是一天裡的時刻。請寫成 22:00 這樣。
notify-bad-name = 請給通知渠道取一個不超過 { $limit } 字的名稱，不含看不見的字元。
notify-name-taken = 已經有名為「{ $name }」的通知渠道。請換一個名稱。
notify-unknown = 沒有名為「{ $name }」的通知渠道。現有：{ $names }
notify-none = 還沒有設定通知渠道。
notify-secret-gone = 「{ $name }」的位址已不在密鑰庫裡。請重新填寫。
notify-address-missing = 換了種類，請重新填寫位址。
notify-person-or-duty = 一個通知渠道要麼給一個人，要麼給一個角色。
notify-quiet-both = 安靜時段要有起訖兩個時刻。
notify-field-unknown = 沒有「{ $field }」這一項。可填：{ $fields }
notify-field-missing = 請填寫「{ $field }」。
notify-field-wrong = 「{ $field }」寫得不對，請檢查。

## 為什麼沒有送到

notify-trouble-interrupted = 傳送被中斷
notify-trouble-program = 無法啟動傳送程式
notify-trouble-silent = { $seconds } 秒沒有回應，已放棄這一次
notify-trouble-address = 位址無法辨識
notify-trouble-sign-in = 郵件伺服器不接受使用者名稱或密碼
notify-trouble-refused = 對方拒收（代碼 { $code }）
notify-trouble-recipient = 郵件伺服器不接受收件人
notify-trouble-slow = 對方太久沒有回應
notify-trouble-unreachable = 連不上對方
notify-trouble-failed = 沒有發出去
notify-trouble-late = 等了一天，已放棄

## 通知的文字

notify-title = { $level } · { $watch }
notify-title-passed-on = 請處理：{ $title }
notify-at = 提出時間：{ $time }
notify-since = 起始時間：{ $time }
notify-by-hand = 由 { $person } 發出：{ $reason }
notify-passed-on = { $minutes } 分鐘內無人確認，現轉給：{ $to }
notify-ask = 請在戰情室確認、改級或解除。
notify-ask-of = 須由{ $duty }在戰情室確認、改級或解除。
notify-from = 烽火 · { $room }
notify-trial-title = 烽火：試發
notify-trial-body = 這是「{ $room }」的一則試發通知，{ $time }。收到即表示這個渠道可用。

## 送達

notify-fate-waiting = 等待傳送
notify-fate-retry = 第 { $tries } 次未送達，{ $time } 再試：{ $why }
notify-fate-quiet = 安靜時段，稍後傳送
notify-fate-sent = { $time } 已送達
notify-fate-stopped = 已有人處理，未再傳送
notify-fate-failed = 未送達：{ $why }
notify-acknowledged = { $person } { $time } 已知悉
notify-confirmed = { $person } { $time } 已確認
notify-dismissed = { $person }已解除
notify-unheard = 尚無人知悉
notify-step-tell = 告知
notify-step-on = 轉交 { $step }

## 視窗

notify-dialog-title = 通知渠道
notify-dialog-about = 預警提出、升級或無人確認時，經這些渠道告知視窗外的人。位址存入密鑰庫，不再顯示。
notify-dialog-empty = 還沒有通知渠道
notify-dialog-empty-hint = 在右側填寫第一個，例如值班群組的機器人。沒有渠道，什麼也不會發出。
notify-gap = { $level }：{ $who } 尚無渠道
notify-form-name = 名稱
notify-form-kind = 種類
notify-form-reaches = 給誰
notify-form-level = 從哪個等級起
notify-form-begins = 安靜時段自（紅色不受限）
notify-form-ends = 至
notify-form-language = 通知的語言
notify-language-own = 與程式相同
notify-off = 已停用
notify-off-long = 暫時停用
notify-as-before = 不填則沿用原來的
notify-from-level = { $level }起
notify-quiet-short = 安靜 { $begins }–{ $ends }
notify-new = + 新渠道
notify-save = 儲存
notify-remove = 移除
notify-try = 試發
notify-trying = 正在試發……
notify-tried = 已送達。請看看是否收到。
notify-not-tried = 沒有送達：{ $why }
notify-saved = 已儲存「{ $name }」。
notify-removed = 已移除「{ $name }」，連同它的位址。
notify-went-wrong = 預警通知經「{ $channel }」未送達：{ $why }
notify-open = 通知渠道…
notify-signals-open = 聲音與桌面通知…
notify-sent-open = 送達情況…
notify-signals-title = 聲音與桌面通知
notify-signals-about = 這部電腦上，各等級的預警是否響鈴、是否彈出桌面通知。
notify-signals-no-desktop = 這部電腦沒有可用的桌面通知；視窗頂部的等級條與聲音不受影響。
notify-signals-sound = 聲音
notify-signals-desktop = 桌面通知
notify-signals-sound-of = { $level }：聲音
notify-signals-desktop-of = { $level }：桌面通知
notify-signals-try-sound = 試聽
notify-signals-try-desktop = 試看
notify-signals-try-sound-of = { $level }：試聽
notify-signals-try-desktop-of = { $level }：試看
notify-signals-trial = 這是一則試發的桌面通知。
notify-sent-title = 送達情況
notify-sent-empty = 還沒有發出過通知
notify-sent-empty-hint = 預警提出後，每個渠道是否送達、誰已知悉，都列在這裡。
