### The partner's claim page: the request and its answer, the decision, the conversation, what isn't possible now.

## The request and the answer
request-asks = { $count ->
    [one] The reviewer asks for one thing: { $things }.
   *[other] The reviewer asks for { $count } things: { $things }.
}
request-answered = { $count } of { $of } answered in your draft
request-in-draft = in your draft
request-yours-files = Yours: { $names }.
request-yours-lines = Yours: taken off.
request-yours-words = Yours: your comment.
asked-all-poe = proof of execution about this claim
asked-customer-acknowledgment = the customer’s acknowledgment
asked-dates = dates
asked-partner-solution = your solution or service
asked-products = the products
answer-comment = Comment to the reviewer
answer-files = More proof of execution
answer-files-hint = They are sent together with the text below.
answer-edit-first = Lines and contacts can be edited before.
answer-by-admin = You can add files and write comments. An admin of your company sends the answer.
dispute-files = New proof of execution
document-not-sent = added { $moment }, not sent yet
documents-sent = { $count ->
    [one] One file sent
   *[other] { $count } files sent
}
documents-sent-and-ready = { $ready-count ->
    [one] { $count } sent, one ready to send
   *[other] { $count } sent, { $ready-count } ready to send
}
documents-ready = { $count ->
    [one] One file, not sent yet
   *[other] { $count } files, not sent yet
}

## The decision
rejection-insufficient-poe-means = The proof doesn’t show the work that the claim says you did.
rejection-missing-customer-consent-means = The proof holds no acknowledgment by the customer.
rejection-missing-products-means = A claimed product or workload isn’t named in the proof.
rejection-poe-unavailable-means = A file of the proof can’t be opened.
rejection-partner-request-means = Your company took the claim back.
rejection-customer-decline-means = The customer declined, or did not confirm where silence isn’t consent.
rejection-no-partner-response-means = More information was asked for and nobody answered in time.
outcome-approved-means = Each line below says whether it is covered. Approved doesn’t mean paid: whether the association is eligible for earnings is assessed separately, once it is in force.
remedy-dispute = You can dispute this once, until the end of { $day } ({ $place }): say why the decision should be another, add new proof of execution, or both.
remedy-copy = Only a new claim helps. A copy takes over all fields and no files.
notice-title = The notice to the customer
notice-sent = Sent to { $to } on { $moment }. The customer may decline by the link in it; nobody else gets that link.
notice-waits = To { $to }. It waits to be sent; the customer’s time has begun.

## The conversation
comments-part = { $count } shown
comments-earlier = Show earlier comments
comments-newest = Back to the newest comments

## Not possible now, and why
act-edit-parts = Edit contacts and lines
bar-role = An admin of your company can do that.
bar-role-sends = Your role prepares. An admin of your company sends it.
bar-edit-review = Not while a reviewer reads it. When the reviewer asks you something, you can.
bar-edit-approved = Approved as it stands. A new claim can name other products or contacts.
bar-withdraw-ended = The association has ended already.
bar-withdraw-rejected = It is rejected: there is nothing left to take back.
bar-dispute-withdrawn = Your company withdrew it. That is always final.
bar-dispute-used = A claim can be disputed once, and this one was.
bar-dispute-over = The time to dispute it is over.

## Changed meanwhile
meanwhile-title = What was changed since you opened this page
meanwhile-before = When you opened it
meanwhile-now = Now
