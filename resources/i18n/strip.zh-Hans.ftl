# 顶部的级别条

strip-quiet = 平时
strip-closed = 已结案
strip-meta = { $type } · 宣布 { $time }
strip-no-incident = 没有进行中的危机事件
strip-elapsed = T+{ $time }
strip-over = 超 { $time }
strip-incidents = 切换事件
strip-incident-row = { $title }（{ $severity }）
strip-incident-closed = { $title }（已结案）
strip-past = 回看 { $time } · 回到此刻
strip-saved = ● 已存本机
strip-saved-last = ● 已存本机 · 最新帖文
strip-saved-why = 每个决定都先写进本机磁盘，再显示为完成。程序从不探测网络，断网也照常工作。
strip-sign-in = 登录
strip-person = { $person } · { $role } ▾
