# Sign-in, the messages of the demonstration, and the page of the programming interface.

sign-in-title = Sign in
sign-in-lead = Claims of partners of record: who helped which customer, and what became of it.
sign-in-email = E-mail
sign-in-password = Password
sign-in-submit = Sign in
sign-in-wrong = This e-mail and password don’t belong together. Check both and try again.
sign-in-too-many = Too many attempts. Try again in { $count ->
    [one] 1 second
   *[other] { $count } seconds
}.
sign-in-email-missing = Enter your e-mail address.
sign-in-password-missing = Enter your password.
sign-in-demo-title = Demonstration accounts
sign-in-demo-lead = One click signs you in. Everything here is invented, and its clock is moved by hand.

sign-in-with-password = With a password

messages-title = Messages
messages-intro = What the product has written to people, newest first. In this demonstration nothing leaves the machine.
messages-intro-own = What the product has written to you, newest first.
messages-whose = Whose messages
messages-mine = To me
messages-everybody = To everybody
messages-to = To
messages-language = Language
messages-kind = Kind
messages-claim = Claim
messages-sent = Written
messages-code = One-time code
messages-links = Links
messages-show = Show the text
messages-filter-label = Find messages
messages-filter-claim = Claim number
messages-filter-to = Address
messages-filter = Search
messages-empty-filtered-title = No message matches
messages-empty-filtered = Look for a whole claim number or a whole address.
messages-empty-title = No messages yet
messages-empty = A message appears here when something happens that somebody must know.

api-docs-title = JSON API
api-docs-lead = Everything a person can do in the pages can be done here, by the same rules. The document for machines is OpenAPI 3.1.
api-docs-download = Download the OpenAPI document
api-docs-version = Version { $version }
api-docs-contents = Groups
api-docs-parameters = Parameters
api-docs-parameter = Name
api-docs-parameter-in = Where
api-docs-parameter-required = Required
api-docs-parameter-meaning = Meaning
api-docs-yes = yes
api-docs-no = no
api-docs-body = Body
api-docs-answers = Answers
api-docs-answer-code = Status
api-docs-answer-meaning = Meaning
