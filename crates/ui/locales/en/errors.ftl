### What is wrong and how to mend it, by the codes of the API.

## A field (the code of a field's error)
field-required = Fill this in.
field-too-long = This is too long. Shorten it.
field-too-many = These are too many. Take some off.
field-control-character = This has a character that can’t be kept, such as a line break. Type it again.
field-wrong-type = This has the wrong form.
field-unknown-field = There is no such field.
field-unknown-code = This isn’t one of the choices. Choose one.
field-malformed = This doesn’t have the form that is asked for. Copy it again.
field-not-found = There is nothing of this name that you can use. Choose another.
field-out-of-range = This is outside what is allowed.
field-duplicate = This is named twice. Take one off.
field-taken = Another claim of yours already has this. Each one can be used once.
field-unknown-line = This line isn’t on the claim any more, or can’t be chosen now.
field-lines-undecided = Decide every claimed line once: covered or refused.
field-no-line-left = One line at least must stay. To give up all, withdraw the claim.
field-answer-required = Say something, add a file, or take off a line that was named: one of them at least.
field-grounds-required = Give a business justification, or upload a new proof of execution first.
field-fixed-after-submission = This can’t be changed after submission. Withdraw the claim and file a new one.
field-wrong-activity = The programme doesn’t reward this activity. Choose the activity that belongs to it.
field-not-claimable = This product can’t be claimed at present.
field-subscription-required = This product is claimed by subscription. Give the subscription ID.
field-poe-available = Every file of this claim can be read, so this reason doesn’t apply.
field-not-a-reviewer = This is not the e-mail address of a reviewer or review lead.
field-four-eyes = This person has decided on the claim before. Choose somebody else.
field-not-applicable = This doesn’t go with the decision.
field-with-label = { $label }: { $problem }

## A refused act (the code of the refusal)
refused-not-permitted = Your role may not do this.
refused-not-assigned = Only the reviewer assigned to this claim, or a review lead, may do this.
refused-four-eyes = You have decided on this claim before; somebody else decides the dispute.
refused-wrong-status = The claim’s status doesn’t allow this now.
refused-wrong-status-named = This isn’t possible while the claim is { $status }.
refused-window-closed = The time for this is over.
refused-superseded = A newer link has taken the place of this one.
refused-code-required = Enter the code that was mailed to you.
refused-wrong-code = That isn’t the code that was mailed to you.
refused-incomplete = Something is still missing before the claim can be submitted.
refused-not-enrolled = The location isn’t enrolled in this programme.
refused-duplicate-claim = Another claim of yours already claims the same.
refused-duplicate-claim-named = Your claim { $number } already claims the same customer, activity, product and subscription.
refused-fixed-after-submission = Customer, programme and activity can’t be changed after submission. Withdraw the claim and file a new one.
refused-already-extended = More time was already given for this request.
refused-new-poe-required = The customer declined, so a dispute needs a new proof of execution. Upload it first.
refused-too-many-documents = This round holds no more files.
refused-holder-answer-open = The present holder has not answered yet.
refused-line-contested = Another claim on this line is being decided first.
refused-in-progress = The same request is still being worked on. Wait a moment.
refused-invalid = Some of what was sent can’t be taken.
refused-stale = Somebody changed the claim meanwhile.
refused-unsupported-media-type = This kind of file isn’t accepted. Send PDF, Word, Excel, PowerPoint, e-mail, PNG, JPEG, TIFF or text.
refused-file-too-large = The file is larger than 25 MB.
refused-file-missing = Choose a file first.
refused-file-empty = The file is empty.
