### Help: shortcuts, finding, the rules with the figures that hold in this installation.

close = Close

## Shortcuts
keys-title = Shortcuts
keys-lead = Keys work outside fields. The control each one belongs to shows it, except on telephones.
keys-here = On this page
keys-everywhere = Everywhere
keys-lists = In lists of claims
keys-review = While reviewing
keys-all = All shortcuts
keys-help = These shortcuts
keys-palette = Find claims, customers, pages and actions
keys-filter = Go to the list’s search field
keys-escape = Close what is open
keys-down-up = Next and previous claim
keys-open = Open the claim
keys-claiming = With your claims
keys-new-or-copy = New claim; on a rejected claim, copy it to a new one
keys-act = To what the claim asks of you
keys-edit = Edit the claim
keys-history = History of the claim
keys-comment = Write a comment
keys-queue = In the queue
keys-select = Select or unselect the claim
keys-select-range = Select up to this claim
keys-peek = Look into the claim without leaving the list
keys-assign = Assign what is selected to me
keys-start = Start reviewing what is selected
keys-undo = Undo, while the notice stands
keys-next = On to the next claim
keys-start-one = Start the review
keys-reason = Mark or unmark the reason of that number
keys-cover = Cover every line
keys-request = Request information
keys-approve = Approve
keys-reject = Reject
keys-words = Write the comment to the partner
keys-documents = Previous and next document
keys-zoom = A picture larger, smaller, fitted
keys-talk = Write a comment or a note
keys-back = Back to the list

## The rules
help-title = Help
help-lead = How claims are handled here. The figures are this installation’s own and change when its programme manager changes them; a clock that already runs keeps its last day.
help-more = All rules
help-clocks = Time limits
help-clocks-caption = Each clock with its length, where its days are counted and what follows
help-column-clock = Clock
help-column-length = Length
help-column-where = Counted in
help-claims = Claims
help-decisions = Decisions
help-statuses = Statuses and phases
help-statuses-means = Open shapes can still change, solid ones are settled; the triangle asks. The turn says who acts next.
help-contents = On this page
help-more-pages = More help
help-business-days = { $count ->
    [one] 1 business day
   *[other] { $count } business days
}
help-calendar-days = { $count ->
    [one] 1 calendar day
   *[other] { $count } calendar days
}
help-no-length = to the day the line names
help-where-team = the review team’s calendar ({ $place })
help-where-location = the calendar of the claim’s location
help-where-location-zone = every day, in the zone of the claim’s location
help-where-customer = every day, in the customer’s time zone
help-counted-in = On this claim it is counted in { $place }.

help-days-title = How days are counted
help-days = The day on which something happens doesn’t count. A period ends at the end of its last day, at midnight in the place whose calendar counts: whatever is done before is in time. Business days leave out that calendar’s weekends, public holidays and closures; calendar days leave out none. A last day is fixed when the clock starts.
help-queue-title = How soon a review begins
help-queue = A reviewer begins within { $length } of the submission, counted in the review team’s calendar ({ $place }). If the day passes, the review lead is told; nothing is decided by itself.
help-review-title = How long a review takes
help-review = The reviewer has { $length } from the start of the review, counted in the review team’s calendar ({ $place }). If the day passes, the review lead is told; nothing is decided by itself.
help-decision-title = How soon there is a decision
help-decision = The first decision comes within { $length } of the first submission, counted in the review team’s calendar ({ $place }). The days on which the claim waits for the partner don’t count.
help-partner-answer-title = How long a partner can answer
help-partner-answer = The partner has { $length } from the request, counted in the calendar of the claim’s location: its weekends and public holidays don’t count. If nobody answers, the claim is rejected. A review lead can add up to { $extension }, once per request.
help-consent-title = What the customer is asked
help-consent-ends = The customer has { $length } from the approval, counted in the customer’s time zone, to confirm or decline. A confirmation puts the association in force at once. Silence is consent, except after an earlier decline of the same claim.
help-consent-runs-on = The customer has { $length } from the approval, counted in the customer’s time zone, to confirm or decline. A confirmation is recorded and the window runs on to its end. Silence is consent, except after an earlier decline of the same claim.
help-dispute-title = How a rejection is disputed
help-dispute = A rejection can be disputed once, within { $length } counted in the time zone of the claim’s location, with a justification or a new proof of execution; after a customer’s decline a new proof is required. After that only a new claim helps.
help-dispute-answer-title = How soon a dispute is decided
help-dispute-answer = A dispute is decided within { $length }, counted in the review team’s calendar ({ $place }), by somebody who took no earlier decision on the claim. If the day passes, the review lead is told.
help-four-eyes-title = Four eyes
help-four-eyes = Who decided on a claim doesn’t decide its dispute. A review lead does, or a reviewer whom a lead has assigned; neither may have taken an earlier decision on that claim.
help-draft-life-title = How long a draft is kept
help-draft-life = A draft is kept for { $length } after its last edit, in the time zone of its location, and then discarded. Reminders go out { $first } and { $second } after the last edit.
help-term-title = When a term ends
help-term = The association of a line with a term ends after the last day of the term. A new claim can renew it; notices go out before.
help-proof-title = What a proof of execution can be
help-proof = PDF, Office, e-mail, image or text, up to 25 MB each and { $count ->
    [one] one file
   *[other] { $count } files
} in a round of submission. After submission files are never taken away or replaced: a newer one supersedes an older one.
help-duplicate-title = Your own duplicates
help-duplicate = The same customer, activity, product and subscription can stand on one running claim of a partner: submitted, under review, awaiting an answer or approved. A draft only warns; a submission is refused with a link to the first claim. A claim that renews another may repeat its lines.
help-edits-title = What can be changed after submission
help-edits = The location, lines and contacts, while the claim is submitted or waits for the partner; proof and comments can always be added then. Customer, programme and activity stay: withdraw and file anew if one is wrong.
help-withdrawal-title = Withdrawing a claim
help-withdrawal = A claim can be withdrawn at any time from its submission until it ends. It becomes rejected for good and can’t be disputed; its fields can be copied to a new claim. An association in force ends on that day.
help-payment-title = Approved is not yet paid
help-payment = An approval recognises the association. Whether it earns anything is assessed separately and later, by the programme’s guide.
help-privacy-title = Who sees what
help-privacy = A partner sees its own claims, within the locations of each account. Nobody learns who else claims the same customer. Partners read “Reviewer”, not the reviewer’s name; internal notes are for the vendor’s people alone.

## Finding
find-label = Find a claim, customer or page
find-claims = Claims
find-recent = Recently viewed
find-customers = Customers
find-places = Pages and actions
find-here = On this page
find-more = All claims that begin with “{ $query }”
find-nothing = Nothing begins with “{ $query }”
find-nothing-means = Numbers, names, customers, products, references and comments of claims are looked through, whatever their case and accents. Each word may be the beginning of one, and all of them have to be found.
find-count = { $count ->
    [one] 1 found
   *[other] { $count } found
}
find-failed = The answer didn’t arrive. Press Enter to look on a page of its own.
find-new-claim = New claim
find-my-queue = My claims in the queue
find-next = Review the next claim
find-nobodys = Claims that nobody has taken
find-asked = What needs my action
find-help = Help: rules and time limits
