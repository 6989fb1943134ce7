# SPDX-License-Identifier: Apache-2.0
# Notices: channels, the outbox, delivery (window and command line)

## Channels

notify-kind-mail = E-mail
notify-kind-wecom = WeCom group robot
notify-kind-dingtalk = DingTalk group robot
notify-kind-feishu = Feishu group robot
notify-kind-telegram = Telegram bot
notify-kind-web = Own program (web address)
notify-kind-other = Other (SMS gateways …)
notify-about-mail = Sent through your mail server.
notify-about-wecom = The address the group's settings show under “group robot”; paste all of it.
notify-about-dingtalk = The group robot's address; where its security setting is “sign”, the secret too.
notify-about-feishu = The group robot's address; paste all of it.
notify-about-telegram = The bot's token, and the number of the chat.
notify-about-web = Each notice is posted to this address as JSON.
notify-about-other = Any address that apprise knows, such as an SMS gateway; its documentation says how they are written.
notify-field-to = To
notify-field-server = Mail server
notify-field-security = Encryption
notify-field-port = Port
notify-field-user = User name
notify-field-password = Password
notify-field-from = From
notify-field-webhook = Robot's address
notify-field-sign = Signing secret
notify-field-token = Token
notify-field-chat = Chat number
notify-field-address = Address
notify-choice-tls = Encrypted throughout
notify-choice-starttls = Encrypted once connected
notify-choice-none = Not encrypted
notify-everybody = Everybody (a group)
notify-reaches = { $person }
notify-duty-of = { $duty } on duty

## Reading and writing

notify-book-unreadable = The notice channels cannot be read: { $path }
notify-book-damaged = The file of notice channels is damaged: { $path } ({ $why }). Please mend the line or move the file away.
notify-outbox-unreadable = The outbox cannot be read: { $path }
notify-bad-time = “{ $time }” is no time of day. Please write it like 22:00.
notify-bad-name = Please give the channel a name of at most { $limit } characters, without invisible ones.
notify-name-taken = There is already a channel called “{ $name }”. Please choose another name.
notify-unknown = There is no channel called “{ $name }”. There are: { $names }
notify-none = No channel has been set up yet.
notify-secret-gone = The address of “{ $name }” is no longer in the keyring. Please enter it again.
notify-address-missing = It is of another kind now: please enter its address.
notify-person-or-duty = A channel reaches either one person or one duty.
notify-quiet-both = Quiet hours need a beginning and an end.
notify-field-unknown = There is no field “{ $field }”. Known: { $fields }
notify-field-missing = Please fill in “{ $field }”.
notify-field-wrong = “{ $field }” cannot be right. Please check it.

## Why it did not arrive

notify-trouble-interrupted = sending was interrupted
notify-trouble-program = the sending program could not be started
notify-trouble-silent = no answer for { $seconds } s, given up for now
notify-trouble-address = the address means nothing to us
notify-trouble-sign-in = the mail server does not accept user name or password
notify-trouble-refused = it was refused (code { $code })
notify-trouble-recipient = the mail server does not accept the recipient
notify-trouble-slow = the other side took too long to answer
notify-trouble-unreachable = the other side cannot be reached
notify-trouble-failed = it was not sent
notify-trouble-late = given up after a day

## The words of a notice

notify-title = { $level } · { $watch }
notify-title-passed-on = Please act: { $title }
notify-at = Proposed: { $time }
notify-since = Began: { $time }
notify-by-hand = Raised by { $person }: { $reason }
notify-passed-on = Nobody confirmed it within { $minutes } min; passed on to: { $to }
notify-ask = Please confirm it, change its level or dismiss it in the war room.
notify-ask-of = To be confirmed, changed or dismissed in the war room by: { $duty }
notify-from = Fenghuo · { $room }
notify-trial-title = Fenghuo: a trial
notify-trial-body = This is a trial notice from “{ $room }”, { $time }. If you can read it, this channel works.

## Delivery

notify-fate-waiting = waits to be sent
notify-fate-retry = not delivered ({ $tries ->
    [one] once
   *[other] { $tries } times
 }), again at { $time }: { $why }
notify-fate-quiet = quiet hours, will be sent later
notify-fate-sent = delivered { $time }
notify-fate-stopped = somebody has it, not sent any more
notify-fate-failed = not delivered: { $why }
notify-acknowledged = seen by { $person } { $time }
notify-confirmed = confirmed by { $person } { $time }
notify-dismissed = dismissed by { $person }
notify-unheard = seen by nobody yet
notify-step-tell = told
notify-step-on = passed on { $step }

## Window

notify-dialog-title = Notice channels
notify-dialog-about = When an alert is proposed, rises or is not confirmed, people outside the window are told through these. Addresses go into the keyring and are not shown again.
notify-dialog-empty = No channel yet
notify-dialog-empty-hint = Fill in the first one on the right, such as the robot of the group on duty. Without a channel nothing is sent.
notify-gap = { $level }: no channel reaches { $who }
notify-form-name = Name
notify-form-kind = Kind
notify-form-reaches = Reaches
notify-form-level = From level
notify-form-begins = Quiet from (red ignores it)
notify-form-ends = until
notify-form-language = Language of notices
notify-language-own = as the program
notify-off = off
notify-off-long = Switched off for now
notify-as-before = empty: as before
notify-from-level = from { $level }
notify-quiet-short = quiet { $begins }–{ $ends }
notify-new = + New
notify-save = Save
notify-remove = Remove
notify-try = Send a trial
notify-trying = Sending a trial …
notify-tried = Delivered. Please look whether it is there.
notify-not-tried = Not delivered: { $why }
notify-saved = “{ $name }” is saved.
notify-removed = “{ $name }” is removed, its address too.
notify-went-wrong = A notice through “{ $channel }” was not delivered: { $why }
notify-open = Notice channels …
notify-signals-open = Sounds and desktop …
notify-sent-open = What was delivered …
notify-signals-title = Sounds and desktop notices
notify-signals-about = Which levels are heard, and shown on the desktop of this computer.
notify-signals-no-desktop = This computer shows no desktop notices; the strip above and the sounds work all the same.
notify-signals-sound = Sound
notify-signals-desktop = Desktop
notify-signals-sound-of = { $level }: sound
notify-signals-desktop-of = { $level }: desktop notice
notify-signals-try-sound = Listen
notify-signals-try-desktop = Show one
notify-signals-try-sound-of = { $level }: listen
notify-signals-try-desktop-of = { $level }: show one
notify-signals-trial = This is a trial of desktop notices.
notify-sent-title = What was delivered
notify-sent-empty = No notice has been sent yet
notify-sent-empty-hint = Once there is an alert, this says through which channels it arrived and who has seen it.
