# Screens 7 and 21, and what is drawn on a phone.
size-mb = { $size } MB
size-gb = { $size } GB

connect-title = Connect the iPhone or iPad
connect-wait = You can continue when the phone is ready.
connect-cable = Join phone and computer with the cable
    .how = Use the cable that came with the phone, if you can.
connect-unlock = Unlock the phone
    .how = The owner types the passcode on the phone. Others look away.
connect-trust = On the phone, tap “Trust”
    .how = Then type the passcode again. Your phone may say it in another language.
connect-taken-back = Lucerna lists every change it makes on the phone and takes this one back at the end.
connect-ask-again = Ask the phone again
connect-nothing = Nothing happens?
    .cable = Try another cable. Some cables only charge.
    .socket = Try another socket on the computer, without a hub.
    .unlocked = Keep the phone unlocked while you plug it in.
connect-cannot = I cannot connect this phone
    .text = You can open a backup or a file instead.

seen-nothing = No phone seen yet. We go on looking.
seen-no-service = This computer cannot see phones yet.
seen-several = More than one phone is connected.
seen-locked = Phone seen. It is locked.
seen-not-trusted = Phone seen. We are asking it.
seen-asking = Phone seen. Waiting for your tap on the phone.
seen-refused = The phone does not trust this computer.
seen-ready = The phone is ready.
seen-too-old = Phone seen. Its iOS is too old for this way.
seen-problem = The phone could not be connected.

service-linux = It lacks a small program named usbmuxd. Install it with the software centre, or ask whoever looks after this computer.
service-windows = It lacks “Apple Devices”. Get it from the Microsoft Store; iTunes does as well. Then plug the phone in again.
service-macos = Its own service for phones does not answer. Restart this computer, then come back here.
service-then = Lucerna notices by itself when it is there.

several-title = Which one should be checked?
several-unknown = Model not known
several-place = number { $place }
several-names = Show their names

ready-model = Phone
ready-software = Software
ready-used = To copy
    .most = at most { $size }
ready-free = Free here
ready-unknown = not known
ready-private = The phone’s name and number are not shown, so that others in the room cannot read them.
keep-on = Please do not restart this phone.
    .why = This version of iOS then loses a record that shows what ran before.

drawn-passcode = Enter Passcode
    .label = Drawing: the phone asks for its passcode.
drawn-locked =
    .label = Drawing: a connected phone that is locked and asks for its passcode.
drawn-trust-title = Trust This Computer?
drawn-trust-text = Your settings and data will be accessible from this computer.
drawn-trust = Trust
    .label = Drawing: the phone asks: Trust This Computer? The button “Trust” is marked.
drawn-refuse = Don’t Trust
drawn-refused =
    .label = Drawing: the phone does not trust this computer.
drawn-ready = Connected
    .label = Drawing: the phone is connected and ready.
drawn-asleep =
    .label = Drawing: a phone with a dark screen.

pretend = Pretend phone
pretend-title = This is a pretend phone.
pretend-text = Nothing on it is real. Press its buttons as its owner would.
pretend-passcode = Type passcode
pretend-pull = Pull the cable out
pretend-plug = Put the cable in
pretend-buttons = Press the three buttons

diagnosis-title = First: a diagnosis file, if you like
diagnosis-lead = It holds traces that vanish first, so it comes before the backup. You may leave it out.
buttons-face = Press both volume buttons and the side button together, for about one second. Then let go.
buttons-home = Press both volume buttons and the side button together, for about one second. On the smallest models the third button is on top.
buttons-tablet = Press both volume buttons and the top button together, for about one second. Then let go.
buttons-feel = A phone hums briefly. A photo of the screen may be taken: that is fine.
buttons-wait = The phone writes the file by itself in 5 to 15 minutes. You see nothing of it on the phone.
shape-face = No round button
shape-home = Round button
shape-tablet = iPad
diagnosis-looking = Looking at what the phone has …
diagnosis-waiting = No new file yet. We notice by ourselves when one appears.
diagnosis-writing = The phone is writing the file now.
    .note = You can wait here, or go on without it.
diagnosis-there =
    { $count ->
        [one] One file will be copied with the rest.
       *[other] { $count } files will be copied with the rest.
    }
diagnosis-skip = Go on without it
diagnosis-files = Files on the phone
diagnosis-of = Diagnosis file of { $date }
diagnosis-undated = Diagnosis file
diagnosis-holds = What is in it?
    .text = What ran on the phone and when it started. It also holds names of apps and Wi-Fi networks, the phone’s name and some account names. Photos and messages are not in it. It stays on this computer.
