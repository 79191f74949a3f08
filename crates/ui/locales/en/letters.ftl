# The letters: what the product writes to partners, customers and the review team. `number` is a claim number,
# `day` a date with its weekday, `place` the city of the clock's zone.

letter-sender = { $vendor }, partner claims
letter-footer-partner = You get this message because your company filed claim { $number }.
letter-footer-customer = You get this message because { $partner } named you as its contact for claim { $number }.
letter-footer-vendor = You get this message because you work on claims of the programme.
letter-link-hint = If the button doesn’t work, open this address:
letter-fact-claim = Claim
letter-fact-name = Name
letter-fact-customer = Customer
letter-fact-partner = Partner
letter-fact-products = Products
letter-fact-reason = Reason
letter-fact-reasons = Reasons
letter-fact-lines-off = Lines to take off
letter-fact-lines-refused = Lines refused
letter-fact-lines-declined = Lines declined
letter-fact-lines-ended = Lines ended
letter-fact-contact = Contact
letter-open-claim = Open the claim
letter-open-consent = Read and answer
letter-not-payment = Approval is not payment: whether the claim is eligible for earnings is assessed later and separately.
letter-reviewer-writes = The reviewer writes:
letter-partner-writes = The partner writes:
letter-customer-writes = The customer writes:
letter-lead-writes = The review lead writes:

## To the partner
letter-received-subject = Received: { $customer }, { $name } ({ $number })
letter-received-heading = Your claim for { $customer } has arrived
letter-received-text = It waits for a reviewer now. You needn’t do anything; you can still change lines and contacts until the review begins.

letter-information-requested-subject = More information needed by { $day }: { $customer }, { $name } ({ $number })
letter-information-requested-heading = The reviewer asks for more about your claim for { $customer }
letter-information-requested-text = Answer until the end of { $day } ({ $place }). Send a document, say something, or take the named lines off; then resubmit.
letter-information-requested-consequence = Without an answer the claim is rejected the moment that day is over.

letter-reminder-subject = Answer by { $day }: { $customer }, { $name } ({ $number })
letter-reminder-heading = Your answer for { $customer } is still awaited
letter-reminder-text = You have until the end of { $day } ({ $place }). Without an answer the claim is rejected the moment that day is over.

letter-resubmission-received-subject = Answer received: { $customer }, { $name } ({ $number })
letter-resubmission-received-heading = Your answer for { $customer } has arrived
letter-resubmission-received-text = The same reviewer reads it, ahead of first submissions. You needn’t do anything.

letter-approved-subject = Approved, not yet in force: { $customer }, { $name } ({ $number })
letter-approved-heading = Your claim for { $customer } was approved
letter-approved-text = The customer may decline until the end of { $day } ({ $place }). If the customer says nothing, the association comes into force after that.
letter-approved-text-silence-no = The customer declined this claim before, so silence is not consent: only a yes until the end of { $day } ({ $place }) brings it into force.

letter-in-force-subject = In force: { $customer }, { $name } ({ $number })
letter-in-force-heading = The association with { $customer } is in force
letter-in-force-text = You can see the usage of the associated products from now on. The claim goes to eligibility assessment.

letter-rejected-subject = Rejected: { $customer }, { $name } ({ $number })
letter-rejected-heading = Your claim for { $customer } was rejected
letter-rejected-text-disputable = You may dispute this once, until the end of { $day } ({ $place }). Say why the decision is wrong, or send a better proof; somebody who has not decided on this claim before reads it again.
letter-rejected-text-after = After that day the rejection is final and only a new claim helps.
letter-rejected-text-final = This rejection is final. Only a new claim helps: “Copy to a new claim” on its page begins one.
letter-rejected-open = Read the decision
letter-rejected-open-disputable = Read the decision, or dispute it
letter-rejected-who = Disputing needs a Global, Billing or Incentives admin.

letter-customer-declined-subject = The customer declined: { $customer }, { $name } ({ $number })
letter-customer-declined-heading = { $customer } declined the association
letter-customer-declined-text-disputable = You may dispute this once, with new proof, until the end of { $day } ({ $place }). Then the customer is asked again, and silence will not count as a yes.
letter-customer-declined-text-lines = The customer declined single lines; the others stay as they are.
letter-customer-declined-text-final = This is final. Only a new claim helps.

letter-dispute-received-subject = Dispute received: { $customer }, { $name } ({ $number })
letter-dispute-received-heading = Your dispute for { $customer } has arrived
letter-dispute-received-text = Somebody who took no earlier decision on this claim reads it again, normally until the end of { $day } ({ $place }). If that day passes, the review lead is told; nothing is decided by itself.

letter-dispute-decided-subject-approved = Dispute won: { $customer }, { $name } ({ $number })
letter-dispute-decided-subject-rejected = Dispute lost: { $customer }, { $name } ({ $number })
letter-dispute-decided-heading-approved = Your dispute for { $customer } was decided: the claim is approved
letter-dispute-decided-heading-rejected = Your dispute for { $customer } was decided: the claim stays rejected
letter-dispute-decided-text-rejected = The rejection is final. Only a new claim helps: “Copy to a new claim” on its page begins one.

letter-comment-added-subject = New comment: { $customer }, { $name } ({ $number })
letter-comment-added-heading = There is a new comment on your claim for { $customer }
letter-comment-added-text = A comment moves no deadline. Answer on the claim’s page.

letter-notice-undeliverable-subject = The customer can’t be reached: { $customer }, { $name } ({ $number })
letter-notice-undeliverable-heading = The notice about your claim did not reach { $customer }
letter-notice-undeliverable-text = The customer’s time stands still. Name a working contact at the customer on the claim’s page; when a reviewer has confirmed it, a new notice goes out and the full time runs anew.

letter-association-ended-subject = Association ended: { $customer }, { $name } ({ $number })
letter-association-ended-heading = The association with { $customer } has ended
letter-association-ended-text = From now on you see no usage of the lines named here. What was earned before stays.

letter-draft-expiring-subject = Draft will be discarded on { $day }: { $name } ({ $number })
letter-draft-expiring-heading = Your draft { $name } has not been touched for a while
letter-draft-expiring-text = It is kept until the end of { $day } ({ $place }) and discarded after that. Any change to it starts the time anew.

letter-extension-granted-subject = More time until { $day }: { $customer }, { $name } ({ $number })
letter-extension-granted-heading = You have more time to answer for { $customer }
letter-extension-granted-text = The new last day: the end of { $day } ({ $place }). Without an answer the claim is rejected the moment that day is over. There is no second extension for this request.

letter-discarded-subject = Draft discarded: { $name } ({ $number })
letter-discarded-heading = Your draft { $name } was discarded
letter-discarded-text = Nobody edited it in time. Its number stays used; a new claim gets a new one.

letter-reopened-subject = Under review again: { $customer }, { $name } ({ $number })
letter-reopened-heading = The decision on your claim for { $customer } is being corrected
letter-reopened-text = A review lead has reopened the claim. Its earlier decision no longer holds; a new one will follow. You needn’t do anything.

## To the customer
letter-association-notice-subject = { $partner } asks to be associated with { $customer }: please answer by { $day }
letter-association-notice-heading = { $partner } says that it helped { $customer }
letter-association-notice-text = { $partner } claims to have helped { $customer } with the products named here. { $vendor } has checked the documents and approved the claim. You may decline.
letter-association-notice-sees = If the association comes into force, the partner sees how many people use these products each month and how many licences there are. It will not see messages, files, names, contacts or other products, and can’t change anything in your account. { $vendor } may pay the partner an incentive; you pay nothing more.
letter-association-notice-how = To confirm, to decline, or to decline single products, open the link below and choose. No account is needed.
letter-association-notice-silence-yes = You may decline until the end of { $day } ({ $place }). If you do nothing, that counts as consent.
letter-association-notice-silence-no = You declined this claim before. If you do nothing until the end of { $day } ({ $place }), that counts as a no: only your confirmation brings the association into force.
letter-association-notice-secret = The link is meant for you alone. If this isn’t for you, say so there; the time then stops.

letter-choice-confirmed-subject = Your answer about { $partner } ({ $number })
letter-choice-confirmed-heading = Your answer has arrived
letter-choice-confirmed-yes = You confirmed the association with { $partner } for { $customer }.
letter-choice-confirmed-yes-next = You can end it whenever you like, through the link of the first message.
letter-choice-confirmed-no = You declined the association with { $partner }. The partner is not associated and sees nothing.
letter-choice-confirmed-no-next = If the partner sends new proof you are asked again, and silence will not count as a yes.
letter-choice-confirmed-lines = You declined single products of the association with { $partner }; they are named below. The others stay as they are.
letter-choice-confirmed-not-me = You told us that the message about { $partner } isn’t for you. The time has stopped; you need do nothing more.

letter-association-ended-customer-subject = Association with { $partner } ended ({ $number })
letter-association-ended-customer-heading = The association of { $customer } with { $partner } has ended
letter-association-ended-customer-text = From today the partner sees nothing more of the products named here. What lies before today stays as it was.

letter-one-time-code-subject = Your one-time code ({ $number })
letter-one-time-code-heading = Your one-time code
letter-one-time-code-text = Enter it on the page about { $partner }. It works once.
letter-one-time-code-warning = If you didn’t ask for a code, somebody else has opened your link. Nothing happens without the code; do not pass it on.

## To the review team
letter-assigned-subject = Assigned to you: { $customer }, { $name } ({ $number })
letter-assigned-heading = A claim for { $customer } is assigned to you
letter-assigned-text = It stands in your queue.
letter-assigned-text-due = It stands in your queue and is due by the end of { $day } ({ $place }).

letter-clock-at-risk-subject = One business day left: { $customer } ({ $number })
letter-clock-at-risk-heading = { $clock }: one business day left for { $customer }
letter-clock-at-risk-text = The clock runs until the end of { $day } ({ $place }). If the day passes, the lead is told; nothing is decided by itself.

letter-clock-passed-subject = Past the limit: { $customer } ({ $number })
letter-clock-passed-heading = { $clock }: the limit has passed for { $customer }
letter-clock-passed-text = The clock ran until the end of { $day } ({ $place }). Nothing was decided by itself; the claim still waits.

letter-extension-requested-subject = More time asked for: { $customer } ({ $number })
letter-extension-requested-heading = { $partner } asks for more time to answer
letter-extension-requested-text = The answer is due by the end of { $day } ({ $place }). A lead may extend once for each request, by up to 5 business days.

letter-customer-contact-named-subject = Customer contact to confirm: { $customer } ({ $number })
letter-customer-contact-named-heading = { $partner } has named another contact at { $customer }
letter-customer-contact-named-text = The customer’s time stands still until you confirm the contact. Then a new notice goes out and the full time runs.

letter-comment-added-team-subject = New comment: { $customer } ({ $number })
letter-comment-added-team-heading = { $partner } has written a comment
letter-comment-added-team-text = A comment moves no deadline. The partner sees your answer signed “Reviewer”.
