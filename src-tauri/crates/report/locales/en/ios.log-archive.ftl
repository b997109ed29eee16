# What span of time the log covers.

ios-log-archive =
    .name = What the system log covers
    .holds = When the system log begins and ends

ios-log-archive-short =
    .title = The system log covers less than a day
    .saw = The phone’s system log begins less than 24 hours before the file was made.
    .meaning = By itself this says nothing about spyware. What happened before cannot be seen in this log.
    .ordinary = This is normal on a phone that is used a lot, is nearly full, or was just set up or updated.
    .next = There is nothing to do. If you worry about an earlier day, a backup shows more of it.
