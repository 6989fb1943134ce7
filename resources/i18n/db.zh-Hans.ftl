# SPDX-License-Identifier: Apache-2.0
# Failures of database files (db/faults.py, db/engine.py).
db-missing = 找不到数据库 { $path }。请检查资料夹的位置，或先导入帖文、建立战情室。
db-empty-file = 数据库 { $path } 是 0 字节的空文件，内容已丢失。请用备份替换它；若确定不要旧数据，把它移走后重新打开。
db-foreign = { $path } 不是烽火的数据库文件。请选对资料夹，或把这个文件移走。
db-wrong-key = { $path } 打不开：密钥不对，或者它不是烽火的文件。请检查口令，并确认资料夹没有和别处的文件混在一起。
db-damaged = 数据库 { $path } 已损坏。请不要再写入，先把整个资料夹复制一份，再用备份恢复。
db-newer = { $path } 由更新版本的烽火写成（格式 { $found }，本程序只懂到 { $known }）。请升级本程序后再打开。
db-busy = 数据库 { $path } 正被另一个程序占用。请关闭那个程序，或稍后再试。
db-disk-full = 磁盘已满，{ $path } 写不进去。已保存的内容没有丢失；请腾出空间后再试。
db-read-only = { $path } 是只读的，写不进去。请检查资料夹的权限，或换到可写的磁盘。
db-cannot-open = { $path } 打不开。请检查资料夹是否还在、磁盘是否接好、是否有读写权限。
db-disk-fault = 磁盘读写 { $path } 时出错。请检查磁盘是否接好、是否已满，再重试；反复出现时请尽快备份。
db-os-fault = 无法使用 { $path }：{ $why }。请检查磁盘和权限后再试。
db-older = { $path } 是旧版烽火的格式，只读时不能升级。请先导入一次帖文或打开窗口，让程序升级它。
