# When configuration profiles were added and removed.

ios-profile-events =
    .name = Profile events
    .holds = When configuration profiles were added, changed or removed

ios-profile-events-event =
    .title = A configuration profile was added or changed
    .saw = The phone noted the action “{ $operation }” for the profile “{ $profile }”.
    .meaning = A profile changes settings of the phone. It is worth knowing who added it.
    .ordinary = Phone companies, employers, schools and some apps add profiles. Test versions of the system need one too.
    .next = If you do not know this profile, ask who set up the phone.

ios-profile-events-known-profile =
    .title = A known profile was on this phone
    .saw = The phone noted the action “{ $operation }” for the profile “{ $profile }”. Researchers have published this profile.
    .meaning = Researchers tie this profile to attacks. The note tells that it was handled on this phone at that time.
    .ordinary = Another profile may carry the same name by chance. This is rare.
    .next = Please do not remove the profile and do not restart the phone. Show this to an expert, from another device.

ios-profile-events-process =
    .title = A known program handled a profile
    .saw = A program named “{ $process }” changed the profile “{ $profile }”. Researchers have published this program’s name.
    .meaning = Researchers found a program with this name on phones that were attacked.
    .ordinary = Another program may carry the same name by chance.
    .next = Please do not remove the profile and do not restart the phone. Show this to an expert, from another device.
