# Programs that asked for the phone's place.

ios-locationd-clients =
    .name = Programs that use location
    .holds = Which apps and system parts asked where the phone is

ios-locationd-clients-process =
    .title = A program with a known name asked for location
    .saw = A program named “{ $process }” is in the list of programs that asked where the phone is. Researchers have published this name.
    .meaning = Researchers found a program with this name on phones that were attacked.
    .ordinary = An app may carry the same name by chance. Some published names are close to names that Apple uses.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-locationd-clients-path =
    .title = A program in a known place asked for location
    .saw = A program at “{ $path }” is in the list of programs that asked where the phone is. Researchers have published this place.
    .meaning = Researchers found programs in this place on phones that were attacked.
    .ordinary = This is hard to explain in an ordinary way. A mistake in the published list is possible.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-locationd-clients-app =
    .title = A known monitoring app asked for location
    .saw = The app “{ $app }” is in the list of programs that asked where the phone is. Researchers list this app.
    .meaning = Such apps let another person follow where a phone is. The app may be there now, or may have been there before.
    .ordinary = A family, a school or an employer may use the app openly. Someone may have tried it and removed it.
    .next = Please do not remove anything yet. Removing it can be noticed by whoever set it up. Talk to someone you trust, from another device.

ios-locationd-clients-staging =
    .title = A program in a folder that attackers have used asked for the place of the phone
    .saw = A program at “{ $path }” asked where the phone is.
    .meaning = Only parts of iOS updates normally run from this folder. Researchers found spyware there on several attacked phones.
    .ordinary = A part of an iOS update that we do not know yet could run there for a short time.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-locationd-clients-odd-place =
    .title = A program in an unusual place asked for the place of the phone
    .saw = A program at “{ $path }” asked where the phone is.
    .meaning = Programs of iOS and apps lie in other folders. Some spyware ran from places like this one.
    .ordinary = Tools for making apps, a phone that was changed to run other software, or a newer iOS than we know can explain it.
    .next = Please do not restart the phone for now. Ask someone who knows such lists to look at it.
