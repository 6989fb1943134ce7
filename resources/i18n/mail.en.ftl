# SPDX-License-Identifier: Apache-2.0
# Reading mails from a mailbox (app/posts/sources/imap*.py, app/posts/reading/mail.py).

# Settings
mail-bad-server = “{ $server }” is not a mail server. Write it like imap.example.com or imap.example.com:993.
mail-plain-public = Without encryption the password is sent in clear, so that is only for this computer or a network of your own, not for { $server }. Set “Secure connection” to tls or starttls.
mail-bad-user = The user name or password holds invisible characters, most likely copied along. Type it again.
mail-bad-folder = The folder name “{ $folder }” holds invisible characters or is too long. Type it as the mailbox spells it.
mail-bad-sender = The sender “{ $sender }” is neither a mail address nor a domain. Write googlealerts-noreply@google.com or meltwater.com, with commas between them.

# What goes wrong with a server
mail-no-host = The mail server { $server } was not found. Check how it is written, and that this computer is online.
mail-refused = { $server } refuses the connection. Check the port (usually 993 for tls, 143 for starttls), and that IMAP is switched on for the mailbox.
mail-unreachable = { $server } cannot be reached: { $why }. Check the network; it will be tried again.
mail-timeout = { $server } took too long to answer. It will be tried again.
mail-certificate = { $server } could not prove who it is ({ $why }), so nobody logged in. Check the server name; for a server of your organisation, install its certificate in the system.
mail-no-tls = No encrypted connection to { $server } could be made. Check that the port fits “Secure connection”: 993 for tls, 143 for starttls.
mail-no-starttls = { $server } does not offer starttls, so nobody logged in. Set “Secure connection” to tls, port 993.
mail-login = { $server } does not let { $user } in: { $why }. Check user name and password; Gmail, QQ, 163 and others want an app password, not the one for their web page.
mail-no-folder = The mailbox has no folder “{ $folder }”. There are: { $folders }.
mail-said = { $server } refused: { $why }. It will be tried again.
mail-closed = { $server } closed the connection. It will be tried again.
mail-too-much = { $server } sent far more than it had announced, so the connection was cut. Check that it is your mail server.
mail-nonsense = What { $server } answers is not IMAP. Check server name and port.

# What was odd
mail-too-large =
    { $count ->
        [one] { $count } mail is larger than { $limit } MB and was not read.
       *[other] { $count } mails are larger than { $limit } MB and were not read.
    }
mail-renumbered = The mail server has numbered the folder anew, so the mails of the last { $days } days were read again; posts are never doubled.

# Mails that are not read
mail-too-many-parts = This mail is cut into more than twenty thousand parts, as an attack would be, and was not read. Check who sent it.
mail-too-deep = This mail is nested too deeply, as an attack would be, and was not read. Check who sent it.
