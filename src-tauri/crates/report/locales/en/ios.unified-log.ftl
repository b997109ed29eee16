# Programs that wrote to the system log, and words in it that research ties to attacks.

ios-unified-log =
    .name = The system log
    .holds = Programs that wrote to the system log, and words in it that research ties to attacks

ios-unified-log-known =
    .title = A known program wrote to the system log
    .saw = The program “{ $process }” wrote to the system log: “{ $path }”. Researchers have published this name or place.
    .meaning = Researchers found a program with this name or place on phones that were attacked. It was on the phone at that time.
    .ordinary = An app may carry the same name by chance. Some published names are close to names that Apple uses.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-unified-log-staging =
    .title = A program ran from a folder that attackers have used
    .saw = A program at “{ $path }” wrote to the system log.
    .meaning = Only parts of iOS updates normally run from this folder. Researchers found spyware there on several attacked phones.
    .ordinary = A part of an iOS update that we do not know yet could run there for a short time.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-unified-log-odd-place =
    .title = A program ran from an unusual place
    .saw = A program at “{ $path }” wrote to the system log.
    .meaning = Programs of iOS and apps lie in other folders. Some spyware ran from places like this one.
    .ordinary = Tools for making apps, a phone that was changed to run other software, or a newer iOS than we know can explain it.
    .next = Please do not restart the phone for now. Ask someone who knows such logs to look at it.

ios-unified-log-words =
    .title = Words of a known attack are in the system log
    .saw = The system log holds “{ $mark }”. Research ties this to one attack.
    .meaning = Healthy phones do not write this by themselves. We know of these words through a summary only.
    .ordinary = Someone who read or wrote about this attack on the phone may have left the words in the log.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-unified-log-extraction-tool =
    .title = A tool for copying phones is named in the system log
    .saw = The system log holds the number { $mark }. Research ties it to a tool for copying phones.
    .meaning = Such tools are used by police and border guards. This is not spyware, but someone had the phone in hand.
    .ordinary = We know of this number through a summary only. A repair shop or your own expert may have used such a tool.
    .next = Think back: who had the phone at that time? Talk to a lawyer or an expert you trust, from another device.
