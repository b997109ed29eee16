# Several small events within minutes, as one published attack left them.

ios-triangulation =
    .name = Small events close together
    .holds = Changes of system files, message folders, data use and location, compared by time

ios-triangulation-combination =
    .title = Several odd events happened within minutes
    .saw = Within five minutes the phone changed or used: { $events }.
    .meaning = Each of these is ordinary alone. Researchers saw them together on phones that were attacked through messages.
    .ordinary = An update, a restart or a move to a new phone can bring such events together by chance.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.
