# Every file of a full copy.

ios-filesystem =
    .name = All files
    .holds = The names and places of all files in a full copy

ios-filesystem-known-file =
    .title = A file with a known name is on this phone
    .saw = The copy holds “{ $name }” at a place or under a name that researchers have published.
    .meaning = Researchers found this file on phones with spyware.
    .ordinary = Another program may use the same name by chance. Some published names are close to names that Apple uses.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-filesystem-known-program =
    .title = A program with a known name lies on this phone
    .saw = A file named “{ $name }” lies on this phone. Researchers have published this name of a program.
    .meaning = Researchers found a program with this name on phones that were attacked.
    .ordinary = Another file may have the same name by chance. Some published names are close to names that Apple uses.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-filesystem-staged-program =
    .title = A program lies where only updates belong
    .saw = The program “{ $name }” lies in a folder in which the phone prepares its own updates.
    .meaning = Researchers found spyware in this folder. Nothing else but parts of an update belongs there.
    .ordinary = Apple may use the folder for something new.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-filesystem-program-in-odd-place =
    .title = A program lies in an unusual place
    .saw = The program “{ $name }” lies in a folder in which there are no programs.
    .meaning = Some spyware was found in such folders.
    .ordinary = Tools that make a full copy, and phones that were changed on purpose, have programs there.
    .next = Does whoever made this copy know the program? If not, show it to another expert.

ios-filesystem-known-site =
    .title = A site used in attacks kept something on this phone
    .saw = A folder on the phone is named after a web address. Researchers have published this address.
    .meaning = Researchers tie the address to spyware. It was loaded on this phone. That does not show that anything ran.
    .ordinary = It may have been opened out of curiosity, in a training, or from a news story. A page can also load parts of others without asking.
    .next = Please do not clear anything and do not restart the phone. Show this to an expert, from another device.

ios-filesystem-vendor-site =
    .title = The site of a monitoring app kept something on this phone
    .saw = A folder on the phone is named after a company that sells monitoring apps.
    .meaning = By itself this says little. The address is the company’s public site.
    .ordinary = People visit or share such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.

ios-filesystem-site-on-odd-port =
    .title = A site with an unusual address kept something on this phone
    .saw = A folder on the phone belongs to a site that was reached through door number { $port }, not through the usual one.
    .meaning = By itself this says little. Some attacks used such addresses.
    .ordinary = Devices at home, such as routers and cameras, and pages for testing use such addresses all the time.
    .next = Nothing to do. If an expert looks at this phone, show it to them.
