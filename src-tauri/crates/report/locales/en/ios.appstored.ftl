# What the App Store's service wrote down.

ios-appstored =
    .name = The App Store’s own record
    .holds = Apps that the App Store’s service handled, with times

ios-appstored-app =
    .title = A known monitoring app is in the App Store’s record
    .saw = The app “{ $app }” is in the App Store’s own record. Researchers list this app.
    .meaning = Such apps let another person watch what happens on a phone. The app may be there now, or may have been there before.
    .ordinary = A family, a school or an employer may use the app openly. Someone may have tried it and removed it.
    .next = Please do not remove anything yet. Removing it can be noticed by whoever set it up. Talk to someone you trust, from another device.
