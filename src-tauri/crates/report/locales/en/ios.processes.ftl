# Programs that were running while the phone made its diagnosis file.

ios-processes =
    .name = Programs that were running
    .holds = Every program that ran while the phone made the file, with its place

ios-processes-known =
    .title = A known program was running
    .saw = The program “{ $process }” was running, or was loaded by another, at “{ $path }”. Researchers have published this name or place.
    .meaning = Researchers found this program on phones that were attacked. It was there when the file was made.
    .ordinary = An app may carry the same name by chance. Some published names are close to names that Apple uses.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-processes-staging =
    .title = A program was running from a folder that attackers have used
    .saw = A program was running at “{ $path }”.
    .meaning = Only parts of iOS updates normally run from this folder. Researchers found spyware there on several attacked phones.
    .ordinary = A part of an iOS update that we do not know yet could run there for a short time.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-processes-odd-place =
    .title = A program was running from an unusual place
    .saw = A program was running at “{ $path }”.
    .meaning = Programs of iOS and apps lie in other folders. Some spyware ran from places like this one.
    .ordinary = Tools for making apps, a phone that was changed to run other software, or a newer iOS than we know can explain it.
    .next = Please do not restart the phone for now. Ask someone who knows such lists to look at it.

ios-processes-without-path =
    .title = The place of some programs is not known
    .saw = The file names programs that were running, but not where they lie: { $count }.
    .meaning = Their names were compared with published ones. Their places could not be.
    .ordinary = This is normal. Newer iOS leaves out the place of many of its own services.
    .next = Nothing to do. If an expert looks at this phone, show it to them.

ios-processes-just-started =
    .title = The phone had been started not long before
    .saw = When the file was made, the phone had been on for this many hours: { $count }.
    .meaning = Some spyware lives only in memory and is gone after a restart. Then this list cannot show it.
    .ordinary = This is normal after an update, an empty battery or a restart.
    .next = Nothing to do. Next time, make the file before the phone is restarted, if you can.
