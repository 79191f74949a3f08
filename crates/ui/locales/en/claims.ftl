### The partner's home and the list of all claims.

## The list, for both sides
list-title = All claims
list-vendor-intro = Everything that has been submitted, whatever became of it.
list-caption = Claims
list-filters = Find and filter claims
list-search = Number, name, customer, product or comment
list-status = Status
list-any-status = Any status
list-turn = Turn
list-any-turn = Anybody’s turn
list-turn-yours = Your turn
list-turn-you = You
list-programme = Programme
list-any-programme = Any programme
list-location = Location
list-any-location = Any location
list-phase = Phase
list-any-phase = Any phase
list-activity = Activity
list-any-activity = Any activity
list-due-by = Due by
list-more-filters = More filters, order
list-sort = Order
list-sort-status = By status
list-sort-usual = The last changed first
list-sort-due = The earliest deadline first
list-sort-changed = The last changed first
list-sort-number = By number
list-apply = Apply
list-export = Export
list-export-means = Every claim of this list, as it is filtered now.
list-views = Your views
list-view-all = All
list-clear = Clear all
list-narrowed = Filters in use
list-chip = { $label }: { $value }
list-chip-text = Begins with
list-chip-remove = , take away
list-total = { $count ->
    [0] No claim
    [one] 1 claim
   *[other] { $count } claims
}
list-total-over = More than { $count } claims
list-total-here = { $count ->
    [one] 1 claim on this page
   *[other] { $count } claims on this page
}
list-group = { $status } · { $phase }
list-group-part = { $count } of { $total-count }
list-group-all = Show all
list-day-in = { $day } ({ $place })
list-found-domain = Domain
list-found-tenant = Tenant ID
list-found-product = Product
list-found-reference = Reference
list-found-comment = in a comment
list-no-customer = No customer yet
list-none = No claim yet
list-none-means = Claims appear here from the moment their draft exists, with whose turn it is and until when.
list-vendor-none-means = A claim appears here when its partner submits it.
list-none-in-force = No association is in force
list-none-in-force-means = An approved claim comes here when the customer has confirmed it or their time to decline has passed.
list-none-found = No claim matches
list-none-found-means = Take a filter away, or show all claims.
list-none-found-text = None of these claims has a word that begins with “{ $text }”, or not all of its words: number, name, customer, products, reference and comments are looked through.
list-show-all = Show all claims
list-end = Nothing more here
list-end-means = The claims that stood on this page have moved on.
column-claim = Claim
column-claim-name = Name
column-customer = Customer
column-partner = Partner
column-programme = Programme
column-location = Location
column-turn = Turn
column-reviewer = Reviewer
column-changed = Changed
column-until = Until the end of

## The partner's home
nav-dashboard = Dashboard
nav-in-force = In force
nav-count-over = { $count }+
dashboard-title = Claims
dashboard-figures = Figures
dashboard-needed = { $count ->
    [0] Nothing needs you
    [one] 1 needs you
   *[other] { $count } need you
}
dashboard-open = { $open-count } open, { $in-force-count } in force
dashboard-by-status = { $count ->
    [one] 1, by status
   *[other] { $count }, by status
}
dashboard-shown = { $count } of { $total-count } shown
dashboard-all = Go to all claims
claims-new = New claim
claims-todo = Needs my action
claims-todo-none = No claim needs you
claims-todo-none-means = When a reviewer asks, a claim is rejected or a draft is left lying, it appears here first, with its last day.
claims-todo-all = { $count ->
    [one] Show the one that needs me
   *[other] Show all { $count } that need me
}
claims-all = All claims
claim-unnamed = Claim without a name
no-deadline = No deadline
late = late
todo-title = { $customer }, { $name }
todo-answer-reasons = Answer: { $reasons }
todo-contact = The notice to the customer can’t be delivered: name a working contact
todo-contact-named = You named a contact; a reviewer confirms it before the customer’s time begins
todo-rejected = Rejected: { $reasons }. You may dispute once
todo-draft-ready = Draft, ready to submit
todo-draft-lacks = { $count ->
    [one] Draft, one thing is missing
   *[other] Draft, { $count } things are missing
}
todo-draft-for-admins = Draft; an admin of yours submits it
todo-for-admins = { $status }: an admin of yours answers; you can add files and comments
todo-answer = Answer
todo-name-contact = Name a contact
todo-dispute = Read or dispute
todo-finish = Finish
todo-submit = Submit
todo-look = Look
todo-today = Today, end of { $day } ({ $place })
todo-then-rejected = then rejected for no answer
todo-left-rejected-today = { $count ->
    [one] today and 1 more business day, then rejected
   *[other] today and { $count } more business days, then rejected
}
todo-left-rejected = { $count ->
    [one] 1 business day, then rejected
   *[other] { $count } business days, then rejected
}
todo-then-final = then the rejection is final
todo-then-discarded = then the draft is discarded
todo-then-in-force = then the association comes into force
todo-then-ended = then the association ends
todo-then-escalated = then the review lead is told
todo-no-deadline = nothing moves on by itself

## The figures
figure-status = Claims by status
figure-claims = Claims
figure-table = As a table
figure-decisions = Business days to decision, last 90 days
figure-decisions-none = No decision in the last 90 days. When reviewers have decided, this shows how many business days each took, against the limit.
figure-decisions-says = { $count ->
    [one] One decision, within { $median-count ->
        [one] 1 business day
       *[other] { $median-count } business days
    }; the limit is { $limit-count }.
   *[other] Half of { $count } decisions within { $median-count ->
        [one] 1 business day
       *[other] { $median-count } business days
    }; { $late-count ->
        [0] none
       *[other] { $late-count }
    } past the limit of { $limit-count }.
}
figure-decisions-median = { $count ->
    [one] One decision, within { $median-count ->
        [one] 1 business day
       *[other] { $median-count } business days
    }.
   *[other] Half of { $count } decisions within { $median-count ->
        [one] 1 business day
       *[other] { $median-count } business days
    }.
}
figure-decisions-latest = Only the latest are counted.
figure-limit = limit { $count }
figure-days = Business days
figure-deadlines = Deadlines, this week and next
figure-deadlines-none = Nothing is due in these two weeks.
figure-deadlines-today = { $count ->
    [one] One deadline, today.
   *[other] { $count } deadlines; the next is today.
}
figure-deadlines-next = { $count ->
    [one] One deadline, on { $day }.
   *[other] { $count } deadlines; the next is on { $day }.
}
figure-deadlines-over = More than { $count } deadlines; the first are shown.
figure-day = Last day
figure-yours = yours
figure-others = others’
figure-more = { $count ->
    [one] and 1 more
   *[other] and { $count } more
}

## A partner without a claim
first-title = Your first claim
first-lead = A claim says for which customer your company did what, and proves it. When it is approved and the customer doesn’t decline, your company is the customer’s partner of record for the products named in it.
first-draft = Say what you did
first-draft-means = Which of your locations, for which customer, which products. A draft can wait: it is kept for { $length } after its last edit.
first-proof = Add the proof of execution (PoE)
first-proof-means = A document that names the customer, your work and every product, signed or mailed by the customer, with dates in the 12 months before you submit: a statement of work with its acceptance, for example.
first-submit = Submit
first-submit-means = A reviewer begins within { $length } and approves, asks for more, or rejects with a reason that you may dispute once.
first-customer = The customer is told
first-customer-means = The customer may decline within { $length }; silence is a yes. Approval isn’t payment: eligibility for earnings is assessed later.
first-rule = The rule
first-begin = Make the first claim
