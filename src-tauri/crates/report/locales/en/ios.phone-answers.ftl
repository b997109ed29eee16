# What a connected phone said of its apps and profiles.

ios-phone-answers =
    .name = The phone’s own answers
    .holds = Which apps and profiles the phone names when it is asked over the cable

ios-phone-answers-known-app =
    .title = A known app is on this phone
    .saw = The phone named the app “{ $app }” when it was asked. Researchers have published its name inside the system.
    .meaning = Researchers tie this app to spying. Some such apps send messages, places and pictures to another person.
    .ordinary = A family, a school or an employer may use a watching app openly. Helpers and journalists install such apps to study them.
    .next = Please do not remove the app yet. Removing it can be noticed by whoever set it up. Talk to someone you trust, or to an expert, from another device.

ios-phone-answers-other-signer =
    .title = An app was not signed by the App Store
    .saw = The app “{ $app }” was signed by “{ $source }”.
    .meaning = Apps from elsewhere are checked less. Some spying apps are installed this way by someone who has the phone in hand.
    .ordinary = Test versions, apps from an employer, and other app shops in the European Union and Japan are signed in other names.
    .next = Do you know this app? Did you install it? Who else could have? If you do not know it, show it to an expert before you remove it.

ios-phone-answers-dual-use =
    .title = An app can also be used to follow someone
    .saw = The app “{ $app }” is installed. It has honest uses. It can also show another person where this phone is, or what happens on it.
    .meaning = Whether that matters depends on who set it up, and who can see what it shows.
    .ordinary = Many families and teams use such apps and agree on it.
    .next = Do you know this app? Did you install it? Who can see what it shows? If that worries you, talk to someone you trust before you change anything.

ios-phone-answers-family-controls =
    .title = An app may watch over what this phone is used for
    .saw = The app “{ $app }” may set limits to the use of apps and web pages. Apple allows this to apps for families, and to apps against distraction.
    .meaning = Such an app can block apps, and can tell another person of the family how the phone is used. iOS asks before it may do so.
    .ordinary = Many people use such an app for themselves. Many parents use one with their children.
    .next = Do you know this app? Did you allow it? If somebody else set it up and that worries you, talk to someone you trust before you change anything.

ios-phone-answers-known-profile =
    .title = A known profile is on this phone
    .saw = The phone named the profile “{ $profile }” when it was asked. Researchers have published it.
    .meaning = Such profiles were found on phones that were attacked. A profile can change how a phone behaves and whom it trusts.
    .ordinary = We know of no ordinary reason for this profile.
    .next = Please do not remove the profile, and do not restart or erase the phone. Show this to an expert, from another device.
