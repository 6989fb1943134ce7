# SPDX-License-Identifier: Apache-2.0
# Failures of database files (db/faults.py, db/engine.py).
db-missing = 找不到資料庫 { $path }。請檢查資料夾的位置，或先匯入貼文、建立戰情室。
db-empty-file = 資料庫 { $path } 是 0 位元組的空檔案，內容已遺失。請用備份取代它；若確定不要舊資料，把它移走後重新開啟。
db-foreign = { $path } 不是烽火的資料庫檔案。請選對資料夾，或把這個檔案移走。
db-wrong-key = { $path } 無法開啟：金鑰不對，或者它不是烽火的檔案。請檢查口令，並確認資料夾沒有和別處的檔案混在一起。
db-damaged = 資料庫 { $path } 已損毀。請不要再寫入，先把整個資料夾複製一份，再用備份還原。
db-newer = { $path } 由更新版本的烽火寫成（格式 { $found }，本程式只懂到 { $known }）。請升級本程式後再開啟。
db-busy = 資料庫 { $path } 正被另一個程式占用。請關閉那個程式，或稍後再試。
db-disk-full = 磁碟已滿，{ $path } 寫不進去。已儲存的內容沒有遺失；請騰出空間後再試。
db-read-only = { $path } 是唯讀的，寫不進去。請檢查資料夾的權限，或換到可寫入的磁碟。
db-cannot-open = { $path } 無法開啟。請檢查資料夾是否還在、磁碟是否接好、是否有讀寫權限。
db-disk-fault = 磁碟讀寫 { $path } 時發生錯誤。請檢查磁碟是否接好、是否已滿，再重試；反覆出現時請盡快備份。
db-os-fault = 無法使用 { $path }：{ $why }。請檢查磁碟和權限後再試。
db-older = { $path } 是舊版烽火的格式，唯讀時不能升級。請先匯入一次貼文或開啟視窗，讓程式升級它。
