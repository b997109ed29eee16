# Lists of everything that ran at some moments of the last days.

ios-jetsam-reports =
    .name = Lists of running programs
    .holds = Names of everything that ran at some moments of the last days or weeks

ios-jetsam-reports-known =
    .title = A known program was running some time ago
    .saw = A list of running programs names “{ $process }”. Researchers have published this name.
    .meaning = Researchers found a program with this name on phones that were attacked.
    .ordinary = An app may carry the same name by chance: this list does not say where a program lies. Some published names are close to names that Apple uses.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.
