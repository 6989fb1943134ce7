# SPDX-License-Identifier: Apache-2.0
# 通知：通知渠道、发件箱、送达（视窗与命令行共用）

## 通知渠道

notify-kind-mail = 邮件
notify-kind-wecom = 企业微信群机器人
notify-kind-dingtalk = 钉钉群机器人
notify-kind-feishu = 飞书群机器人
notify-kind-telegram = 电报机器人
notify-kind-web = 自有程序（网址）
notify-kind-other = 其他（短信网关等）
notify-about-mail = 经您的邮件服务器发出。
notify-about-wecom = 群设置里“群机器人”给出的网址，整条粘贴即可。
notify-about-dingtalk = 群机器人的网址；安全设置选“加签”时，再填密钥。
notify-about-feishu = 群机器人的网址，整条粘贴即可。
notify-about-telegram = 机器人的令牌，以及会话编号。
notify-about-web = 每条通知以一段结构化数据发送到这个网址。
notify-about-other = 程序库所支持的任一地址，例如短信网关；写法见其说明。
notify-field-to = 收件人
notify-field-server = 邮件服务器
notify-field-security = 加密
notify-field-port = 端口
notify-field-user = 用户名
notify-field-password = 密码
notify-field-from = 发件人
notify-field-webhook = 机器人网址
notify-field-sign = 加签密钥
notify-field-token = 令牌
notify-field-chat = 会话编号
notify-field-address = 地址
notify-choice-tls = 全程加密
notify-choice-starttls = 连接后加密
notify-choice-none = 不加密
notify-everybody = 所有人（群）
notify-reaches = { $person }
notify-duty-of = { $duty }当值者

## 读写

notify-book-unreadable = 无法读取通知渠道：{ $path }
notify-book-damaged = 通知渠道的文件有损坏：{ $path }（{ $why }）。请改好这一行，或者移走这个文件。
notify-outbox-unreadable = 无法读取发件箱：{ $path }
notify-bad-time = “{ $time }”不是一天里的时刻。请写成 22:00 这样。
notify-bad-name = 请给通知渠道取一个不超过 { $limit } 字的名称，不含看不见的字符。
notify-name-taken = 已经有名为“{ $name }”的通知渠道。请换一个名称。
notify-unknown = 没有名为“{ $name }”的通知渠道。现有：{ $names }
notify-none = 还没有设置通知渠道。
notify-secret-gone = “{ $name }”的地址已不在密钥库里。请重新填写。
notify-address-missing = 换了种类，请重新填写地址。
notify-person-or-duty = 一个通知渠道要么给一个人，要么给一个角色。
notify-quiet-both = 安静时段要有起止两个时刻。
notify-field-unknown = 没有“{ $field }”这一项。可填：{ $fields }
notify-field-missing = 请填写“{ $field }”。
notify-field-wrong = “{ $field }”写得不对，请检查。

## 为什么没有送到

notify-trouble-interrupted = 发送被中断
notify-trouble-program = 无法启动发送程序
notify-trouble-silent = { $seconds } 秒没有回应，已放弃这一次
notify-trouble-address = 地址无法识别
notify-trouble-sign-in = 邮件服务器不接受用户名或密码
notify-trouble-refused = 对方拒收（代码 { $code }）
notify-trouble-recipient = 邮件服务器不接受收件人
notify-trouble-slow = 对方太久没有回应
notify-trouble-unreachable = 连不上对方
notify-trouble-failed = 没有发出去
notify-trouble-late = 等了一天，已放弃

## 通知的文字

notify-title = { $level } · { $watch }
notify-title-passed-on = 请处理：{ $title }
notify-at = 提出时间：{ $time }
notify-since = 起始时间：{ $time }
notify-by-hand = 由 { $person } 发出：{ $reason }
notify-passed-on = { $minutes } 分钟内无人确认，现转给：{ $to }
notify-ask = 请在战情室确认、改级或解除。
notify-ask-of = 须由{ $duty }在战情室确认、改级或解除。
notify-from = 烽火 · { $room }
notify-trial-title = 烽火：试发
notify-trial-body = 这是“{ $room }”的一条试发通知，{ $time }。收到即表示这个渠道可用。

## 送达

notify-fate-waiting = 等待发送
notify-fate-retry = 第 { $tries } 次未送达，{ $time } 再试：{ $why }
notify-fate-quiet = 安静时段，稍后发送
notify-fate-sent = { $time } 已送达
notify-fate-stopped = 已有人处理，未再发送
notify-fate-failed = 未送达：{ $why }
notify-acknowledged = { $person } { $time } 已知悉
notify-confirmed = { $person } { $time } 已确认
notify-dismissed = { $person }已解除
notify-unheard = 尚无人知悉
notify-step-tell = 告知
notify-step-on = 转交 { $step }

## 视窗

notify-dialog-title = 通知渠道
notify-dialog-about = 预警提出、升级或无人确认时，经这些渠道告知视窗外的人。地址存入密钥库，不再显示。
notify-dialog-empty = 还没有通知渠道
notify-dialog-empty-hint = 在右侧填写第一个，例如值班群的机器人。没有渠道时，什么也不会发出。
notify-gap = { $level }：{ $who } 尚无渠道
notify-form-name = 名称
notify-form-kind = 种类
notify-form-reaches = 给谁
notify-form-level = 从哪个等级起
notify-form-begins = 安静时段自（红色不受限）
notify-form-ends = 至
notify-form-language = 通知的语言
notify-language-own = 与程序相同
notify-off = 已停用
notify-off-long = 暂时停用
notify-as-before = 不填则沿用原来的
notify-from-level = { $level }起
notify-quiet-short = 安静 { $begins }–{ $ends }
notify-new = + 新渠道
notify-save = 保存
notify-remove = 移除
notify-try = 试发
notify-trying = 正在试发……
notify-tried = 已送达。请看看是否收到。
notify-not-tried = 没有送达：{ $why }
notify-saved = 已保存“{ $name }”。
notify-removed = 已移除“{ $name }”，连同它的地址。
notify-went-wrong = 预警通知经“{ $channel }”未送达：{ $why }
notify-open = 通知渠道…
notify-signals-open = 声音与桌面通知…
notify-sent-open = 送达情况…
notify-signals-title = 声音与桌面通知
notify-signals-about = 这台电脑上，各等级的预警是否响铃、是否弹出桌面通知。
notify-signals-no-desktop = 这台电脑没有可用的桌面通知；视窗顶部的等级条与声音不受影响。
notify-signals-sound = 声音
notify-signals-desktop = 桌面通知
notify-signals-sound-of = { $level }：声音
notify-signals-desktop-of = { $level }：桌面通知
notify-signals-try-sound = 试听
notify-signals-try-desktop = 试看
notify-signals-try-sound-of = { $level }：试听
notify-signals-try-desktop-of = { $level }：试看
notify-signals-trial = 这是一条试发的桌面通知。
notify-sent-title = 送达情况
notify-sent-empty = 还没有发出过通知
notify-sent-empty-hint = 预警提出后，每个渠道是否送达、谁已知悉，都列在这里。
