# The queue's views and acts on several claims, the walk from claim to claim, the lead's lists.

nav-disputes = Disputes
nav-team = By reviewer
queue-load-open = { $count } open
queue-load-beyond = more than { $number } open
queue-load-late = { $count } past the limit
queue-load-today = { $count } due today
queue-load-mine = { $count } with you
queue-load-nobody = { $count } with nobody
queue-next = Next claim
queue-filter-resubmissions = Resubmissions
queue-filter-views = Views of the queue
queue-filter-any-reviewer = Any reviewer
queue-filter-any-programme = Any programme
queue-filter-any-activity = Any activity
queue-filter-any-partner = Any partner
queue-filter-activity = Activity
queue-filter-due-before = Due before
queue-filter-phases = Whatever the status
queue-filter-more = More filters
queue-filter-none = No filters
queue-column-clock = Clock
queue-column-lines = Lines
queue-column-name = Name
queue-clock-over = { $count } over
queue-clock-today = today
queue-clock-left = { $count } left
queue-empty-filtered-next = Nothing in this view. In the whole queue, the next claim is due by the end of { $day }.

## Views
view-save = Save this view
view-name = Name of the view
view-name-hint = It appears above the list. Only you see it.
view-store = Save
view-change = Change this view
view-rename = Rename
view-remove = Delete the view
view-too-many = That is as many views as fit. Delete one first.
view-saved = The view is saved.
view-renamed = The view has its new name.
view-removed = The view is deleted. Its filters are still shown: save it again if that was a mistake.
view-unnamed = A view needs a name of up to 40 characters.

## Acts on several claims
bulk-title = Selected claims
bulk-none = Select claims to act on them together
bulk-some = { $number } selected
bulk-select = Select { $number }
bulk-select-all = Select all shown
bulk-take = Assign to me
bulk-assign = Assign
bulk-assign-to = Assign to
bulk-assign-choose = Assign to …
bulk-start = Start review
bulk-clear = Clear
bulk-undo = Undo
bulk-undone = Undone. Nothing was changed.
bulk-close = Close
bulk-failed = The server did not take it: sign in again. Nothing was changed.
bulk-unknown = The server did not answer, so it is not known whether this was done. Trying again does it once at most.
bulk-again = Try again
bulk-pending-take = Assigned to you: { $number }
bulk-pending-assign = Assigned to { $name }: { $number }
bulk-pending-start = Review started: { $number }
bulk-confirm-take = { $count ->
    [one] Assign this claim to you
   *[other] Assign these { $count } claims to you
}
bulk-confirm-assign = { $count ->
    [one] Assign this claim to { $name }
   *[other] Assign these { $count } claims to { $name }
}
bulk-confirm-start = { $count ->
    [one] Start the review of this claim
   *[other] Start the review of these { $count } claims
}
bulk-what-take = You become the reviewer of each. No partner is told, and no deadline moves.
bulk-what-assign = { $name } becomes the reviewer of each and gets a message. No partner is told, and no deadline moves.
bulk-what-start = You become the reviewer of each, and its review clock starts. Each partner sees that the review has begun, not who reviews.
bulk-cancel = Back without changing anything
bulk-not-possible = Not possible now: { $why }
bulk-nothing = No claim was selected.
bulk-unknown-reviewer = Choose who gets the claims.
bulk-done-take = { $count ->
    [0] Nothing was assigned.
    [one] 1 claim is assigned to you.
   *[other] { $count } claims are assigned to you.
}
bulk-done-assign = { $count ->
    [0] Nothing was assigned.
    [one] 1 claim is assigned to { $name }.
   *[other] { $count } claims are assigned to { $name }.
}
bulk-done-start = { $count ->
    [0] No review was started.
    [one] The review of 1 claim has started.
   *[other] The reviews of { $count } claims have started.
}
bulk-refused = { $count ->
    [one] 1 claim was left as it is:
   *[other] { $count } claims were left as they are:
}
bulk-stale = It was changed meanwhile. Open it to see how.
bulk-absent = It is not there any more.
bulk-fault = Something of ours failed. Try it again.
bulk-back = Back to the queue

## Keys and preview
queue-keys-move = move
queue-keys-select = select
queue-keys-open = open
queue-keys-peek = preview
queue-keys-find = find
queue-keys-all = all keys
peek-title = Preview
peek-close = Close the preview
peek-open = Open
peek-documents = Documents
peek-lines = Lines
peek-failed = The preview could not be loaded.

## The walk
walk-title = Your way through the queue
walk-back = Back to the list
walk-next = Next claim
walk-last = The last one of this list
walk-waiting = { $count ->
    [0] Nothing waits for you in this list
    [one] 1 waits for you in this list
   *[other] { $count } wait for you in this list
}
walk-waiting-many = More than { $number } wait for you in this list
walk-done = Nothing more waits for you in this list.

## The lead's lists
team-title = By reviewer
team-intro = What waits with whom. A number leads to those claims, where they can be given to somebody else.
team-caption = Open claims by reviewer
team-column-open = Open
team-column-late = Past the limit
team-column-today = By the end of today
team-column-week = By the end of this week
team-nobody = Nobody yet
team-all = Everybody
team-more-time = More time asked for
team-more-time-none = No partner waits for more time.
team-more-time-none-here = No partner of the claims looked at so far. There are more to look at.
team-more-time-asked = asked on { $day }
team-more-time-answer = Answer
team-more-time-further = Look further
disputes-title = Disputes and reopened cases
disputes-intro = Decisions that are looked at again. Whoever decided before doesn’t decide a dispute.
disputes-empty-title = No dispute waits
disputes-empty = A claim appears here when a partner disputes a rejection or a lead reopens a decision.
disputes-earlier = Earlier decisions
disputes-assign = Give it to
