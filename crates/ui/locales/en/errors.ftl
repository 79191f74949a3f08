### What is wrong and how to mend it, by the codes of the API.

## A field, by the code of its error
field-problem =
    .required = Fill this in.
    .too-long = This is too long. Shorten it.
    .too-many = These are too many. Take some off.
    .control-character = This has a character that can’t be kept, such as a line break. Type it again.
    .wrong-type = This has the wrong form.
    .unknown-field = There is no such field.
    .unknown-code = This isn’t one of the choices. Choose one.
    .malformed = This doesn’t have the form that is asked for. Copy it again.
    .not-found = There is nothing of this name that you can use. Choose another.
    .out-of-range = This is outside what is allowed.
    .duplicate = This is named twice. Take one off.
    .taken = Another claim of yours already has this. Each one can be used once.
    .unknown-line = This line isn’t on the claim any more, or can’t be chosen now.
    .lines-undecided = Decide every claimed line once: covered or refused.
    .no-line-left = One line at least must stay. To give up all, withdraw the claim.
    .answer-required = Say something, add a file, or take off a line that was named: one of them at least.
    .grounds-required = Give a business justification, or upload a new proof of execution first.
    .fixed-after-submission = This can’t be changed after submission. Withdraw the claim and file a new one.
    .wrong-activity = The programme doesn’t reward this activity. Choose the activity that belongs to it.
    .not-claimable = Nothing can be submitted with this at present. Choose another one.
    .subscription-required = This product is claimed by subscription. Give the subscription ID.
    .poe-available = Every file of this claim can be read, so this reason doesn’t apply.
    .not-a-reviewer = This is not the e-mail address of a reviewer or review lead.
    .four-eyes = This person has decided on the claim before. Choose somebody else.
    .not-applicable = This doesn’t go with the decision.

## A refused act, by the code of the refusal
refusal =
    .not-permitted = Your role may not do this.
    .not-assigned = Only the reviewer assigned to this claim, or a review lead, may do this.
    .four-eyes = You have decided on this claim before; somebody else decides the dispute.
    .wrong-status = The claim’s status doesn’t allow this now.
    .window-closed = The time for this is over.
    .superseded = A newer link has taken the place of this one.
    .code-required = Enter the code that was mailed to you.
    .wrong-code = That isn’t the code that was mailed to you.
    .incomplete = Something is still missing before the claim can be submitted.
    .not-enrolled = The location isn’t enrolled in this programme.
    .duplicate-claim = Another claim of yours already claims the same.
    .fixed-after-submission = Customer, programme and activity can’t be changed after submission. Withdraw the claim and file a new one.
    .already-extended = More time was already given for this request.
    .new-poe-required = The customer declined, so a dispute needs a new proof of execution. Upload it first.
    .too-many-documents = This round holds no more files.
    .holder-answer-open = The present holder has not answered yet.
    .line-contested = Another claim on this line is being decided first.
    .in-progress = The same request is still being worked on. Wait a moment.
    .invalid = Some of what was sent can’t be taken.
    .stale = Somebody changed the claim meanwhile.
    .unsupported-media-type = This kind of file isn’t accepted. Send PDF, Word, Excel, PowerPoint, e-mail, PNG, JPEG, TIFF or text.
    .heic = A HEIC photo can’t be opened everywhere, so it isn’t accepted. Send it as JPEG: on an iPhone choose Settings, Camera, Formats, Most Compatible, or make a screenshot of the photo.
    .file-too-large = The file is larger than 25 MB.
    .file-missing = Choose a file first.
    .file-empty = The file is empty.
    .answer-required = Say something, add a file, or take off a line that was named: one of them at least.
    .no-deadline = The calendar names no day for this deadline. Ask the vendor to mend the calendar.
    .unreadable = This can’t be read. Send JSON in UTF-8, or a form with a file.
    .unauthenticated = Sign in first, or send your token.
    .not-found = There is nothing here that you can see.
    .method-not-allowed = This isn’t possible at this address.
    .too-large = This is larger than what is taken: 25 MB for a file, 1 MB for anything else.
    .key-reused = Another request was sent with this key before. Take a new key.
    .if-match-required = Say in If-Match which version of the claim you have seen.
    .timed-out = This took too long. Try again.
    .not-ready = The service can’t work at the moment. Try again later.
    .internal = Something went wrong on our side. Nothing was changed that isn’t shown. Try again.
    .too-many-requests = That was too often. Wait a moment.

## With what the code alone does not say
problem-of-field = { $label }: { $problem }
not-possible-while = This isn’t possible while the claim is { $status }.
already-claimed-by = Your claim { $number } already claims the same customer, activity, product and subscription.
