# The address book.

ios-contacts =
    .name = Address book
    .holds = The people, numbers and addresses that the phone knows

ios-contacts-known-account =
    .title = A known account is in the address book
    .saw = The address book holds an account that researchers have published.
    .meaning = Researchers tie the account to attacks. It does not show that an attack worked.
    .ordinary = You may know this account from elsewhere. An account can also change hands. Phones add accounts to people by themselves.
    .next = Please do not delete or answer anything from it. Show this to an expert, from another device.
