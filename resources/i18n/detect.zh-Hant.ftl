# 預警：計數表裡有什麼異樣、存下的狀態為何不能用 (app/warning, app/cli/detect_command.py)

detect-cannot-read = 無法讀取 { $path }。請檢查檔名和權限。
detect-cannot-write = 無法寫入 { $path }。請檢查資料夾、權限和剩餘空間。
detect-empty = 檔案是空的。第一行應是欄名，例如 timestamp,count,neg,repost,authors。
detect-no-columns = 第一行要有 timestamp 一欄，以及 value 或 count 一欄；其後可以有 neg、repost、authors。
detect-odd-unread = 有 { $rows } 行（最早在第 { $line } 行）的時間或計數無法讀取；按這些行一無所知處理。
detect-odd-same = 有 { $rows } 行（最早在第 { $line } 行）與前一行時間相同；只計其中第一行。
detect-odd-late = 有 { $rows } 行（最早在第 { $line } 行）比前面的行更早；按遲到處理，不計入。
detect-odd-gap = 有 { $rows } 處缺行（最早在第 { $line } 行之前）；按蒐集中斷處理，不當作沒有聲音。
detect-odd-uneven = 有 { $rows } 行（最早在第 { $line } 行）間隔不齊；各計入最近的一步。
detect-odd-clock = 時鐘倒退 { $rows } 次（最早在第 { $line } 行）；按時鐘撥回（如夏令時間結束）處理，時間照常前進。
detect-odd-fine = 行與行相隔不到一分鐘（自第 { $line } 行起）；按分鐘合併，每行取上一整分鐘之後的等級。
detect-state-older = 預警的記憶出自程式的另一版本；重新學習什麼是平常，約需一天。
detect-state-damaged = 預警的記憶已損壞；重新學習什麼是平常，約需一天。
detect-state-other = 預警的記憶屬於別的監測主題；重新學習什麼是平常，約需一天。
