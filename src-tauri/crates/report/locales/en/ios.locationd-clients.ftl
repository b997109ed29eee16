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
