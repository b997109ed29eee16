# Programs and apps that ran or used the network over the last days.

ios-powerlog =
    .name = Log of power use
    .holds = Programs and apps that ran or used the network over the last days

ios-powerlog-known =
    .title = A known program used power or the network
    .saw = The program “{ $process }” used power or the network: “{ $path }”. Researchers have published this name or place.
    .meaning = Researchers found a program with this name or place on phones that were attacked. It was on the phone at that time.
    .ordinary = An app may carry the same name by chance. Some published names are close to names that Apple uses.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-powerlog-staging =
    .title = A program ran from a folder that attackers have used
    .saw = A program at “{ $path }” used power or the network.
    .meaning = Only parts of iOS updates normally run from this folder. Researchers found spyware there on several attacked phones.
    .ordinary = A part of an iOS update that we do not know yet could run there for a short time.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-powerlog-odd-place =
    .title = A program ran from an unusual place
    .saw = A program at “{ $path }” used power or the network.
    .meaning = Programs of iOS and apps lie in other folders. Some spyware ran from places like this one.
    .ordinary = Tools for making apps, a phone that was changed to run other software, or a newer iOS than we know can explain it.
    .next = Please do not restart the phone for now. Ask someone who knows such logs to look at it.

ios-powerlog-app =
    .title = A known monitoring app was in use
    .saw = The app “{ $app }” is in the log of power use. Researchers list this app.
    .meaning = Such apps let another person watch what happens on a phone. The app may be there now, or may have been there some days ago.
    .ordinary = A family, a school or an employer may use the app openly. Someone may have tried it and removed it.
    .next = Please do not remove anything yet. Removing it can be noticed by whoever set it up. Talk to someone you trust, from another device.
