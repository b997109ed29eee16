# Which apps may use microphone, camera, photos and more.

ios-tcc =
    .name = App permissions
    .holds = Which apps may use the microphone, the camera, photos, contacts and more

ios-tcc-client =
    .title = A known program asked for a permission
    .saw = A program named “{ $client }” is in the phone’s list of permissions. Researchers have published this name.
    .meaning = Researchers found a program with this name on phones that were attacked. The phone asks or notes permissions only for programs that ran.
    .ordinary = An app may carry the same name by chance.
    .next = Please do not remove the app and do not change its permissions yet. Show this to an expert, from another device.

ios-tcc-app =
    .title = A known monitoring app asked for a permission
    .saw = The app “{ $client }” is in the phone’s list of permissions. Researchers list this app.
    .meaning = Such apps let another person follow what happens on a phone. The app may be there now, or may have been there before.
    .ordinary = A family, a school or an employer may use the app openly. Someone may have tried it and removed it.
    .next = Please do not remove anything yet. Removing it can be noticed by whoever set it up. Talk to someone you trust, from another device.

ios-tcc-staging =
    .title = A program in a folder that attackers have used asked for a permission
    .saw = A program at “{ $path }” asked for “{ $service }”.
    .meaning = Only parts of iOS updates normally run from this folder. Researchers found spyware there on several attacked phones.
    .ordinary = A part of an iOS update that we do not know yet could run there for a short time.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-tcc-odd-place =
    .title = A program in an unusual place asked for a permission
    .saw = A program at “{ $path }” asked for “{ $service }”.
    .meaning = Programs of iOS and apps lie in other folders. Some spyware ran from places like this one.
    .ordinary = Tools for making apps, a phone that was changed to run other software, or a newer iOS than we know can explain it.
    .next = Please do not restart the phone for now. Ask someone who knows such lists to look at it.
