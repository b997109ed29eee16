# Reports of the system about itself.

ios-analytics =
    .name = Reports of the system
    .holds = What parts of the system noted about failures

ios-analytics-process =
    .title = A report of the system names a known program
    .saw = A report of the system names “{ $process }”. Researchers have published this name.
    .meaning = Researchers found a program with this name on phones that were attacked.
    .ordinary = Another program may use the same name by chance. Some published names are close to names that Apple uses.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-analytics-address =
    .title = A report of the system holds a web address used in attacks
    .saw = A report of the system holds a web address. Researchers have published this address.
    .meaning = Researchers tie the address to spyware. It was loaded on this phone. That does not show that anything ran.
    .ordinary = It may have been opened out of curiosity, in a training, or from a news story. A page can also load parts of others without asking.
    .next = Please do not clear anything and do not restart the phone. Show this to an expert, from another device.

ios-analytics-vendor-site =
    .title = A report of the system holds the site of a monitoring app
    .saw = A report of the system holds the address of a company that sells monitoring apps.
    .meaning = By itself this says little. The address is the company’s public site.
    .ordinary = People visit or share such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.
