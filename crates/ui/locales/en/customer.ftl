# The customer's page behind the secret link: seen once, perhaps on a telephone, by somebody without an account.

consent-title = Association asked for by { $partner }
consent-heading = { $partner } says that it helped { $customer } with { $count ->
    [one] one product
   *[other] { $count } products
}
consent-heading-held = { $partner } is associated with { $customer }
consent-heading-over = { $partner } and { $customer }
consent-lead = { $vendor } has checked the documents and approved the claim. Now it is your word: confirm, decline, or leave it as it is.
consent-lead-asked-again = You declined an earlier request about this claim. The partner has sent new proof and { $vendor } has approved it. Now it is your word.
consent-until = You may decline until the end of
consent-until-confirm = You may confirm until the end of
consent-until-zone = { $zone } time.
consent-days-left = { $count ->
    [0] Today is the last day.
    [one] 1 day is left.
   *[other] { $count } days are left.
}
consent-silence-yes = If you do nothing, that counts as a yes.
consent-silence-no = If you do nothing, that counts as a no: you declined before, and silence doesn’t change it.
consent-answer-now = Answer now

consent-claimed = What is claimed
consent-fact-partner = Partner
consent-fact-company = Your company
consent-fact-activity = What the partner did
consent-fact-products = Products
consent-fact-claim = Claim
consent-fact-since = Since
consent-activity-pre-sales = Advised you before you bought
consent-activity-usage = Helped you to use the products
consent-activity-revenue-association = Influenced the choice of solution

consent-access = What the association allows
consent-access-yes = How many people use these products each month, and how many licences there are.
consent-access-yes-title = The partner will see
consent-access-no = Messages, files, names, contacts and other products. It can’t change anything in your account.
consent-access-no-title = The partner will not see
consent-access-pay = { $vendor } may pay the partner an incentive. Your contract doesn’t change.
consent-access-pay-title = You pay nothing more

consent-answer = Your answer
consent-confirm = Confirm
consent-confirm-sub = { $count ->
    [one] The product above. The association starts at once.
   *[other] All { $count } products. The association starts at once.
}
consent-confirm-sub-later = Recorded now; the association starts when the period is over.
consent-choose = Choose product by product
consent-choose-sub = You tick what you decline; the rest is left as it is.
consent-choose-lines = Products you decline
consent-decline = Decline
consent-decline-sub = The partner will not be associated and will see nothing. You needn’t explain.
consent-comment = Would you like to tell the partner something?
consent-optional = (optional)
consent-send = Send
consent-after = After a confirmation you can end the association whenever you like, at this same address.
consent-code = One-time code
consent-code-hint = Needed to confirm after an earlier decline. We send it to the address this message came to.
consent-code-ask = Send me a code
consent-code-sent = A code is on its way to your mailbox. Enter it below.
consent-code-intro-confirm = To confirm after an earlier decline you need a one-time code. Declining needs none.

consent-error-decision = Choose one of the three answers.
consent-error-lines = Tick at least one product to decline, or choose another answer.
consent-error-lines-end = Tick at least one product.
consent-error-code-required = Enter the one-time code. If you have none, ask for it first.
consent-error-wrong-code = This code isn’t right. Check it, or ask for a new one.
consent-error-code-used-up = Five wrong codes: ask for a new one.
consent-error-too-many-codes = Too many codes were asked for. Try again in an hour.
consent-error-window-closed = The time for this answer is over.
consent-error-superseded = A newer message about this claim has replaced this one. Answer through its link.
consent-error-comment = The text is too long: { $max } characters at most.

consent-not-me-title = I got this by mistake
consent-not-me-text = The time then stops until the right person at your company has been told.
consent-not-me = This isn’t for me

consent-receipt-title = Your answer has arrived
consent-receipt-print = This page is your receipt. You can come back to it through the link in the message.
consent-receipt-chosen = Your answer
consent-receipt-at = Given
consent-receipt-comment = Your words to the partner
consent-receipt-next = What happens next
consent-receipt-claim = Claim
consent-receipt-confirmed = You confirmed.
consent-receipt-confirmed-next = The association is in force. The partner sees usage figures of these products only. You can end it at this address whenever you like.
consent-receipt-confirmed-later-next = Your yes is recorded. The association comes into force when the period is over, after the end of { $day } ({ $place }). You can end it at this address whenever you like.
consent-receipt-declined = You declined.
consent-receipt-declined-next = The claim is rejected and the partner sees nothing. The partner may send new proof; then you are asked again, and silence will not count as a yes.
consent-receipt-declined-lines = You declined: { $products }.
consent-receipt-declined-lines-next = The partner sees nothing of these products. For the others nothing changes.
consent-receipt-declined-lines-until = The partner sees nothing of these products. For the others nothing changes: you can answer until the end of { $day } ({ $place }).
consent-receipt-ended = You ended the association.
consent-receipt-ended-next = From today the partner sees nothing more. What lies before today stays as it was.
consent-receipt-ended-lines = You ended the association for: { $products }.
consent-receipt-ended-lines-next = From today the partner sees nothing more of these products. The others stay associated.
consent-receipt-not-me = You told us that this isn’t for you.
consent-receipt-not-me-next = The time has stopped. The partner is asked for the right person; you need do nothing more.
consent-back = Back to the claim

consent-in-force = The association is in force. The partner sees usage figures of the products named here.
consent-end-title = End the association
consent-end-text = It ends today. The partner then sees nothing more; what lies before today stays as it was.
consent-end-code-first = For your safety we send a one-time code to the address this message came to.
consent-end-lines = Products to end
consent-end-submit = End the association
consent-end-comment = Would you like to say why?

consent-superseded = A newer message about this claim has replaced this one. It holds the link that counts; here you can only read.
consent-declined = The claim was declined. The partner sees nothing.
consent-rejected = The claim is rejected. The partner sees nothing, and nothing is asked of you.
consent-waiting = The claim is being looked at again. Nothing is asked of you now; if your word is needed you get a new message.
consent-unreachable = The time has stopped until the right person at your company is known. Nothing is asked of you.
consent-ended = The association ended on { $day }. The partner sees nothing more.

consent-questions = Questions
consent-question-true = How do I know that this page is real?
consent-question-true-text = We never ask for a password or a payment. If in doubt, write to { $vendor } at an address you know.
consent-question-what-if = What if I change my mind?
consent-question-what-if-text = A yes can be ended later at this address. A no stays: only you can turn it, never silence.
consent-footer = { $vendor }, partner claims
consent-to-receipt = The receipt of your last answer
consent-receipt-about = What it was about
consent-receipt-save = Save as text
consent-receipt-print-now = Print
consent-absent-title = This link opens nothing
consent-absent-means = It may be incomplete, or the claim it was about no longer exists. Nothing was changed.
consent-absent-do = What you can do
consent-absent-copy = Open the link in the message again, or copy the whole of it: it ends with a long row of letters and digits.
consent-absent-newer = Look for a newer message about the same claim. Only its link counts.
consent-absent-write = If it still doesn’t open, write to { $vendor } at an address you know.
