# State of the keychain and of trust.

ios-security-state =
    .name = State of the keychain and of trust
    .holds = When the system’s own keychain entries were made, and events of its trust service. No passwords
