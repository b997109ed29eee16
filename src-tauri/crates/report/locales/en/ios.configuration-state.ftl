# Which programs changed settings that can be managed, and when.

ios-configuration-state =
    .name = Changes of managed settings
    .holds = Which programs changed settings that can be managed, and when

ios-configuration-state-known =
    .title = A known program changed a managed setting
    .saw = The program “{ $process }” changed a managed setting: “{ $path }”. Researchers have published this name or place.
    .meaning = Researchers found a program with this name or place on phones that were attacked. It was on the phone at that time.
    .ordinary = An app may carry the same name by chance. Some published names are close to names that Apple uses.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-configuration-state-staging =
    .title = A program ran from a folder that attackers have used
    .saw = A program at “{ $path }” changed a managed setting.
    .meaning = Only parts of iOS updates normally run from this folder. Researchers found spyware there on several attacked phones.
    .ordinary = A part of an iOS update that we do not know yet could run there for a short time.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-configuration-state-odd-place =
    .title = A program ran from an unusual place
    .saw = A program at “{ $path }” changed a managed setting.
    .meaning = Programs of iOS and apps lie in other folders. Some spyware ran from places like this one.
    .ordinary = Tools for making apps, a phone that was changed to run other software, or a newer iOS than we know can explain it.
    .next = Please do not restart the phone for now. Ask someone who knows such logs to look at it.
