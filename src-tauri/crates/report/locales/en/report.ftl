## The frame of a report: headings, coverage, conclusions, next steps. English is the source.

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date = { $day } { $month } { $year }
date-and-time = { $date }, { $time } UTC
no-date = a day that is not recorded
unknown = not known
hidden = (hidden)
list-separator = {", "}

report-title = Report of a phone check
heading-seen = What was seen
heading-notes = Notes, for completeness
heading-coverage = What was looked at, and what was not
heading-timeline = What happened when
heading-next = What to do next
heading-expert = For an expert
heading-saw = What we saw
heading-meaning = Why it may matter
heading-ordinary = Ordinary reasons
heading-do = What to do now
heading-group = Group
heading-kind = Kind of record
heading-looked = Looked at
heading-why = Why not more
heading-help = What would show it
heading-date = Date
heading-what = What
heading-details = Details for an expert
nothing-to-show = Nothing that an expert should see was found in the records that were looked at.
looked-yes = yes
looked-partly = in part
looked-no = no
looked-of = { $looked } of { $all }
records =
    { $count ->
        [one] { $count } record
       *[other] { $count } records
    }
times-seen =
    { $count ->
        [one] seen once
       *[other] seen { $count } times
    }
closing = This report says what was seen in a copy of a phone. It does not say who did something, and it is not a court document. A warning from Apple, Google or WhatsApp counts more than this report.
partly-english = Some of these words are not translated yet and stand in English.
left-out = Serial number, phone number and account names are not in this report.
page-windows = Picture: { $looked } of { $all } windows are lit.

weight-known-spyware = Matches published spyware traces
weight-strong = Hard to explain otherwise
weight-look = Worth an expert’s look
weight-note = Note
class-targeted = Something reached the phone
class-attempt = Traces of an attack
class-execution = Something ran
class-cleanup = Traces were removed
class-physical-access = Someone had the phone in hand
class-posture = A setting

kind-ios-backup = iPhone backup
kind-ios-filesystem = Copy of a whole file system
kind-ios-sysdiagnose = iPhone system diagnosis file
kind-ios-crash-reports = iPhone crash reports
kind-ios-answers = The phone’s own answers
encrypted = { $kind }, with a password
not-encrypted = { $kind }, without a password
kept-needed = This is a smaller copy: it holds only what a check reads.

fact-model = Model
fact-os-version = iOS version
fact-os-build = Build
fact-acquisition = Copy
beside-unnamed = a file or folder that seems to belong to it
fact-beside = Beside it, and could not be opened
fact-kept = Size of the copy
fact-made-at = Copy made
fact-device-name = Name of the phone
fact-indicator = Published value
fact-campaign = Tied by its publisher to
fact-publisher = Published by
fact-pack = List
fact-published = Published on
fact-also = Also named by
fact-where = Where
fact-further = Further places
fact-detection = Detection
fact-url = Address
fact-host = Host
fact-domain = Domain
fact-process = Program
fact-sender = Sender
fact-path = Path
fact-app = App
fact-profile = Profile
fact-email = E-mail address
fact-account = Account
fact-build = Build
fact-bundle = Name inside the system
fact-bytes = Bytes
fact-cache = Cache
fact-client = Program
fact-count = Number
fact-day = Day that was named
fact-occasion = What happened that day
fact-direction = Direction
fact-events = Events
fact-files = Files
fact-from = From
fact-id = Id
fact-identifier = Id
fact-inside = Inside
fact-mark = Sign
fact-milliseconds = Milliseconds
fact-megabytes = Megabytes
fact-missing = Missing
fact-name = Name
fact-newest = Newest version
fact-number = Number
fact-operation = Action
fact-organization = Organisation
fact-origin = Page
fact-parts = Parts
fact-port = Door number
fact-server = Server
fact-service = Service
fact-sign = Sign
fact-source = Came from
fact-title = Title
fact-to = To
fact-touched = What changed
fact-version = Version

indicators-used = { $applicable } of { $total } published traces could show in this kind of copy. The newest list is from { $date }.
indicators-used-undated = { $applicable } of { $total } published traces could show in this kind of copy.
indicators-none = No published traces were compared with. Only odd behaviour could be noticed.

confinement = While the copy was read, these limits held: { $limits }.
confinement-none = This computer could not confine the reading part of the program.
confinement-landlock = no writing, no files but the copy
confinement-seccomp = no network, no other programs
confinement-memory = memory capped

moment-made = This copy was made
moment-seizure = You named this day: the phone was in other hands
moment-border = You named this day: a border or checkpoint
moment-odd-link = You named this day: an odd link or message came
moment-notification = You named this day: a warning came

## Groups of coverage
group-messages = Messages and links
group-web = Web visits
group-apps = Apps and what they may use
group-settings = Settings and profiles
group-accounts = Accounts and sharing
group-ran = What ran and used data
group-files = Files and the copy itself

## Why something was not looked at
why-missing =
    .what = It should be in this copy and is missing.
    .next = Copy the phone once more.
why-absent =
    .what = This phone has no such records, or the app is not installed.
    .next = {""}
why-not-on-this-os =
    .what = This version of iOS does not keep it here.
    .next = {""}
why-needs-backup =
    .what = Only a backup of the phone holds it.
    .next = Make a backup, with a password if you can.
why-needs-encrypted-backup =
    .what = Only a copy with a password holds it.
    .next = Make a backup with a password.
why-needs-sysdiagnose =
    .what = It is not kept in a backup.
    .next = The system diagnosis file that a phone can make would show it.
why-needs-filesystem =
    .what = It is not kept in a backup.
    .next = Only a full copy made by an expert would show it.
why-not-kept =
    .what = It was left out when the phone was copied.
    .next = Make a copy of the whole phone.
why-kept-by-app =
    .what = The app keeps it to itself: it locks it, or leaves it out of copies like this one.
    .next = If a message in the app worries you, show it to an expert in the app itself.
why-unreadable =
    .what = It is there, but it could not be read.
    .next = Copy the phone once more. If it stays like this, ask an expert.
why-not-asked =
    .what = It was not asked for in this check.
    .next = Ask for it in another check.
why-partly =
    .what =
        { $count ->
            [one] A part could not be read ({ $why }): { $path }.
           *[other] { $count } parts could not be read. The first ({ $why }): { $path }.
        }
    .next = Copy the phone once more. If it stays like this, ask an expert.
broke-panicked =
    .what = Our program failed at this one. That is our fault.
    .next = The other records were looked at. A newer version of Lucerna may read it.
broke-crashed =
    .what = Our program was stopped while it read this one.
    .next = Keep the copy. An expert should look at why reading it stops a program.
broke-hung =
    .what = Reading this one took far too long and was ended.
    .next = Keep the copy. An expert should look at why it cannot be read.
broke-too-much-memory =
    .what = This one asked for far too much memory and was ended.
    .next = Keep the copy. An expert should look at why it cannot be read.
unread-missing = listed, but not in the copy
unread-cut-short = cut short
unread-damaged = damaged
unread-refused = the computer refused
unread-no-key = its key is damaged
unread-too-large = larger than it should ever be
unread-unknown-layout = a layout we do not know
unread-unreadable = could not be read

widen-again = Copy the phone once more: this copy is not complete.
widen-backup =
    { $count ->
        [one] A backup of the phone holds { $count } more kind of record.
       *[other] A backup of the phone holds { $count } more kinds of records.
    }
widen-kept =
    { $count ->
        [one] A copy that keeps everything holds { $count } more kind of record.
       *[other] A copy that keeps everything holds { $count } more kinds of records.
    }
widen-deep = The deep check goes through every byte of the copy. It was not asked for.
widen-filesystem =
    { $count ->
        [one] Only a copy of the whole phone, which experts make, holds { $count } more kind of record.
       *[other] Only a copy of the whole phone, which experts make, holds { $count } more kinds of records.
    }
widen-encrypted =
    { $count ->
        [one] A copy with a password holds { $count } more kind of record.
       *[other] A copy with a password holds { $count } more kinds of records.
    }
widen-sysdiagnose =
    { $count ->
        [one] A file that the phone makes itself can show { $count } more kind of record.
       *[other] A file that the phone makes itself can show { $count } more kinds of records.
    }

## The four conclusions
conclusion-known-traces =
    .title = Traces of known spyware were found
    .lead = Something on this phone matches traces that researchers have published. An expert needs to confirm it.
    .comfort = You are not alone with this, and you have done nothing wrong. Experts answer such cases every day, at no cost.
conclusion-known-traces-now-1 = Please do not restart, update, reset or delete anything. It can wipe traces.
conclusion-known-traces-now-2 = Please do not confront anyone yet.
conclusion-known-traces-now-3 = Talk about this from another phone, in another place.
conclusion-known-traces-now-4 = In danger now? You come first: switch the phone off or leave it behind.

conclusion-expert-look =
    .title = An expert should look at this
    .lead =
        { $findings ->
            [one] One thing stands out. Things like this often have an ordinary reason. Someone who knows them should look.
           *[other] { $findings } things stand out. Things like these often have an ordinary reason. Someone who knows them should look.
        }
    .comfort = Many such things turn out to be ordinary. Asking an expert costs nothing.
conclusion-expert-look-now-1 = For now, please do not restart, update or reset the phone. An expert may need it as it is.
conclusion-expert-look-now-2 = If you are in danger, you come first: leave the phone behind.

conclusion-nothing-found =
    .title = No known spyware found in what was checked
    .lead = We looked at everything that this kind of copy should hold: { $looked } kinds of records.
    .comfort = Most watching needs no spyware. Shared accounts, location sharing and trackers come next.
conclusion-nothing-found-now-1 = Nothing here matched the published traces.
conclusion-nothing-found-now-2 = New spyware, or spyware that hides its traces, can be missed.
conclusion-nothing-found-now-3 = Did Apple, Google or WhatsApp warn you? Their warning counts more than this result.

conclusion-not-enough =
    .title = We could not check enough to say
    .lead =
        { $unread ->
            [0] The copy is not complete. Nothing can be concluded from it, neither good nor bad.
            [one] { $unread } kind of record is missing or could not be read whole. Nothing can be concluded from this, neither good nor bad.
           *[other] { $unread } kinds of records are missing or could not be read whole. Nothing can be concluded from this, neither good nor bad.
        }
    .comfort = This happens often, and nobody did anything wrong. A second copy usually helps.
conclusion-not-enough-now-1 = Copy the phone once more, if you can, with a password.
conclusion-not-enough-now-2 = Or open a backup that you made earlier.
conclusion-not-enough-now-3 = Or ask an expert to make the copy with you.

compared-again = This compares the records of an earlier check with today’s lists. Links behind other words, the inside of profiles and of network settings, and deleted entries stand only in the copy itself and were not looked at again: what was found in them then is shown as it was.

## Steps
next-danger =
    .title = In danger now? You come first
    .text = Switch the phone off or leave it behind, even if traces are lost.
next-keep =
    .title = Keep things as they are
    .text = Do not restart, update, reset or delete. Keep the phone charged, where it usually is.
next-talk =
    .title = Tell an expert
    .text = From another device. They can confirm what was found, and they can read the report you save here.
next-accounts =
    .title = Look at accounts, location sharing and trackers
    .text = Who knows your passwords? Who set up the phone? Who can see where you are? Is there a small tracker in a bag or a car?
next-plan =
    .title = Before you change anything, plan it
    .text = Removing an app, stopping to share or changing a password can be noticed. If that could put you in danger, plan it first with people who know such situations.
next-who =
    .title = Ask yourself who had the phone
    .text = Some settings are made by hand. Who set up the phone, who repaired it, who kept it for a while?
next-warning =
    .title = Did a company warn you?
    .text = A warning from Apple, Google or WhatsApp counts more than this result. Show it to people who help.
next-update =
    .title = Keep the phone up to date
    .text = Newer software closes known gaps. Lockdown Mode gives more protection to people who may be targets.
next-again =
    .title = Copy the phone once more
    .text = With a password, if you can: then more is in the copy.

## People who help
help-access-now = For civil society, journalists and activists. Day and night, at no cost.
help-amnesty = For people who work for human rights. Looks into attacks with spyware.
help-rsf = For journalists who think that their devices are watched.
help-front-line-defenders = For human rights defenders at risk. Answers emergencies day and night.
help-socialtic = For activists and journalists in Latin America.
help-first-aid-kit = Questions and answers that lead to a helper near you.
help-nnedv = For people who fear someone close to them, and for those who support them.
help-stop-stalkerware = Finds a helpline near you, for people who fear someone close to them.

## Failures of a whole check, for the terminal. `.what` happened; `.next` is what to do.
problem-wrong-password =
    .what = The password does not open this backup.
    .next = Try again. It is the backup password, not the passcode of the phone.
problem-key-bag-damaged =
    .what = The part of the backup that holds its keys is damaged. No password can open it.
    .next = Copy the phone once more, or use another backup.
problem-password-needed =
    .what = This backup is locked with a password.
    .next = Give it with --password-stdin or --password-file.
problem-no-acquisition-here =
    .what = There is no copy of a phone in this place.
    .next = Choose a backup (the folder that holds Manifest.db), a system diagnosis file, a folder of crash reports or a full copy; or a zip or tar of one.
problem-empty-folder =
    .what = This folder is empty.
    .next = Choose the folder that holds the backup.
problem-backup-incomplete =
    .what = This looks like a backup, but { $missing } is missing.
    .next = Copy the phone once more, or use another backup. Nothing can be concluded from this one.
problem-backup-damaged =
    .what = The list of files in this backup cannot be read. It is damaged or cut short.
    .next = Copy the phone once more, or use another backup. Nothing can be concluded from this one.
problem-archive-damaged =
    .what = This archive is damaged or cut short.
    .next = Pack or copy it once more.
problem-archive-unsafe =
    .what = This archive is built in a way that honest ones are not. It was not opened.
    .next = Keep it, and ask an expert.
problem-several-backups =
    .what = There are several copies in this place ({ $count }).
    .next = Choose one of them.
problem-different-phones =
    .what = These copies do not come from the same phone.
    .next = Check the copies of each phone on their own.
problem-not-readable =
    .what = The computer does not let us read this place.
    .next = Copy the backup to a place of your own. On a Mac, allow full disk access first.
problem-unsupported-layout =
    .what = This copy was made in a way that we do not know ({ $layout }).
    .next = Make a new copy of the phone, or ask an expert.
problem-records-missing =
    .what = There are no records of an earlier check here.
    .next = Choose the folder that “lucerna scan --records” wrote. It holds the file lucerna-records.json.
problem-records-damaged =
    .what = The list of these records is damaged.
    .next = Copy the folder once more. If you still have the copy of the phone, check that.
problem-records-unknown =
    .what = These records were written by another version of Lucerna.
    .next = Use that version, or check the copy of the phone again.
problem-stopped =
    .what = The check was stopped. Nothing was concluded.
    .next = Start it again when you like.
problem-indicators-unreadable =
    .what = The list { $file } could not be read.
    .next = It must be a STIX 2 file. Ask for it again where you got it.
problem-too-little-memory =
    .what = Reading this needed more memory than the program may use.
    .next = Close other programs and try again. If it stays, keep the copy and ask an expert.
problem-worker-broke =
    .what = The part of the program that reads copies stopped unexpectedly.
    .next = Try again. If it stays, keep the copy and ask an expert.
problem-our-fault =
    .what = Something went wrong in the program. That is our fault.
    .next = Try again. If it stays, please tell us the number.
problem-save-failed =
    .what = The file could not be saved in this place.
    .next = Choose another place.
problem-disk-full =
    .what = The disk is full.
    .next = Make room, or choose another disk.
problem-erase-failed =
    .what = { $path } could not be erased.
    .next = Close programs that use it, then delete it by hand.

## Failures of the conversation with a phone.
problem-no-usb-service =
    .what = The part of this computer that talks to iPhones does not answer.
    .next = { $system ->
        [windows] Install “Apple Devices” from the Microsoft Store, or iTunes, and open it once.
        [macos] Start this computer again. If it stays, install the newest macOS.
       *[linux] Install the package “usbmuxd” with the software centre of this computer. Then put the cable in again.
    }
problem-no-phone =
    .what = No iPhone is seen on the cable.
    .next = Unlock the phone and put the cable in again. Try another cable, and another socket of this computer.
problem-phone-locked =
    .what = The phone is locked.
    .next = The owner types the passcode on the phone. Then try again.
problem-trust-refused =
    .what = “Don’t Trust” was tapped on the phone. That is fine.
    .next = To be asked again: pull out the cable, wait a moment, put it in and unlock the phone. Or go back.
problem-phone-gone =
    .what = The phone is gone.
    .next = Put the cable in again and unlock the phone.
problem-phone-too-old =
    .what = The software of this phone is too old for a copy made here.
    .next = Make a backup with an older Finder or iTunes and open it here. Or ask an expert.
problem-pairing-failed =
    .what = Phone and computer could not agree to trust each other.
    .next = Pull out the cable, start the phone’s screen anew by unlocking it, put the cable in and try again.
problem-several-phones =
    .what = More than one phone is connected.
    .next = Choose one of them, or leave only one on the cable.
problem-odd-answer =
    .what = The phone gave an answer that we do not understand.
    .next = Put the cable in again and try once more. If it happens again, tell an expert the number.
problem-phone-silent =
    .what = The phone does not answer any more.
    .next = Look at the phone and unlock it. Then put the cable in again.
problem-no-space =
    .what = There is not enough room for the copy on this computer. The copy needs about { $needs }, and { $free } are free.
    .next = Make some room, choose another disk, or make the smaller copy.
problem-space-ran-out =
    .what = The disk became full while the phone was copied.
    .next = Make some room and go on. What was copied is kept and marked as unfinished.
problem-copy-interrupted =
    .what = The copy was cut short.
    .next = Put the cable in again and go on. What was copied is kept and marked as unfinished.
problem-passcode-not-typed =
    .what = The phone waited for its passcode in vain.
    .next = Start again. When the phone asks, its owner types the passcode on the phone.
problem-phone-refused-copy =
    .what = The phone ended the copy by itself. It gave the reason number { $code }.
    .next = Unlock the phone and try again. If it happens again, tell an expert both numbers.
problem-copy-incomplete =
    .what = The copy is not whole.
    .next = Copy the phone once more. Until then nothing can be concluded from this copy.
problem-copy-in-use =
    .what = Another window is already copying into this place.
    .next = Wait for the other one to end, or choose another place.
problem-phone-needs-restart =
    .what = The phone has an older copy of itself in the way.
    .next = Only a restart of the phone clears it, and a restart can wipe traces. Ask an expert first, if you can.
problem-no-sysdiagnose =
    .what = The phone holds no record of its own state (sysdiagnose).
    .next = Ask for one with the buttons of the phone, or go on without it. Less can then be looked at.
problem-no-crash-reports =
    .what = The reports about programs that stopped could not be copied.
    .next = Unlock the phone and try once more, or go on without them. Less can then be looked at.
problem-phone-wrong-password =
    .what = The phone does not take this backup password.
    .next = Try again, as often as you like. It is not the passcode of the phone.
problem-password-not-changed =
    .what = The phone did not change its backup password.
    .next = Unlock the phone and try again. You can also go on without a password; less is then in the copy.
problem-password-managed =
    .what = Someone who manages this phone wants a backup password on it.
    .next = Leave it as it is. If you do not know who manages this phone, ask an expert.
problem-phone-worker-broke =
    .what = The part that talks to the phone stopped by itself.
    .next = Put the cable in again and try once more. If it happens again, tell an expert the number.
problem-put-back-failed =
    .what = Not everything on the phone could be put back as it was.
    .next = By hand: on the phone open Settings, General, Transfer or Reset, Reset, “Reset Location & Privacy”. It then trusts no computer. Ask an expert about the backup password.

## Phones on the cable, for the terminal
devices-none = No phone is seen on the cable.
devices-locked = locked: it wants its passcode first
devices-not-trusted = has not been asked to trust this computer
devices-asking = asks its owner whether it may trust this computer
devices-refused = does not trust this computer
devices-ready = ready, its backups have no password
devices-ready-password = ready, its backups are locked with a password
devices-too-old = its iOS is too old to be copied from here
