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
strip-saved-why = 每个决定都先写进本机磁盘，再显示为完成。程序只为你添加的信息源联网，从不探测网络，断网照常可用。
strip-sign-in = 登录
strip-person = { $person } · { $role } ▾
strip-collector-off = 未采集
strip-collector-starting = ◌ 采集启动中
strip-collector-running = ● 采集中
strip-collector-elsewhere = ● 采集中（另一程序）
strip-collector-dead = ✕ 采集已停
strip-collector-rate = { $count } 条/分
strip-collector-unwell = { $failing ->
    [0] 沉默 { $silent }
   *[other] { $silent ->
        [0] 出错 { $failing }
       *[other] 出错 { $failing } · 沉默 { $silent }
    }
}
strip-collector-why = 采集进程与信息源的状况。要看的信息源：{ $names }。没有数据不等于平静。
strip-collector-well = 采集进程在运行，信息源都正常。
