# What stands on every screen.
brand = Lucerna
continue = Continue
back = Back
close = Close
problem = Problem
more-room = more
between = { " · " }
comma = { ", " }
none = –

frame-window = { $title } · Screen { $number }
frame-screen = Screen
frame-steps = Steps
frame-done = { " " }(done)
frame-skip = Skip to this step
frame-language = Language:
frame-cover = Cover the screen
frame-cover-key = The key F9 does the same
frame-help = Help with this step
frame-offline = Works without the internet. Nothing leaves this computer unless you send it.

stage-start = Start
stage-before = Before we begin
stage-phone = The phone
stage-copy = The copy
stage-check = The check
stage-result = The result
stage-next = What to do next
stage-finish = Finish

wait-answer = Please choose an answer to go on.
other-copy = Choose another copy

look-follows = Lucerna follows the settings of this computer. You can also choose here.
look-text-normal = Larger text
look-text-large = Even larger text
look-text-larger = Normal text
look-dark = Dark
look-contrast = Strong contrast

cover-title = The screen is covered
cover-text = Nothing is lost. Everything goes on behind this page.
cover-go-on = Go on

# Help with each step.
help-title = Help with this step
help-number = On the telephone with someone who helps you? Say: “I am on screen { $number }.” A problem also has a number.
help-cover = The key F9 covers the screen at once, on every step.
help-people = People who help
help-language = Choose the language you read best. You can change it later, at the top of every screen.
help-welcome = Read what this app can and cannot do. Nothing starts before you say so.
help-watching = We ask because a check can be noticed. There is no wrong answer. Nothing is saved.
help-noticed = You can stop here, talk to someone first, or go on. Choose what fits your situation best.
help-whose = A phone holds a whole life. So only its owner can agree to a check. Answer the question, then tick the sentence if you agree.
help-days = Nothing here must be answered. A day helps the check to tell what belongs together. The usual check is right for most people.
help-bring = With the cable, Lucerna makes the copy itself. A backup is a copy that was made before, with Finder, Apple Devices or iTunes. A pretend phone shows how it all works.
help-bring-file = Pick one of the copies that were found. Or choose its folder, or a zip or tar file of it. You can also choose the folder above it, or a single file inside.
help-bring-practice = Pick one of the pretend phones. Each shows another result. Nothing on it is real.
help-connect = Plug the phone in, unlock it, and tap “Trust” on the phone. The line at the top says what we see. Nothing is copied yet.
help-sysdiagnose = This file is optional. Press the three buttons together, let go, and wait. Or press “Go on without it”.
help-passwords = The passcode is typed on the phone only. Here you choose whether the copy gets a password, and how much of it is kept.
help-copying = Leave the cable in. If the phone asks for its passcode, type it on the phone. The check starts by itself afterwards.
help-password = This copy is locked. We need the backup password, not the passcode of the phone. Press “Show” to see what you type.
help-checking = The check runs by itself. You can leave the computer alone, but do not switch it off. You can stop at any moment.
help-covered = The result waits behind this page. Look around first, then press “Show the result”. Or erase it without looking.
help-result = Read the sentence at the top first. The windows show where we looked. Press “Read more” for the details.
help-finding = Read the four parts in their order. An ordinary reason is often the right one. The details are for an expert.
help-coverage = A lit window is a kind of record that we looked at. A dashed one is a place where we could not look. The table tells why.
help-timeline = The numbers on the line belong to the list below it. Press a line of the list to read more.
help-next = Take one thing at a time. If you are in danger, you come first.
help-help = Choose where you are and your language. Press “Show large” and take a photo of the address with another device.
help-save = Choose what kind of file you want and where to put it. A report can be read by anyone who finds it.
help-finish = Here you see what was changed on the phone and on this computer. First put the phone back, then erase or keep the copy.
help-report = This is how the report prints. Press “Print” for paper or a PDF file.
