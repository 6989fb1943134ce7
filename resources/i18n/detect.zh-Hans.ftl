# 预警：计数表里有什么异样、存下的状态为何不能用 (app/warning, app/cli/detect_command.py)

detect-cannot-read = 无法读取 { $path }。请检查文件名和权限。
detect-cannot-write = 无法写入 { $path }。请检查文件夹、权限和剩余空间。
detect-empty = 文件是空的。第一行应是列名，例如 timestamp,count,neg,repost,authors。
detect-no-columns = 第一行要有 timestamp 一列，以及 value 或 count 一列；其后可以有 neg、repost、authors；列用逗号分隔。请存为 UTF-8 的 CSV 文件。
detect-no-rows = 从第 { $line } 行起没有一行能读取。时间写成 2026-01-05 03:00:00（时区写 +08:00），计数写成数字（小数用点），列用逗号分隔。
detect-odd-unread = 有 { $rows } 行（最早在第 { $line } 行）的时间或计数无法读取；按这些行一无所知处理。时间写成 2026-01-05 03:00:00，计数写成不小于 0 的数字。
detect-odd-part = 有 { $rows } 行（最早在第 { $line } 行）缺数字，或有数字无法读取；只计能读取的部分。请写不小于 0 的数字，或留空。
detect-odd-more = 有 { $rows } 行（最早在第 { $line } 行）的负面、转发或作者多于帖文；按等于帖文数处理。请检查各列。
detect-odd-zones = 有 { $rows } 个时间（最早在第 { $line } 行）没写时区，别的写了；按首个写明的时区处理。
detect-odd-backwards = 各行从新到旧（自第 { $line } 行起）；已从末行读起。
detect-odd-coarse = 行与行相隔超过一小时（自第 { $line } 行起）；这对预警来说太疏。请给出每分钟、每五分钟或每小时的计数。
detect-odd-same = 有 { $rows } 行（最早在第 { $line } 行）与前一行时间相同；只计其中第一行。
detect-odd-late = 有 { $rows } 行（最早在第 { $line } 行）比前面的行更早；按迟到处理，不计入。
detect-odd-gap = 有 { $rows } 处缺行（最早在第 { $line } 行之前）；按采集中断处理，不当作没有声音。
detect-odd-uneven = 有 { $rows } 行（最早在第 { $line } 行）间隔不齐；各计入最近的一步。
detect-odd-clock = 时钟倒退 { $rows } 次（最早在第 { $line } 行）；按时钟拨回（如夏令时结束）处理，时间照常前进。
detect-odd-fine = 行与行相隔不到一分钟（自第 { $line } 行起）；按分钟合并，每行取上一整分钟之后的等级。
detect-state-older = 预警的记忆出自程序的另一版本；重新学习什么是平常，约需一天。
detect-state-damaged = 预警的记忆已损坏；重新学习什么是平常，约需一天。
detect-state-other = 预警的记忆属于别的监测主题；重新学习什么是平常，约需一天。
