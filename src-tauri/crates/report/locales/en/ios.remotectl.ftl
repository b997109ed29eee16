# The phone and devices it had found.

ios-remotectl =
    .name = The phone and the devices beside it
    .holds = Model and version of the phone, and devices it spoke to when the file was made
