# Apps on the phone, as the backup lists them.

ios-applications =
    .name = Installed apps
    .holds = Which apps are on the phone, and where they came from

ios-applications-known-app =
    .title = A known app is on this phone
    .saw = The app “{ $app }” is installed. Researchers have published its name inside the system.
    .meaning = Researchers tie this app to spying. Some such apps send messages, places and pictures to another person.
    .ordinary = A family, a school or an employer may use a watching app openly. Helpers and journalists install such apps to study them.
    .next = Please do not remove the app yet. Removing it can be noticed by whoever set it up. Talk to someone you trust, or to an expert, from another device.

ios-applications-process =
    .title = An app carries a known name
    .saw = The app “{ $app }” has a name inside the system that researchers have published for a program.
    .meaning = Researchers found a program with this name on phones that were attacked.
    .ordinary = Anyone can give an app any name, so this may be chance or a joke.
    .next = Do you know this app? If not, please do not remove it yet, and show it to an expert.

ios-applications-other-source =
    .title = An app did not come from the App Store
    .saw = The app “{ $app }” was installed by “{ $source }”.
    .meaning = Apps from elsewhere are checked less. Some spying apps are installed this way by someone who has the phone in hand.
    .ordinary = Test versions, apps from an employer, and other app shops in the European Union and Japan come this way.
    .next = Do you know this app? Did you install it? Who else could have? If you do not know it, show it to an expert before you remove it.

ios-applications-no-store-record =
    .title = An app lacks the shop’s papers
    .saw = The app “{ $app }” has no entry that says which shop item it is.
    .meaning = Apps that were put on the phone without a shop can look like this.
    .ordinary = Test versions, apps from an employer, and very old purchases can look like this too.
    .next = Do you know this app? Did you install it? Who else could have? If you do not know it, show it to an expert before you remove it.

ios-applications-signed-elsewhere =
    .title = An app was signed by a company or a developer
    .saw = The app “{ $app }” keeps the paper of somebody other than Apple who signed it. Apps from the App Store have none.
    .meaning = Such an app was put on the phone without a shop. At least one spying app was handed out this way.
    .ordinary = Employers, schools and people who write apps install their own apps like this.
    .next = Do you know this app? Did you install it? Who else could have? If you do not know it, show it to an expert before you remove it.

ios-applications-test-version =
    .title = An app is a test version
    .saw = The app “{ $app }” came through Apple’s service for test versions.
    .meaning = Test versions are checked less than apps in the App Store.
    .ordinary = This is normal if you take part in a test.
    .next = If you do not know the app, ask who could have installed it.

ios-applications-dual-use =
    .title = An app can also be used to follow someone
    .saw = The app “{ $app }” is installed. It has honest uses. It can also show another person where this phone is, or what happens on it.
    .meaning = Whether that matters depends on who set it up, and who can see what it shows.
    .ordinary = Many families and teams use such apps and agree on it.
    .next = Do you know this app? Did you install it? Who can see what it shows? If that worries you, talk to someone you trust before you change anything.
