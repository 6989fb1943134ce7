# 預警：計數表裡有什麼異樣、存下的狀態為何不能用 (app/warning, app/cli/detect_command.py)

detect-cannot-read = 無法讀取 { $path }。請檢查檔名和權限。
detect-cannot-write = 無法寫入 { $path }。請檢查資料夾、權限和剩餘空間。
detect-empty = 檔案是空的。第一行應是欄名，例如 timestamp,count,neg,repost,authors。
detect-no-columns = 第一行要有 timestamp 一欄，以及 value 或 count 一欄；其後可以有 neg、repost、authors；欄用逗號分隔。請存為 UTF-8 的 CSV 檔案。
detect-no-rows = 從第 { $line } 行起沒有一行能讀取。時間寫成 2026-01-05 03:00:00（時區寫 +08:00），計數寫成數字（小數用點），欄用逗號分隔。
detect-odd-unread = 有 { $rows } 行（最早在第 { $line } 行）的時間或計數無法讀取；按這些行一無所知處理。時間寫成 2026-01-05 03:00:00，計數寫成不小於 0 的數字。
detect-odd-part = 有 { $rows } 行（最早在第 { $line } 行）缺數字，或有數字無法讀取；只計能讀取的部分。請寫不小於 0 的數字，或留空。
detect-odd-more = 有 { $rows } 行（最早在第 { $line } 行）的負面、轉發或作者多於貼文；按等於貼文數處理。請檢查各欄。
detect-odd-zones = 有 { $rows } 個時間（最早在第 { $line } 行）沒寫時區，別的寫了；按首個寫明的時區處理。
detect-odd-backwards = 各行從新到舊（自第 { $line } 行起）；已從末行讀起。
detect-odd-coarse = 行與行相隔超過一小時（自第 { $line } 行起）；這對預警來說太疏。請給出每分鐘、每五分鐘或每小時的計數。
detect-odd-same = 有 { $rows } 行（最早在第 { $line } 行）與前一行時間相同；只計其中第一行。
detect-odd-late = 有 { $rows } 行（最早在第 { $line } 行）比前面的行更早；按遲到處理，不計入。
detect-odd-gap = 有 { $rows } 處缺行（最早在第 { $line } 行之前）；按蒐集中斷處理，不當作沒有聲音。
detect-odd-uneven = 有 { $rows } 行（最早在第 { $line } 行）間隔不齊；各計入最近的一步。
detect-odd-clock = 時鐘倒退 { $rows } 次（最早在第 { $line } 行）；按時鐘撥回（如夏令時間結束）處理，時間照常前進。
detect-odd-fine = 行與行相隔不到一分鐘（自第 { $line } 行起）；按分鐘合併，每行取上一整分鐘之後的等級。
detect-state-older = 預警的記憶出自程式的另一版本；重新學習什麼是平常，約需一天。
detect-state-damaged = 預警的記憶已損壞；重新學習什麼是平常，約需一天。
detect-state-other = 預警的記憶屬於別的監測主題；重新學習什麼是平常，約需一天。
