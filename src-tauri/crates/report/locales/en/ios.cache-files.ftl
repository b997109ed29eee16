# Addresses in web caches.

ios-cache-files =
    .name = Web caches
    .holds = Addresses that apps and parts of the system loaded

ios-cache-files-address =
    .title = A cache holds a web address used in attacks
    .saw = The cache “{ $cache }” holds a web address. Researchers have published this address.
    .meaning = Researchers tie the address to spyware. It was loaded on this phone. That does not show that anything ran.
    .ordinary = It may have been opened out of curiosity, in a training, or from a news story. A page can also load parts of others without asking.
    .next = Please do not clear anything and do not restart the phone. Show this to an expert, from another device.

ios-cache-files-vendor-site =
    .title = A cache holds the site of a monitoring app
    .saw = The cache of an app holds the address of a company that sells monitoring apps.
    .meaning = By itself this says little. The address is the company’s public site.
    .ordinary = People visit or share such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.

ios-cache-files-telephone-part =
    .title = The telephone part of the system loaded a web page
    .saw = The part of the system that runs the telephone asked for a web address.
    .meaning = It has no reason to load pages by itself. Researchers saw this on phones that were attacked over the network.
    .ordinary = Some phone companies make it load a page of theirs.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.
