# SPDX-License-Identifier: Apache-2.0
# Failures of database files (db/faults.py, db/engine.py).
db-missing = There is no database at { $path }. Check where the profile is, or import posts or create the room first.
db-empty-file = The database { $path } is an empty file of 0 bytes; what it held is gone. Put a backup in its place; if the old data is not needed, move the file away and open again.
db-foreign = { $path } is not a database of Fenghuo. Choose the right profile, or move this file away.
db-wrong-key = { $path } does not open: the key is wrong, or it is not a file of Fenghuo. Check the passphrase, and that the profile was not mixed with files from elsewhere.
db-damaged = The database { $path } is damaged. Write nothing more to it; copy the whole profile first, then restore a backup.
db-newer = { $path } was written by a newer Fenghuo (format { $found }; this program knows up to { $known }). Upgrade the program, then open it again.
db-busy = The database { $path } is held by another program. Close that program, or try again shortly.
db-disk-full = The disk is full, so { $path } cannot be written. What was saved is safe; free some space and try again.
db-read-only = { $path } is read-only and cannot be written. Check the permissions of the profile, or move it to a disk that can be written.
db-cannot-open = { $path } cannot be opened. Check that the folder is still there, the disk is connected, and you may read and write it.
db-disk-fault = The disk failed while reading or writing { $path }. Check that it is connected and not full, then try again; if it keeps happening, make a backup at once.
db-os-fault = { $path } cannot be used: { $why }. Check the disk and the permissions, then try again.
db-older = { $path } has the format of an older Fenghuo and cannot be upgraded while it is only read. Import posts once or open the window, and the program upgrades it.
