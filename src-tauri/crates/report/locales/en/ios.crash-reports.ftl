# Reports of programs that failed.

ios-crash-reports =
    .name = Crash reports
    .holds = Programs that failed or used too much, when, and how

ios-crash-reports-known =
    .title = A known program is named in a crash report
    .saw = A report names the program or file “{ $path }”. Researchers have published this name or place.
    .meaning = Researchers found this on phones that were attacked. The report shows that it was on the phone at that time.
    .ordinary = An app may carry the same name by chance. Some published names are close to names that Apple uses.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-crash-reports-staging =
    .title = A program failed in a folder that attackers have used
    .saw = A report names a program or file at “{ $path }”.
    .meaning = Only parts of iOS updates normally run from this folder. Researchers found spyware there on several attacked phones.
    .ordinary = A part of an iOS update that we do not know yet could run there for a short time.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-crash-reports-odd-place =
    .title = A program failed in an unusual place
    .saw = A report names a program at “{ $path }”.
    .meaning = Programs of iOS and apps lie in other folders. Some spyware ran from places like this one.
    .ordinary = Tools for making apps, a phone that was changed to run other software, or a newer iOS than we know can explain it.
    .next = Please do not restart the phone for now. Ask someone who knows such reports to look at it.

ios-crash-reports-find-my-then-messages =
    .title = Find My failed, then messages
    .saw = Within three hours, the service behind Find My failed, and then a part that handles messages: “{ $process }”.
    .meaning = Researchers mention this order in an attack on iOS 15. We know of it through one remark only, and two crashes alone prove nothing.
    .ordinary = Both services can fail for ordinary reasons, for example in a beta of iOS or with a bad connection.
    .next = If you have other reasons to worry, show this to an expert, from another device.

ios-crash-reports-home-then-messages =
    .title = Crashes in the order that one attack left
    .saw = Within hours, the service for smart homes and the part that opens messages failed again and again: { $count } times ({ $process }).
    .meaning = Researchers saw this order on phones that were attacked without a tap: first the home service, then messages.
    .ordinary = A beta of iOS or a broken smart home can crash one of them often. Both in this order is hard to explain otherwise.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-crash-reports-unpacking =
    .title = A crash with the shape that one attack left
    .saw = The program “{ $process }” failed while it unpacked lists inside lists, hundreds deep.
    .meaning = Ordinary messages do not do this. Researchers saw it on phones that were attacked through messages without a tap.
    .ordinary = A badly damaged file could cause it. We know of no honest app that makes such files.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-crash-reports-burst =
    .title = Programs that strangers can reach failed several times in a row
    .saw = Within an hour, programs that open pages, messages or media failed { $count } times: { $process }.
    .meaning = An attack that is tried again and again can look like this.
    .ordinary = This is often harmless. A faulty page, a broken video or a beta of iOS does it too.
    .next = Did something odd arrive at that time, a link, a call, a picture? If you may be a target, show this to an expert.

ios-crash-reports-address =
    .title = A system program failed at an unusual spot
    .saw = The program “{ $process }” failed at an address that published research names for one attack.
    .meaning = We know of this sign through a summary only. It is meant for iOS 18.4 to 18.7.
    .ordinary = A plain fault in iOS can end at the same spot.
    .next = Please do not erase the phone. Ask an expert to look at this report.

ios-crash-reports-pointer =
    .title = Failures that published research names for one attack
    .saw = Programs that open pages or media failed in ways that research names for one attack: { $process }, { $count } times.
    .meaning = We know of these signs through a summary only. One kind alone says little. Two kinds within a day are worth a look.
    .ordinary = Each of these also happens on ordinary phones.
    .next = If you may be a target, show this to an expert. Update iOS after that.

ios-crash-reports-nickname =
    .title = Messages failed while a contact’s name or picture was updated
    .saw = The program “{ $process }” failed while it handled the name or picture that a contact shares.
    .meaning = Some researchers think that this was a way to attack phones before iOS 18.3.1. Apple says that it was an ordinary fault.
    .ordinary = This was a known fault of iOS. It can happen without any attack.
    .next = Did a contact’s name or picture change in an odd way at that time? If you may be a target, show this to an expert.

ios-crash-reports-extraction-tool =
    .title = A tool for copying phones was connected
    .saw = A report names a part of a phone-extraction tool: “{ $process }”.
    .meaning = Such tools are used by police and border guards to copy a phone. This is not spyware, but someone had the phone in hand.
    .ordinary = We know of this sign through a summary only. A repair shop or your own expert may have used such a tool.
    .next = Think back: who had the phone at that time? Talk to a lawyer or an expert you trust, from another device.
