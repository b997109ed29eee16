# Screens 16 to 20.
next-title = What to do next
next-lead = One thing at a time. You decide what, and when.
next-find = Find someone to talk to
next-remove = Before you remove an app, stop sharing or change a password:
    .why = someone may notice it. If that could put you in danger, plan it first with people who know such situations.
next-accounts = How do I look at accounts, location and trackers?
    .text = On a device that nobody else uses: open each account, look at “devices” and “where you are signed in”. In the map and family apps, look at who can see you. Phones can look for unknown trackers near you.
next-off = May I switch the phone off?
    .text = It can end spyware that lives only in memory, and it can wipe its traces. If you are in danger, switch it off or leave it behind. If not, ask an expert first.

people-title = People who help
people-lead = Call or write from a device that nobody else can see. They do not judge.
people-where = Where are you?
people-anywhere = Any country
people-language = Language
people-any-language = Any language
people-about = What is it about?
people-unknown = I do not know
people-spyware = Spyware, work as an activist or journalist
people-partner = Someone close to me
people-count =
    { $count ->
        [one] 1 entry
       *[other] { $count } entries
    }
people-none = Nobody in this directory fits all three. Choose “any” in one of them.
people-large = Show large
people-large-of = Show large: { $name }
people-source = Source:
people-checked = Directory last looked at on { $date }.
people-no-web = Lucerna opens no web page: write the address down, or show it large and take a photo with another device.
people-save = Save a report
people-return = Return to where I was

save-link = Save a report
save-title = What would you like to keep?
save-lead = A report stays where you put it. Anyone who finds it can read it.
save-html = A page to read or print
    .hint = Opens in every web browser, without the internet.
save-txt = Plain text
    .hint = Small. For a chat or a screen reader.
save-json = A file for an expert’s tools
    .hint = The findings as data.
save-in = What goes in
save-personal = Senders, accounts and addresses of people
    .hint = Left out unless you tick this.
save-expert = Details for an expert
    .hint = Paths, numbers and published traces.
save-language = Language of the report
save-look = Look at the report first
save-careful = Is someone watching this computer? Then a file can be found. A USB stick that you keep with you is better.
save-where = Choose where to save
save-skip = Go on without saving
save-more = Save once more
save-done = The report is saved where you chose.

finish-window = Finish
finish-title = Leave everything as it was
finish-lead = This is what Lucerna put on this computer. Erase it when you are done.
finish-computer = On this computer
finish-nothing = Nothing was put on this computer.
finish-phone = On the phone
finish-untouched = The phone was not touched
    .text = Lucerna read a copy, and left the copy as it is.
finish-as-it-was = As it was
finish-cannot = What cannot be erased from here:
    .text = the computer may remember that this app was opened. Erased files can sometimes be brought back by experts.
finish-erase = Erase and finish
finish-erased = Erased
    .lead = This is what became of each thing.
finish-close = You can close the window now.
finish-again = Start again
change-practice-folder = Pretend phone
change-report-saved = Report you saved
change-memory = The result, in memory
change-state-there = There now
change-state-erased = Erased
change-state-kept = Kept

report-window = Report
report-title = The report as it will print
report-lead = Look it over. Personal content is left out.
report-print = Print
report-name = Report of a phone check
report-seen = What was seen
report-seen-none = Nothing that an expert should see was found in the records that were looked at.
report-notes = Notes for completeness
report-expert = For an expert
report-tool = Tool
report-confinement = Confinement in force
report-conclusion = Conclusion
report-list = List of published traces
report-foot = This report says what was seen in a copy of a phone. It does not say who did something, and it is not a court document.
