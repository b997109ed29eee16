# Accounts that are set up on the phone.

ios-accounts =
    .name = Accounts on the phone
    .holds = Apple, mail and other accounts that the phone signs in with

ios-accounts-known-account =
    .title = A known account is set up on this phone
    .saw = The phone signs in with an account that researchers have published.
    .meaning = Researchers tie the account to attacks. With an account on the phone, its owner may read along or put things there.
    .ordinary = You may know this account from elsewhere. An account can also change hands.
    .next = Please do not remove the account yet. Show this to an expert, from another device.

ios-accounts-several-apple-accounts =
    .title = More than one Apple account is set up
    .saw = { $count } different Apple accounts are set up on this phone.
    .meaning = Whoever knows the password of an account can see what it shares: photos, places, copies of the phone.
    .ordinary = People have an account for each country, for work, or one for the family’s purchases.
    .next = Do you know all of them? You find them in the settings, under your name, and under “Media & Purchases”. If one is not yours, talk to someone you trust before you remove it.
