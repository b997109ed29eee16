# Apps and profiles that may filter or redirect traffic.

ios-network-extensions =
    .name = Filters and VPNs
    .holds = Apps and profiles that may filter or redirect the phone’s traffic

ios-network-extensions-app =
    .title = A known monitoring app may handle the phone’s traffic
    .saw = The app “{ $app }” is set up to handle the phone’s traffic ({ $parts }). Researchers list this app.
    .meaning = Such an app can see which sites the phone talks to, and sometimes more.
    .ordinary = A family, a school or an employer may use the app openly.
    .next = Please do not remove anything yet. Removing it can be noticed by whoever set it up. Talk to someone you trust, from another device.

ios-network-extensions-controls-traffic =
    .title = Something may filter or redirect the phone’s traffic
    .saw = “{ $name }” is set up on this phone ({ $parts }).
    .meaning = Whoever runs it can see which sites the phone talks to, and sometimes more.
    .ordinary = Ad blockers, parental controls, employers and schools do this.
    .next = If you chose it, there is nothing to do. If you do not know it, ask who set up the phone, or show it to an expert.

ios-network-extensions-set-up =
    .title = A VPN or another look-up of addresses is set up
    .saw = “{ $name }” is set up on this phone ({ $parts }).
    .meaning = By itself this says little. Whoever runs it can see which sites the phone talks to while it is on.
    .ordinary = This is normal. People set up such services themselves.
    .next = If you know it, there is nothing to do. If not, ask who set up the phone.

ios-network-extensions-address =
    .title = The phone’s traffic may go to an address used in attacks
    .saw = “{ $name }” is set up on this phone and names a web address. Researchers have published this address.
    .meaning = Researchers tie the address to spyware. Whoever runs it may see which sites the phone talks to, and more.
    .ordinary = Lists of addresses can hold mistakes, and an address can change hands.
    .next = Please do not remove anything yet, and do not restart the phone. Show this to an expert, from another device.

ios-network-extensions-vendor-site =
    .title = The phone’s traffic may go to the maker of a monitoring app
    .saw = “{ $name }” is set up on this phone and names the address of a company that sells monitoring apps.
    .meaning = Such an app may see which sites the phone talks to. A family, a school or a company may use it openly.
    .ordinary = Parental controls and management of work phones are set up like this.
    .next = If you know it, there is nothing to do. If not, do not remove it yet: that can be noticed. Talk to someone you trust, from another device.
