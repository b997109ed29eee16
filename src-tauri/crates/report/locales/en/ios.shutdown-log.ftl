# Programs that were still running when the phone was switched off.

ios-shutdown-log =
    .name = Log of switching off
    .holds = Programs that were still running when the phone was switched off or restarted

ios-shutdown-log-known =
    .title = A known program was running when the phone was switched off
    .saw = When the phone was switched off or restarted, the program “{ $process }” was still running at “{ $path }”. Researchers have published this name or place.
    .meaning = Researchers found this program on phones that were attacked. The phone itself wrote down that it ran.
    .ordinary = An app may carry the same name by chance. Some published names are close to names that Apple uses.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-shutdown-log-staging =
    .title = A program ran from a folder that attackers have used
    .saw = When the phone was switched off or restarted, a program was still running at “{ $path }”.
    .meaning = Only parts of iOS updates normally run from this folder. Researchers found spyware there on several attacked phones.
    .ordinary = A part of an iOS update that we do not know yet could run there for a short time.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-shutdown-log-odd-place =
    .title = A program ran from an unusual place
    .saw = When the phone was switched off or restarted, a program was still running at “{ $path }”.
    .meaning = Programs of iOS and apps lie in other folders. Some spyware ran from places like this one.
    .ordinary = Tools for making apps, a phone that was changed to run other software, or a newer iOS than we know can explain it.
    .next = Please do not restart the phone for now. Ask someone who knows such logs to look at it.

ios-shutdown-log-delayed =
    .title = Switching off took several attempts
    .saw = Before it switched off, the phone looked { $count } times whether programs were still running.
    .meaning = By itself this says little. Spyware that refuses to end can cause it, so it is shown beside other signs.
    .ordinary = This happens on ordinary phones. Large apps, updates and slow storage make a phone wait.
    .next = Nothing to do because of this alone. If an expert looks at the phone, show it to them.

ios-shutdown-log-emptied =
    .title = The log of switching off holds nothing
    .saw = This iOS adds a line each time the phone is switched off. Lines found: { $count }. Restarts known from another log, without a line: { $missing }.
    .meaning = Researchers say that some spyware emptied this log to hide that it had been running.
    .ordinary = A phone that was just set up, an empty battery, a forced restart or a crash leaves no line either.
    .next = Think back: was the phone set up anew, or did it often run out of power? If not, show this to an expert.

ios-shutdown-log-fewer-reboots =
    .title = Some restarts are not in the log of switching off
    .saw = Another log tells of more restarts than this one. Found here: { $count }. Without a line: { $missing }.
    .meaning = By itself this says little. It is shown because someone who hides traces may remove such lines.
    .ordinary = This is common. An empty battery, a forced restart, an update or a crash leaves no line.
    .next = Nothing to do because of this alone. If an expert looks at the phone, show it to them.
