# Apps that were installed or removed over the last weeks.

ios-app-installation =
    .name = Log of installing apps
    .holds = Apps that were installed, updated or removed over the last weeks

ios-app-installation-app =
    .title = A known monitoring app was installed or removed
    .saw = The app “{ $app }” is in the log of installing apps. Researchers list this app.
    .meaning = Such apps let another person watch what happens on a phone. The time is the phone’s local time.
    .ordinary = A family, a school or an employer may use the app openly. Someone may have tried it and removed it.
    .next = Please do not remove anything yet. Removing it can be noticed by whoever set it up. Talk to someone you trust, from another device.
