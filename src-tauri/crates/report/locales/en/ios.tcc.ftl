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
