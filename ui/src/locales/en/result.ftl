# Screens 12 to 15.
result-window = Result
result-partly-english = Some words are not translated yet and stand in English.
result-stands-out = What stands out
result-more =
    { $count ->
        [one] One more
       *[other] { $count } more
    }
result-notes =
    { $count ->
        [one] One note for completeness
       *[other] { $count } notes for completeness
    }
result-why = Why
result-would-help = What would help
result-for-now = For now
result-means = What this means, and what it does not
result-get-help = Get help

cov-looked = { $count } looked at
cov-partly = { $count } looked at in part
cov-missing = { $count } out of reach
cov-elsewhere =
    { $count ->
        [one] 1 is not in this kind of copy
       *[other] { $count } are not in this kind of copy
    }
cov-broke = { $count } we failed to read
cov-of = { $lit } of { $of }
cov-kinds =
    { $count ->
        [one] (1 kind)
       *[other] ({ $count } kinds)
    }
cov-picture = Picture: { $lit } of { $of } windows are lit. The table under “What was looked at” says the same.

finding-window = One finding
finding-read = Read more
finding-count = seen { $count } times
finding-next = Next finding
finding-place = { $place } of { $of }
finding-saw = What we saw
finding-meaning = Why it may matter
finding-ordinary = Ordinary reasons
finding-now = What to do now
finding-expert = Show details for an expert
finding-artifact = Found in

coverage-link = What was looked at
coverage-window = What was looked at
coverage-title = What was looked at, and what was not
coverage-widen = To see more
coverage-table = All of it as a table, with reasons and lists
coverage-lists = Which lists of published traces were used
pack-count =
    { $count ->
        [one] 1 trace
       *[other] { $count } traces
    }
column-kind = Kind of record
column-state = Looked at
column-records = Records
column-why = Why not more
column-next = What would show it
column-when = When
column-weight = What it is
column-what = What
state-examined = Yes
state-partly = In part
state-not-examined = Could not look
state-broke = Our fault
records =
    { $count ->
        [one] 1 record
       *[other] { $count } records
    }
gaps = { $count } not understood

timeline-link = Timeline
timeline-window = What happened when
timeline-title = What happened when
timeline-some = The { $shown } most important of { $of }. All of them stand in the table.
timeline-none = Nothing that was found has a date.
timeline-key = Six corners: matches a published trace. Round: stands out. Square: for orientation.
timeline-caution = Close together does not mean connected.
timeline-table = The same as a table
timeline-picture = Line of time with { $count } numbered events. The same content stands in the list and in the table below.
shape-known = Matches a published trace
shape-seen = Stands out
shape-context = For orientation
