### Words shared by all pages: statuses, phases, turns, clocks, reasons, roles, dates, the frame.

product = cpor

## Statuses and phases (words.md)
status-editing = Editing
status-submitted = Submitted
status-under-review = Under review
status-partner-action-required = Partner action required
status-approved = Approved
status-rejected = Rejected
phase-draft = draft
phase-first = first submission
phase-resubmission = resubmission
phase-dispute = dispute
phase-reopened = reopened
phase-awaiting-answer = awaiting answer
phase-consent-window = consent window
phase-in-force = in force
phase-ended = ended
phase-disputable = disputable
phase-final = final

## Sides, turns, roles
side-partner = Partner
side-vendor = Reviewer
side-customer = Customer
side-clock = Clock
turn-partner = Partner
turn-reviewer = Reviewer
turn-customer = Customer
turn-nobody = Nobody
role-global-admin = Global admin
role-billing-admin = Billing admin
role-incentives-admin = Incentives admin
role-incentives-user = Incentives user
role-reviewer = Reviewer
role-review-lead = Review lead
role-programme-manager = Programme manager
role-auditor = Auditor
role-system-admin = System admin

## Clocks and what follows them
clock-queue = Queue
clock-review = Review
clock-decision = Decision
clock-partner-answer = Partner’s answer
clock-consent = Consent window
clock-dispute-window = Dispute window
clock-dispute-answer = Dispute answer
clock-holder-answer = Holder’s answer
clock-term = Term
clock-draft-life = Draft kept
then-escalated = If the day passes, the review lead is told; nothing is decided by itself.
then-rejected = If the day passes, the claim is rejected on { $moment }.
then-in-force = If the customer says nothing, the association comes into force on { $moment }.
then-final = If the day passes, the rejection is final from { $moment }.
then-discarded = If nobody edits it by then, the draft is discarded on { $moment }.
then-ended = If nothing is renewed, the association of the line ends on { $moment }.
then-decided-without = If the day passes, it is decided without the holder’s answer.

## Activities, areas, line states
activity-pre-sales = Pre-sales
activity-usage = Usage
activity-revenue-association = Revenue association
area-business-applications = Business Applications
area-microsoft-365 = Microsoft 365
line-claimed = Claimed
line-covered = Covered
line-refused = Refused
line-declined = Declined by the customer
line-ended = Ended
line-removed = Removed
line-named = Named for removal
line-state-reason = { $state }: { $reason }

## Reasons (domain.md §4)
information-missing-all-poe = Missing all PoE
information-missing-customer-acknowledgment = Missing customer acknowledgment
information-missing-or-old-dates = Missing or old dates
information-missing-partner-solution = Missing partner solution/service
information-missing-products = Missing products
information-missing-all-poe-means = The file is the wrong one, or it is not about this claim.
information-missing-customer-acknowledgment-means = A page signed or e-mailed by the customer that names the work.
information-missing-or-old-dates-means = Dates within the 12 months before the submission.
information-missing-partner-solution-means = What you did for this customer, matching the activity.
information-missing-products-means = Every claimed product or workload named in the proof.
rejection-insufficient-poe = Insufficient PoE
rejection-missing-customer-consent = Missing customer consent
rejection-missing-products = Missing products
rejection-poe-unavailable = PoE unavailable
rejection-partner-request = Partner request
rejection-customer-decline = Customer decline
rejection-no-partner-response = No partner response
refusal-missing-products = Missing products
refusal-insufficient-poe = Insufficient PoE
refusal-held = Line held by another partner
withdrawal-wrong-mpn-id = Wrong MPN ID
withdrawal-wrong-activity = Wrong activity
withdrawal-no-longer-working = No longer working with the customer
withdrawal-other = Another reason
end-customer-ended = Ended by the customer
end-partner-request = Partner request
end-superseded = Superseded
end-term = Term over
end-vendor-ended = Ended by the vendor
end-renewed = Renewed

## Languages, by their own names
language-en = English
language-pt-br = Português (Brasil)
language-ru = Русский
language-es = Español
language-sv = Svenska

## Dates
weekday-monday = Mon
weekday-tuesday = Tue
weekday-wednesday = Wed
weekday-thursday = Thu
weekday-friday = Fri
weekday-saturday = Sat
weekday-sunday = Sun
month-january = Jan
month-february = Feb
month-march = Mar
month-april = Apr
month-may = May
month-june = Jun
month-july = Jul
month-august = Aug
month-september = Sep
month-october = Oct
month-november = Nov
month-december = Dec
date-day = { $weekday } { $day } { $month }
date-day-year = { $weekday } { $day } { $month } { $year }
date-moment = { $date }, { $time }
date-moment-at = { $date } at { $time }
date-moment-in = { $date }, { $time } ({ $place })
date-end-of = End of { $date } ({ $place })
date-until = until the end of { $date } ({ $place })
date-was-due = Was due by the end of { $date } ({ $place })
date-for-you = For you that is { $moment }.
size-bytes = { $value } bytes
size-kilobytes = { $value } KB
size-megabytes = { $value } MB

# Zones whose city isn’t spelled as in the tz database.
place =
    .america-sao-paulo = São Paulo
    .america-bogota = Bogotá
    .america-mexico-city = Mexico City
    .america-asuncion = Asunción
    .europe-zurich = Zürich
    .etc-utc = UTC

## The frame
skip = Skip to the content
menu = Menu
nav-main = Main
nav-work = Claims
nav-claims = All claims
nav-new = New claim
nav-queue = Queue
nav-help = Product
nav-messages = Messages
nav-api = API
nav-style = Parts and style
find = Find
sign-out = Sign out
person-place = { $role }, { $organisation }
times-in = Times are { $place } time
crumbs = You are here
clock-bar = Demo clock
clock-bar-now = The demo clock stands at { $moment }.
clock-hour = +1 hour
clock-day = +1 day
clock-business-day = +1 business day
clock-next = To the next deadline

## What was done (shown once after an act)
done-saved = Saved.
done-created = The draft is there. Add what is missing; it is kept while you work on it.
done-submitted = Submitted. A reviewer takes it from here; you needn’t do anything.
done-resubmitted = Resubmitted. The same reviewer takes it ahead of first submissions.
done-disputed = Disputed. Somebody who has not decided on this claim before reads it again.
done-withdrawn = Withdrawn.
done-discarded = The draft is discarded.
done-copied = Copied to a new draft. Documents are not copied.
done-copy-undone = The new draft is discarded; this is the claim that you copied.
undo = Undo
done-commented = Comment added.
done-uploaded = File added.
done-more-time-asked = Asked for more time. The review lead decides.
done-contact-named = The contact is named. A reviewer confirms it, then the customer gets a new link.
done-contact-confirmed = The contact is confirmed. The customer’s full time starts now.
done-review-started = Review started. You are the reviewer.
done-information-requested = Information requested. The partner has been told.
done-approved = Approved. The customer has been told; approval is not payment.
done-rejected = Rejected. The partner has been told why and how to dispute.
done-noted = Internal note added. Partners never see it.
done-assigned = Assigned.
done-extended = Extended.
done-reopened = Reopened.
done-clock-moved = The clock was moved; everything due by now is done.
done-signed-out = You are signed out.

## Parts
next-page = Next
previous-start = Back to the start
errors-title = { $count ->
    [one] One thing to correct
   *[other] { $count } things to correct
}
all-lines = Lines
column-product = Product
column-subscription = Subscription
column-term = Term ends
column-state = State
by-workload = by workload
documents-title = Proof of execution
documents-none = No file yet.
column-file = File
column-type = Type
column-size = Size
column-added = Added
comments-title = Comments
comments-none = Nobody has written yet.
comment-internal = Internal note
comment-new = New comment
comment-add = Add comment
comment-hint = A comment doesn’t stop the clock; resubmitting does.
view = View
life-title = Where the claim is
life-draft = Draft
life-submitted = Submitted
life-review = Under review
life-answer = Partner’s answer
life-review-again = Review again
life-window = Customer’s turn
life-in-force = In force
life-ended = Ended
life-rejected = Rejected
life-dispute = Dispute
life-final = Rejected, final
life-done = done
life-next = ahead
life-now = now

## The turn: one sentence for the reader's own move, one for everybody else's
turn-yours = It’s your turn until the end of { $day } ({ $place })
turn-reviewers = The reviewer’s turn until the end of { $day } ({ $place })
turn-partners = The partner’s turn until the end of { $day } ({ $place })
turn-customers = The customer may decline until the end of { $day } ({ $place })
turn-yours-late = It’s your turn; it was due by the end of { $day } ({ $place })
turn-reviewers-late = The reviewer’s turn; it was due by the end of { $day } ({ $place })
turn-yours-open = It’s your turn
turn-reviewers-open = The reviewer’s turn
turn-partners-open = The partner’s turn
turn-customers-open = The customer’s turn
turn-nobodys-in-force = In force. Nobody’s turn
turn-nobodys-in-force-term = In force until the end of { $day } ({ $place }). Nobody’s turn
turn-nobodys-ended = The association has ended. Nobody’s turn
turn-nobodys-final = This rejection is final. Nobody’s turn
means-draft = Upload your proof of execution and submit the claim. If nobody edits it until then, the draft is discarded on { $moment }.
means-queue = Handed in; the review has not begun. If the day passes, the review lead is told; nothing is decided by itself.
means-review = A reviewer validates the proof of execution. If the day passes, the review lead is told; nothing is decided by itself.
means-dispute = The rejection is being reconsidered by somebody who has not decided on this claim before. If the day passes, the review lead is told; nothing is decided by itself.
means-reopened = A decision is being corrected. If the day passes, the review lead is told; nothing is decided by itself.
means-answer = If nobody answers, the claim is rejected on { $moment } with the reason No partner response.
means-consent = Approved. The customer has been told and may decline. If the customer says nothing, the association comes into force on { $moment }. Approval isn’t payment: eligibility for earnings is assessed later.
means-consent-after-no = Approved. The customer has declined before, so silence is not consent: without the customer’s yes the claim is rejected on { $moment }. Approval isn’t payment: eligibility for earnings is assessed later.
means-consent-stopped = Approved, but the notice to the customer can’t be delivered, so the customer’s time to decline has not begun. Name a working contact. Approval isn’t payment: eligibility for earnings is assessed later.
means-consent-stopped-others = Approved, but the notice to the customer can’t be delivered, so the customer’s time to decline has not begun. The partner names a working contact, a reviewer confirms it. Approval isn’t payment: eligibility for earnings is assessed later.
means-in-force = Approved; the customer did not decline in the window and may still end the association later. It is sent to eligibility assessment. Approval isn’t payment.
means-ended = The association was approved and has ended. Earlier earnings stay. Approval isn’t payment.
means-disputable = Rejected. It may be disputed once, with a business justification, new proof of execution, or both. If nobody disputes it, the rejection is final from { $moment }.
means-final = Only a new claim helps: copy this one to a new claim.

## What did not happen
failure-absent = There is nothing here
failure-absent-means = The address is wrong, or what was here is outside what you can see.
failure-forbidden = You may not do this
failure-forbidden-means = Your role doesn’t include it. Nothing was changed.
form-outdated = This form is no longer valid: perhaps you signed in anew since it was opened. Nothing was changed. Go back, reload the page and send it again.
failure-refused = That isn’t possible now
failure-refused-means = { $why } Nothing was changed.
failure-stale = Somebody changed this meanwhile
failure-stale-means = Nothing of yours was done. Look at the claim as it is now, then decide again.
failure-too-large = That is too large
failure-too-large-means = A file may have up to 25 MB. Nothing was changed.
failure-unreadable = That couldn’t be read
failure-unreadable-means = What was sent is not what this page sends. Nothing was changed.
failure-too-many = Too many tries
failure-too-many-means = { $seconds-count ->
    [one] Try again in one second.
   *[other] Try again in { $seconds-count } seconds.
}
failure-fault = Something broke on our side
failure-fault-means = What you asked for may not have been done: look before you try again. If it happens again, tell those who run this installation the number { $number }.
failure-back = Back
failure-home = To the start

## Where a system admin lands
