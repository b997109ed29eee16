# Screens 10 and 11.
check-title = Looking through the copy
check-lead = This screen does not show what is found. You choose later when to see the result.
check-opening = Opening the copy
check-listing = Reading what the copy holds
check-unlocking = Unlocking the copy with your password
check-unlocking-time = seconds, or about a minute
check-examining = { $done } of { $of } kinds of records looked at
check-left =
    { $minutes ->
        [one] about one minute left
       *[other] about { $minutes } minutes left
    }
check-left-short = less than a minute left
check-percent = { $percent } percent
check-now = looking now
check-kinds = Kinds of records
check-picture = Picture: { $lit } of { $of } windows are lit.
check-wait = Goes on by itself when the check is done.
check-stop = Stop the check
check-stopping = Stopping …
check-failed = The check could not be finished
    .lead = Nothing can be concluded from it, neither good nor bad.
check-again = Try once more
stop-title = Stop the check?
stop-what = What was read so far is forgotten. The copy stays as it is, and you can start again at any time.
stop-no = Go on checking

covered-window = The result is covered
covered-title = The result is ready. It is covered.
covered-lead = Look around first. Who can see this screen? Is it on a projector, or shared in a call?
covered-time = Take your time. The result stays until you close the window, and you may want someone you trust beside you.
covered-show = Show the result
covered-erase = Not now: erase it
