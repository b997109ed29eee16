# Versions of the system over time.

ios-ios-version-history =
    .name = Versions of the system
    .holds = Which version of the system the phone ran when
