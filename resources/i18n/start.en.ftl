# First run, unlocking

start-title = Create a war room
start-about = Everything stays on this computer, encrypted, and works with the network cable out.
start-room = The room
start-room-name = Name
start-room-hint = For example: East China war room
start-zone = Time zone (all times are shown in it)
start-room-passphrase = This computer has no system keyring. Give the profile a passphrase; it is asked for at every start, and without it nothing can be opened again.
start-you = The first person
start-your-name = Name
start-department = Department
start-roles = Qualified as
start-passphrase-about = This passphrase unlocks your seal: it is asked for when you review or approve a statement. Nobody can recover it for you.
start-go = Create the war room
start-demo = Look at the demo first
start-needs-room-name = Give the room a name.
start-needs-your-name = Give your name.
start-needs-role = Tick at least one role; the first person can usually be commander.
start-demo-making = Building the demo: a crisis of thirty-six hours. This takes a few seconds…
start-made = “{ $room }” is ready
start-made-about = Add a source and see posts in under a minute: paste an address, or pick a platform and type the brand. Drop exports below if you have any. Or look at a whole worked crisis first; the demo lives in a throw-away profile and does not touch your room.
start-drop = Drop files of posts here; you see what is in them before they are imported
    CSV · TSV · XLSX · JSON · RSS · Atom · web pages, plain or .gz
start-source = Add a source…
start-choose = Choose files…
start-demo-open = Open the demo
start-enter = Go straight into the room
start-unlock-title = Open the war room
start-closed-title = The war room stays closed
start-unlock-where = Profile: { $path }
start-unlock-passphrase = The profile's passphrase
start-unlock-go = Open
start-try-again = Try again
