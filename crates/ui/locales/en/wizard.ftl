### The wizard that makes a claim, and what keeps its texts.

## Steps
step-claim = Location and programme
step-customer = Customer
step-lines = Lines
step-contacts = Contacts
step-proof = Proof and submit
step-to-claim = Save and go to the location
step-to-customer = Save and continue to the customer
step-to-lines = Save and continue to the lines
step-to-contacts = Save and continue to the contacts
step-to-proof = Save and continue to the proof
step-heading = Step { $number } of { $all }: { $title }
step-done = Complete
step-missing = { $count ->
    [one] 1 thing missing
   *[other] { $count } things missing
}
step-partly = { $count ->
    [one] { $said }; 1 thing missing
   *[other] { $said }; { $count } things missing
}
wizard-steps = Steps
wizard-rarely = Rarely needed
wizard-back = Back
wizard-leave = Leave without a draft
wizard-close = Close
wizard-save-close = Save and close
wizard-language-hint = The customer is told about the claim in this language.
wizard-subscription-needed = Required for { $product }. A GUID, such as 0f8fad5b-d9cb-469f-a165-70867728950e.
wizard-subscription-optional = Optional for { $product }.
wizard-remove-line-of = Remove line { $number }
wizard-by-subscription = { $area }, by subscription
wizard-by-workload = { $area }, by workload
wizard-proof-hint = The customer’s signature, the dates, your work and every product must be in the proof.
wizard-admin-submits = Your role prepares claims. A Global, Billing or Incentives admin of your company submits this one.
wizard-looked-for = What reviewers look for
wizard-looked-for-means = The proof names the same customer, domain and products, is signed by the customer, dated recently enough, and describes your work.
wizard-guidelines = All of the guidelines
wizard-files = { $count ->
    [one] 1 file
   *[other] { $count } files
}
missing-documents = At least one file as proof of execution
missing-lines = At least one line
missing-enrolment = A location that is enrolled in the programme

## Autosave
autosave-saving = Saving…
autosave-saved = Saved { $time }
autosave-saved-but = { $count ->
    [one] Saved { $time }, but for one field that is kept here
   *[other] Saved { $time }, but for { $count } fields that are kept here
}
autosave-saved-on = Saved { $moment }
autosave-kept = Kept in this browser, not sent yet
autosave-unsent = Not sent yet
autosave-retry = Not saved. Your text is kept here; trying again in { $seconds } s.
autosave-unkept = Not saved, and this browser can’t keep it. Leave the page open.
autosave-signed-out = You are signed out
autosave-signed-out-means = What you typed is kept here. Sign in again in a new tab; then come back to this one, and it is saved.
autosave-other-person = Somebody else is signed in now. Your text is kept here for you; nobody else’s sign-in sends it.
autosave-sign-in = Sign in again
autosave-restored = Text that was not saved was put back
autosave-restored-means = It was typed in this browser before the page was closed or left.
autosave-forget = Take what is saved instead
autosave-overtaken-means = Your text is kept here. Look at both versions and choose.
autosave-both = See both versions

## A malformed GUID
guid-group = Group { $number } has { $found } characters, it needs { $needed }. Copy it again.

## Signing in again
signed-in-title = You are signed in
signed-in-means = Close this tab and go on where you were: what you typed there is saved now.
signed-in-home = To the start
kept-title = Your form was kept
kept-signed-out = You were signed out before it arrived, so nothing was changed. Here is what you typed; send it again.
kept-outdated = This form is no longer valid: perhaps you signed in anew since it was opened. Nothing was changed. Here is what you typed; send it again.
kept-files = Choose these files again; a browser keeps none for a page
kept-send = Send it again
kept-drop = Don’t send it
kept-sign-in = Your form is kept. Sign in, then send it again.
kept-too-large = Your form was too large to keep. Sign in, go back and send it again.
