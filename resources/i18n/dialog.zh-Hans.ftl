# 窗口自己的对话框

dialog-reason = 理由
dialog-browse = 选择…
dialog-passphrase = 口令
dialog-passphrase-again = 再输一次
dialog-passphrase-short = 口令至少要八个字符。几个不相干的词连起来，好记也难猜。
dialog-passphrase-differs = 两次输入的口令不一样。
dialog-strength-none = 至少八个字符；几个不相干的词连起来最好。
dialog-strength-0 = 太短
dialog-strength-1 = 还可能被猜中，再长一些更好
dialog-strength-2 = 足够好

dialog-criteria-I = 全国性传播，或涉及人身安全、监管介入、刑事责任；由最高管理层决定
dialog-criteria-II = 跨地区或跨平台传播，主流媒体跟进，业务已受影响；由总指挥决定
dialog-criteria-III = 局部、单一平台，未见媒体跟进，可由值班人员处理
dialog-declare-title = 宣布危机事件
dialog-declare-about = 宣布之后五个时限同时开始计时，一切都记入日志。
dialog-declare-name = 标题
dialog-declare-name-hint = 一句话：什么事，涉及什么
dialog-declare-type = 类型
dialog-declare-severity = 危机级别
dialog-declare-summary = 目前知道什么（可以不填）
dialog-declare-summary-hint = 何时、何地、何人、何事；哪些已经核实，哪些还没有
dialog-level-severity = 改为
dialog-level-now = 现在是{ $severity }。
dialog-level-reason-hint = 出现了什么新情况
dialog-level-go = 更改级别
dialog-close-outcome = 结果
dialog-close-hint = 怎样收场的，还留下什么
dialog-close-go = 结案
dialog-close-about = “{ $incident }”结案后，时限停止计时，职责到此为止。记录都留着，需要时可以重新开启。
dialog-reopen-go = 重新开启
dialog-reopen-about = “{ $incident }”将继续处理，未完成的时限接着计时。

dialog-sign-in-title = 谁在值守
dialog-sign-in-about = 不登录也可以看。要记录、分派或盖印，请先登录。
dialog-sign-in-person = 姓名
dialog-sign-in-go = 登录
dialog-sign-in-read = 只看不动
dialog-sign-in-leave = 离开并锁定

dialog-person-name = 姓名
dialog-person-department = 部门
dialog-person-roles = 可担任的职责
dialog-person-new = 登记新人
dialog-person-add = 登记
dialog-person-change = 保存更改
dialog-person-retire = 停用
dialog-person-retire-about = { $person }停用后不能再登录和盖印；做过的一切都留在日志里。
dialog-person-retired = { $person }（已停用）
dialog-person-kept = 已记入日志。

dialog-settings-about = 立即生效，保存在本资料夹中。
dialog-settings-hours = 帖文保留几小时（被存证的一直在）
dialog-settings-gigabytes = 帖文最多占几 GB
dialog-settings-days = 监测主题的计数保留几天（前 45 天逐分钟，之后逐小时）

dialog-report-title = 生成态势报告
dialog-report-about = { $incident }
dialog-report-language = 报告语言
dialog-report-classification = 密级（印在页眉和页脚）
dialog-report-moment = 截至
dialog-report-past = 按过去某一刻的情形
dialog-report-file = 存为
dialog-report-go = 生成报告
dialog-report-needs-file = 请选择报告存放的位置。
dialog-classification-internal = 内部资料
dialog-classification-confidential = 机密
dialog-classification-public = 可公开

dialog-import-title = 导入结果
dialog-import-total = 新增 { $stored } 条帖文。同一条帖文来两次，只存一份。
dialog-import-stored = 新增
dialog-import-file = 文件
dialog-import-read = 读到
dialog-import-same = 已有
dialog-import-rejected = 未收
dialog-import-line = 行
dialog-import-reason = 原因
dialog-import-columns = 字段取自这些列：{ $columns }
dialog-import-rejects = 有 { $count } 行没有收下，下面列出 { $shown } 行。
dialog-import-save = 保存未收清单…
dialog-import-save-name = 未收清单
