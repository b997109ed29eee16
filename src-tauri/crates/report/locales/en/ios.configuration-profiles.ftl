# Configuration profiles: settings that somebody installed on the phone.

ios-configuration-profiles =
    .name = Configuration profiles
    .holds = Settings that a company, a school, an app or a person installed on the phone

ios-configuration-profiles-known-profile =
    .title = A known profile is on this phone
    .saw = A configuration profile named “{ $profile }” is installed. Researchers have published its number or name.
    .meaning = Researchers tie this profile to attacks.
    .ordinary = Another profile may carry the same name by chance. This is rare.
    .next = Please do not remove the profile and do not restart the phone. Show this to an expert, from another device.

ios-configuration-profiles-hidden-monitoring =
    .title = A profile can watch this phone and stay out of sight
    .saw = The profile “{ $profile }” by “{ $organization }” cannot simply be removed. It changes what apps may show you, and it can manage the phone or its traffic.
    .meaning = Together, these settings let someone manage the phone or its traffic while the owner notices little.
    .ordinary = Employers and schools set up their own phones like this. Then you should know about it, and they can tell you.
    .next = Ask yourself who set up this phone. Please do not remove the profile yet: that can be noticed. If you do not know it, talk to an expert from another device.

ios-configuration-profiles-hides-notifications =
    .title = A profile changes what apps may show you
    .saw = The profile “{ $profile }” by “{ $organization }” sets which apps may show notifications.
    .meaning = Notifications of an app can be hidden this way, so that nobody sees that it works.
    .ordinary = Employers and schools use it so that their apps ring, or stay quiet, on their own phones.
    .next = Ask who set up this phone. If you do not know the profile, show it to an expert before you change anything.

ios-configuration-profiles-management =
    .title = Someone can manage this phone from afar
    .saw = The profile “{ $profile }” by “{ $organization }” lets a server manage this phone.
    .meaning = Whoever runs that server can add apps and settings, lock or erase the phone, and see which apps are on it.
    .ordinary = This is usual on phones from an employer or a school, and on phones set up for work.
    .next = If the phone is yours alone and you do not know this server, talk to an expert from another device. Please do not remove the profile yet: that can be noticed.

ios-configuration-profiles-traffic =
    .title = A profile sends the phone’s traffic another way
    .saw = The profile “{ $profile }” by “{ $organization }” can send traffic of this phone through a server that it names, or filter it.
    .meaning = Whoever runs that server can see which sites the phone talks to, and sometimes more.
    .ordinary = Employers and schools do this. So do VPN services that you chose yourself, ad blockers and parental controls.
    .next = If you chose this service, there is nothing to do. If you do not know it, ask who set up the phone, or show it to an expert.

ios-configuration-profiles-dns =
    .title = A profile sets who looks up web addresses
    .saw = The profile “{ $profile }” by “{ $organization }” sends look-ups of web addresses to a server that it names.
    .meaning = Whoever runs that server can see which sites the phone asks for.
    .ordinary = People who care about privacy, or want fewer ads, often install such a profile themselves.
    .next = If you chose this service, there is nothing to do. If you do not know it, ask who set up the phone.

ios-configuration-profiles-certificate =
    .title = A profile makes the phone trust an extra certificate
    .saw = The profile “{ $profile }” by “{ $organization }” adds a certificate that can vouch for any website.
    .meaning = With such a certificate, someone on the way can read traffic that looks private.
    .ordinary = Employers and schools add one for their own network. App developers and ad blockers do it too.
    .next = If you do not know it, ask who set up the phone. Until then, treat private talks on this phone with care.

ios-configuration-profiles-hides-apps =
    .title = A profile can hide apps
    .saw = The profile “{ $profile }” by “{ $organization }” sets which apps may be seen or opened.
    .meaning = An app that is hidden is still there and can still work.
    .ordinary = Employers, schools and parents use it to keep games or shops off a phone.
    .next = Ask who set up this phone. If you do not know the profile, show it to an expert before you change anything.

ios-configuration-profiles-removal-locked =
    .title = A profile cannot simply be removed
    .saw = The profile “{ $profile }” by “{ $organization }” is locked. It cannot be removed in Settings, or only with a password.
    .meaning = By itself this says little. It matters if you do not know the profile.
    .ordinary = Profiles from employers and schools are mostly locked.
    .next = Nothing to do if you know the profile. If not, ask who set up this phone.

ios-configuration-profiles-installed =
    .title = A profile is installed
    .saw = The profile “{ $profile }” is on this phone. Who made it, as far as it says: “{ $organization }”. Nothing was seen in it that watches or redirects.
    .meaning = Somebody installed settings. Mostly that is all; it matters if it was not you.
    .ordinary = Wi-Fi of a university, mail of an employer and settings of a phone company come as profiles.
    .next = Nothing to do if you know the profile. If not, ask who set up this phone.

ios-configuration-profiles-address =
    .title = A profile names a web address used in attacks
    .saw = The profile “{ $profile }” names a web address. Researchers have published this address.
    .meaning = Researchers tie the address to spyware. A profile can send what the phone does to such an address.
    .ordinary = A profile can hold an address in a text or a help page as well. Lists of addresses can hold mistakes.
    .next = Please do not remove anything yet, and do not restart the phone. Show this to an expert, from another device.

ios-configuration-profiles-vendor-site =
    .title = A profile names the site of a monitoring app
    .saw = The profile “{ $profile }” names the address of a company that sells monitoring apps.
    .meaning = A company, a school or a family may use such an app openly. Whoever set it up may see what the phone does.
    .ordinary = Parental controls and management of work phones come with such profiles.
    .next = If you know it, there is nothing to do. If not, do not remove it yet: that can be noticed. Talk to someone you trust, from another device.
