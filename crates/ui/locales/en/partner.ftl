### The partner's pages: list, forms, claim page, confirmations.

## List
claims-title = Claims
claims-new = New claim
claims-todo = Needs your action
claims-todo-none = No claim needs you
claims-todo-none-means = When a reviewer asks, a claim is rejected or a draft grows old, it appears here first, with its last day.
claims-all = All claims
claims-caption = Claims by status
claims-none = No claim yet
claims-none-means = Start with “New claim”: choose the location, then fill in the rest in your own time. A draft is kept for 90 days after its last edit.
claims-none-found = No claim fits
claims-none-found-means = Change or clear the filter. Numbers, names and customers are found by how they begin.
claims-search = Number, name or customer
claims-status = Status
claims-phase = Phase
claims-programme = Programme
claims-activity = Activity
claims-location = Location
claims-any-status = Any status
claims-any-phase = Any phase
claims-any-programme = Any programme
claims-any-activity = Any activity
claims-any-location = Any location
claims-apply = Apply
claims-clear = Clear
claims-count = { $count ->
    [one] 1 on this page
   *[other] { $count } on this page
}
column-claim = Claim
column-name = Name
column-customer = Customer
column-programme = Programme
column-location = Location
column-turn = Turn
column-until = Until
todo-finish = Finish
todo-answer = Answer
todo-name-contact = Name a contact
todo-dispute = Dispute
todo-look = Look
claim-unnamed = Claim without a name
no-deadline = No deadline
late = late

## New and edit
new-title = New claim
new-intro = A claim says for which customer your location did what. Choose the location first; the draft then has a number and everything else can wait.
new-continue = Continue
new-location-hint = The location whose MPN ID stands on the claim.
new-location-choose = Choose a location
new-name-hint = For you and your colleagues; the reviewer reads it too.
edit-title-draft = Edit the draft
edit-title-submitted = Edit the claim
edit-submitted-note = After submission only the location, the lines, the contacts and your reference can change. Customer, programme and activity are fixed: to change those, withdraw the claim and file a new one. The claim keeps its place in the queue and its clocks.
edit-kept = Kept until the end of { $day } ({ $place }) if nobody edits it
edit-save = Save
edit-cancel = Back to the claim
edit-add-line = Add a line
edit-section-claim = Claim
edit-section-customer = Customer
edit-section-customer-hint = As the customer is registered with the vendor. The customer is told in the language given here.
edit-section-programme = Programme and activity
edit-section-lines = Lines
edit-section-lines-hint = One line for each product you worked on; every product must be named in your proof. To take a line off, choose no product.
edit-section-contacts = Contacts
edit-section-customer-contact = Customer’s contact
edit-section-customer-contact-hint = The person who is told about the claim and may opt out for the customer.
edit-section-partner-contact = Your contact
edit-section-reference = Your reference
edit-line = Line { $number }
edit-choose = Choose
edit-no-product = No product
edit-programme-hint = Online Services Usage goes with usage, Online Services Advisor with pre-sales, revenue with revenue association.
edit-tenant-hint = A GUID, such as 7c1e0a52-4f0b-4d0e-9a55-2b6f3a90c1de.
edit-domain-hint = Such as valeverde.example.
edit-zone-hint = Optional. An IANA name such as America/Sao_Paulo; otherwise the country’s.
edit-subscription-hint = A GUID. Required for Business Applications; Microsoft 365 workloads need none.
edit-term-hint = Optional. The last day of the subscription’s term.
edit-recognition-hint = The association counts for insight and recognition and is left out of payment. You can’t change this after submission.
edit-reference-hint = Optional. Your own number for this claim; each one can be used once.
edit-seller-hint = Optional, for revenue associations.
label-name = Name of the claim
label-location-id = Location
label-programme = Programme
label-activity = Activity
label-recognition-only = Recognition only
label-customer-tenant-id = Tenant ID
label-customer-domain = Domain
label-customer-name = Customer’s name
label-customer-country = Country
label-customer-language = Customer’s language
label-customer-time-zone = Time zone
label-customer-contact-name = Contact’s name
label-customer-contact-title = Contact’s title
label-customer-contact-email = Contact’s e-mail
label-customer-contact-language = Contact’s language
label-partner-contact-name = Your contact’s name
label-partner-contact-email = Your contact’s e-mail
label-solution-seller = Solution seller
label-isv-solution = ISV solution
label-reference = Reference
label-comment = Comment
label-justification = Business justification
label-reason = Reason
label-file = Files
label-more-time = Why you need more time
label-line-product = Product
label-line-subscription = Subscription ID
label-line-term = Term ends
label-line-product-of = Product of line { $number }
label-line-subscription-of = Subscription ID of line { $number }
label-line-term-of = Term end of line { $number }

## Changed meanwhile, duplicates
stale-title = Somebody changed this claim at { $moment }
stale-title-by = { $name } changed this claim at { $moment }
stale-means = Nothing of yours was done. Below stands what you typed, and the claim as it is now. Look again, then send.
stale-differences = What differs
stale-now = As it is now
stale-typed = As you typed it
stale-look = Open the claim as it is now in a new tab
duplicate-title = Another claim of yours already claims the same: { $number }
duplicate-means = The same customer, activity, product and subscription. You can keep this draft, but it can’t be submitted beside that claim.

## Claim page
claims-crumb = Claims
act-history = History
act-edit = Edit the claim
act-edit-draft = Edit the draft
act-answer = Answer and resubmit
act-dispute-link = Dispute
act-name-contact-link = Name a contact
act-submit-link = Go to submit
act-withdraw = Withdraw…
act-discard = Discard the draft…
act-copy = Copy to a new claim
act-copy-hint = Copies the fields, not the documents.
also-possible = Also possible now
request-title = What the reviewer asks
answer-title = Your answer
answer-lines = Lines
answer-remove = Take { $product } off this claim
answer-remove-hint = The reviewer named it. You can claim it later with its own proof.
answer-comment-hint = Say what changed and where to look. The reviewer and your colleagues see it.
answer-new-documents = { $count ->
    [0] No new file yet. Add files first, under Proof of execution.
    [one] One new file goes with this answer.
   *[other] { $count } new files go with this answer.
}
answer-send = Resubmit the claim
answer-hint = Resubmitting stops the clock. The same reviewer takes it ahead of first submissions.
submit-title = Submit
submit-lacks = Before this can be submitted
submit-ready = All that a submission needs is there.
submit-send = Submit the claim
submit-hint = A reviewer starts within five business days. After submission customer, programme and activity can’t change, and files can’t be taken back.
lack-name = A name for the claim
lack-programme = Programme and activity
lack-customer = The customer: tenant ID, domain, name, country and language
lack-line = At least one line
lack-subscription = The subscription ID of every line whose product needs one
lack-customer-contact = The customer’s contact
lack-partner-contact = Your contact
lack-poe = At least one file as proof of execution
lack-enrolment = A location that is enrolled in the programme
upload-title = Add files
upload-hint = { $count ->
    [one] PDF, Office, e-mail, image or text, up to 25 MB each; 1 place left in this round. Earlier files stay; a new one supersedes.
   *[other] PDF, Office, e-mail, image or text, up to 25 MB each; { $count } places left in this round. Earlier files stay; a new one supersedes.
}
upload-send = Upload
dispute-title = Dispute the rejection
dispute-hint = A claim can be disputed once. Somebody who has not decided on it before reads it again.
dispute-justification-hint = Why the decision should be another. Or upload a new proof of execution first; one of the two is needed.
dispute-after-decline = The customer declined, so a new proof of execution is needed: upload it first.
dispute-new-documents = { $count ->
    [0] No new file since the rejection.
    [one] One new file goes with the dispute.
   *[other] { $count } new files go with the dispute.
}
dispute-send = Dispute
dispute-made = Disputed { $moment }
dispute-no-words = With new proof of execution, without words.
time-title = Ask for more time
time-hint = A review lead can give up to five more business days, once for each request. The deadline stays until then.
time-send = Ask for more time
time-asked = More time was asked for. Until the review lead gives it, the deadline stays.
contact-title = Name a working contact
contact-hint = The notice to the customer could not be delivered. Name somebody whom it reaches. A reviewer confirms the contact; then a new link goes out and the customer’s full week begins.
contact-send = Name this contact
outcome-title = Decision
outcome-approved = Approved by the reviewer, { $moment }
outcome-rejected = Rejected by the reviewer, { $moment }
outcome-declined = Declined by the customer, { $moment }
outcome-withdrawn = Withdrawn by you, { $moment }
outcome-lapsed = A deadline passed, { $moment }
association-title = Association
association-starts = Starts on
association-in-force = In force since
association-ended = Ended on
association-cause = Why
facts = Facts
fact-customer = Customer
fact-name = Name
fact-domain = Domain
fact-tenant = Tenant ID
fact-country = Country
fact-language = Language
fact-zone = Time zone
fact-contact = Contact
fact-claim = Claim
fact-programme = Programme
fact-activity = Activity
fact-location = Location
fact-location-value = { $name }, MPN ID { $id }
fact-our-contact = Your contact
fact-pays = Counts towards payment
fact-pays-yes = Yes, if it is found eligible
fact-pays-no = No, recognition only
fact-seller = Solution seller
fact-isv = ISV solution
fact-reference = Your reference
fact-clocks = Clocks
fact-clocks-none = No clock is running.
lines-none = No line yet.
lines-edit = Edit lines

## Withdraw and discard
withdraw-title = Withdraw { $number }
withdraw-means = The claim becomes Rejected, final, at once, with the reason Partner request. It can’t be disputed or reopened; only a new claim helps.
withdraw-means-in-force = The association ends today, and the claim becomes Rejected, final, with the reason Partner request. Earlier earnings stay. It can’t be disputed or reopened; only a new claim helps.
withdraw-why = Why
withdraw-comment-hint = Needed for “Another reason”. The reviewer and your colleagues see it.
withdraw-send = Withdraw the claim
withdraw-keep = Keep the claim
discard-title = Discard the draft { $number }
discard-means = The draft and its files are gone for you and your colleagues. Its number stays used. This can’t be undone.
discard-send = Discard the draft
discard-keep = Keep the draft
