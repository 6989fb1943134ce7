# 第一次启动、解锁

start-title = 建立战情室
start-about = 一切都存在这台电脑上，加密保存，断网照常可用。
start-room = 战情室
start-room-name = 名称
start-room-hint = 例如：华东战情室
start-zone = 时区（所有时间都按它显示）
start-room-passphrase = 这台电脑没有系统钥匙串。请给资料夹设一个口令，每次打开都要输入；忘了就再也打不开。
start-you = 第一位成员
start-your-name = 姓名
start-department = 部门
start-roles = 可担任的职责
start-passphrase-about = 这个口令解锁你的印：审核、批准声明时要用。没有人能替你找回。
start-go = 建立战情室
start-demo = 先看演示
start-needs-room-name = 请给战情室起一个名称。
start-needs-your-name = 请写上你的姓名。
start-needs-role = 请至少勾选一项职责；第一位成员通常可任总指挥。
start-demo-making = 正在搭建演示：一场三十六小时的危机，约需几秒……
start-made = “{ $room }”已经建好
start-made-about = 添加一个信息源，一分钟之内就能看到帖文：贴一个网址，或选一个平台、填上品牌名。手上有导出的文件，就拖到下面。也可以先看一场完整的演示危机，它在用完即弃的资料夹里，不会动你的战情室。
start-drop = 把帖文文件拖到这里，导入之前先预览
    CSV · TSV · XLSX · JSON · RSS · Atom · 网页，可为 .gz
start-source = 添加信息源…
start-choose = 选择文件…
start-demo-open = 打开演示
start-enter = 直接进入战情室
start-unlock-title = 打开战情室
start-closed-title = 打不开战情室
start-unlock-where = 资料夹：{ $path }
start-unlock-passphrase = 资料夹的口令
start-unlock-go = 打开
start-try-again = 再试一次
