# 第一次啟動、解鎖

start-title = 建立戰情室
start-about = 一切都存在這台電腦上，加密儲存，斷網照常可用。
start-room = 戰情室
start-room-name = 名稱
start-room-hint = 例如：華東戰情室
start-zone = 時區（所有時間都按它顯示）
start-room-passphrase = 這台電腦沒有系統鑰匙圈。請給資料夾設一個口令，每次開啟都要輸入；忘了就再也開不了。
start-you = 第一位成員
start-your-name = 姓名
start-department = 部門
start-roles = 可擔任的職責
start-passphrase-about = 這個口令解鎖你的印：審核、批准聲明時要用。沒有人能替你找回。
start-go = 建立戰情室
start-demo = 先看示範
start-needs-room-name = 請給戰情室取一個名稱。
start-needs-your-name = 請寫上你的姓名。
start-needs-role = 請至少勾選一項職責；第一位成員通常可任總指揮。
start-demo-making = 正在建立示範：一場三十六小時的危機，約需幾秒……
start-made = 「{ $room }」已經建好
start-made-about = 新增一個資訊來源，一分鐘之內就能看到貼文：貼上一個網址，或選一個平台、填上品牌名。手上有匯出的檔案，就拖到下面。也可以先看一場完整的示範危機，它在用完即棄的資料夾裡，不會動你的戰情室。
start-drop = 把貼文檔案拖到這裡，匯入之前先預覽
    CSV · TSV · XLSX · JSON · RSS · Atom · 網頁，可為 .gz
start-source = 新增資訊來源…
start-choose = 選擇檔案…
start-demo-open = 開啟示範
start-enter = 直接進入戰情室
start-unlock-title = 開啟戰情室
start-closed-title = 開不了戰情室
start-unlock-where = 資料夾：{ $path }
start-unlock-passphrase = 資料夾的口令
start-unlock-go = 開啟
start-try-again = 再試一次
