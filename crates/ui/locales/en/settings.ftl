# The settings, one's own account, health, the journal, the first screen of a role.

nav-settings = Settings
settings-places = Settings
settings-here = You are here
settings-account = Your account
settings-tokens = API tokens
settings-people = People
settings-locations = Locations
settings-partners = Partners
settings-programmes = Programmes
settings-catalogue = Catalogue
settings-calendar = Review calendar
settings-clocks = Clocks
settings-vendor = Vendor
settings-journal = Journal
settings-health = Health
settings-save = Save
settings-add = Add
settings-back = Back without saving
settings-more = More
settings-search = Name or e-mail
settings-search-button = Search
settings-choose = Choose …
settings-changed = { $by } changed this on { $at }, after you opened it
settings-changed-words = What you typed is still in the form. Below is what is there now; save again to put yours in its place.
settings-resting = Deactivated
settings-no-access = No password yet
settings-done-saved = Saved. It holds from now on.
settings-done-added = Added.
settings-done-deactivated = The account is deactivated. Its sessions, tokens and links have ended.
settings-done-reactivated = The account is active again. Its person needs a new one-time link or the old password.
settings-done-sessions = The sessions have ended.
settings-done-revoked = The token is revoked.
settings-done-password = Your password is changed. Other sessions have ended.

## Fields, by their names
settings-label =
    .name = Name
    .email = E-mail
    .password = Current password
    .new-password = Password
    .vendor = Vendor’s name
    .language = Language
    .time-zone = Time zone
    .weekend = Weekend
    .closures = Days off
    .working-days = Worked weekend days
    .partner = Partner’s name
    .location-id = MPN ID of its location
    .country = Country
    .enrolled = Enrolled in
    .code = Code
    .activities = Activities
    .exclusivity = Lines
    .solution-area = Solution area
    .claimed-by = Claimed by
    .claimable-from = Claimable from
    .claimable-until = Claimable until
    .recognised-from = Recognised from
    .recognised-until = Recognised until
    .paid-from = Paid from
    .paid-until = Paid until
    .claimable = Claimable
    .recognised = Recognised
    .paid = Paid
    .role = Role
    .locations = Locations
    .standing = Account
    .token-name = What it is for
    .expires = How long it works
    .programmes = Programmes
    .queue = In the queue until review starts
    .queue-unit = Queue: counted in
    .review = Review
    .review-unit = Review: counted in
    .decision = First decision after submission
    .decision-unit = First decision: counted in
    .partner-answer = Partner’s answer to a request
    .partner-answer-unit = Partner’s answer: counted in
    .consent = Consent window
    .consent-unit = Consent window: counted in
    .dispute-window = Dispute window
    .dispute-window-unit = Dispute window: counted in
    .dispute-answer = Answer to a dispute
    .dispute-answer-unit = Answer to a dispute: counted in
    .draft-life = A draft that nobody edits is kept
    .draft-life-unit = Draft: counted in
    .draft-reminder-first = First reminder about a draft, after days
    .draft-reminder-second = Second reminder about a draft, after days
    .early-confirmation = A customer’s early confirmation
    .documents-per-round-max = Files in one round of submission, at most
    .general = For every proof
    .extension-days-max = More time from a lead, at most (business days)
settings-hint =
    .new-password = At least 12 characters. A few words in a row are easy to keep in mind.
    .vendor = Partners and customers read this name.
    .language = The language of pages and mails for whoever hasn’t chosen one.
    .time-zone = Start typing a city, as in Europe/London.
    .closures = Holidays and closures, one a line: 2026-12-25, or 2026-12-24/2026-12-26. A list can be pasted; words after a date are left out. These days don’t count.
    .working-days = One date a line. These days count, even if they are weekend days, holidays or closures.
    .location-id = Digits, as on the partner’s agreement. Each location has its own.
    .code = Small letters, digits and underscores. It stands in the API and stays as it is.
    .exclusivity = Whether several partners can hold the same line of a customer.
    .enrolled = Claims can be submitted only for a location that is enrolled.
    .locations = None chosen: all locations, also later ones.
    .token-name = Such as “Nightly export”, so that you know later what stops when you revoke it.
    .claimable-until = The last day. Empty: no end.
    .general = What holds for every proof, such as forms and templates to use. Empty: nothing is said.
    .missing-all-poe = Empty lines make paragraphs; lines that begin with a hyphen make a list. Empty: the product’s own words, in each reader’s language.

settings-business-days = Business days
settings-calendar-days = Calendar days
settings-ends-window = Ends the window at once
settings-window-runs-on = Is recorded, and the window runs on
settings-exclusive = One partner at a time
settings-shared = Several partners
settings-by-subscription = Subscription, which must be named
settings-by-workload = Workload
settings-group-team = Clocks of the review team and the partner
settings-group-others = Clocks that close something
settings-group-choices = Choices
settings-group-validity = When it counts
settings-group-claimable = When claims can be submitted
settings-group-days = Which days count there

## What is wrong with a field
settings-problem =
    .required = Fill this in.
    .too-long = This is too long. Shorten it.
    .control-character = This has a character that can’t be kept. Type it again.
    .not-an-email = This is no e-mail address. It needs one @ and a domain.
    .not-a-zone = There is no such time zone. Choose one of the list.
    .several-zones = This country has several time zones. Choose the location’s.
    .not-a-country = Choose a country.
    .not-a-language = Choose a language.
    .not-a-day = This is no date. Write it as 2026-12-25.
    .not-a-date = A line is no date. Write dates as 2026-12-25, ranges as 2026-12-24/2026-12-26.
    .range-too-long = A range is longer than a year, or ends before it begins.
    .too-many-days = More than 1,000 days. Keep the years that matter.
    .no-working-day = No day would be left to work on.
    .not-a-location = An MPN ID is 1 to 10 digits.
    .not-a-code = Use small letters, digits and underscores, 50 at most.
    .not-a-number = Write a whole number.
    .out-of-range = This is outside what is allowed: 1 to 365.
    .unknown = This isn’t one of the choices.
    .until-before-from = The last day is before the first.
    .none-chosen = Choose at least one.
    .key-taken = This is taken already. Each one can be used once.
    .email-taken = Another account has this address.
    .too-short = Too short: at least 12 characters.
    .guessable = This is your own name or address. Choose something nobody can guess.
    .wrong-password = This isn’t your current password.
    .last-admin = This is the only system admin who can sign in. Make another one first.
    .own-access = Nobody changes their own role or deactivates themselves. Ask another admin.
    .busy = Too much is going on at this moment. Try again in a few seconds.
    .both = Give both the name and the e-mail, or leave both empty.
    .too-many-tokens = You have as many tokens as an account can have. Revoke one first.

## Pages
vendor-title = Vendor
vendor-lead = Who runs the programmes here.
calendar-title = Review calendar
calendar-lead = The days on which the review team works. Queue, review and decision clocks count them.
clocks-title = Clocks
clocks-lead = How long each side has.
means-new-clocks = New clocks use what you save.
means-running = { $count ->
    [0] No claim has a running deadline.
    [one] 1 running claim keeps the deadline it has.
   *[other] { $count } running claims keep the deadlines they have.
}
means-running-many = More than { $count } running claims keep the deadlines they have.
means-location-running = { $count ->
    [0] No claim of this location has a running deadline.
    [one] 1 running claim of this location keeps the deadline it has.
   *[other] { $count } running claims of this location keep the deadlines they have.
}
means-enrolment = A claim can’t be submitted, and no draft, for a programme that the location isn’t enrolled in. What was submitted before goes on.
means-product = { $count ->
    [0] No submitted claim names this product.
    [one] 1 submitted claim names this product and keeps it, whatever you save.
   *[other] { $count } submitted claims name this product and keep it, whatever you save.
}
means-product-more = { $count ->
    [0] Submitted claims that name this product keep it, whatever you save.
   *[other] At least { $count } submitted claims name this product and keep it, whatever you save.
}
means-product-drafts = A draft with it can be submitted only while it is claimable.
means-programme = { $count ->
    [0] No submitted claim under it has a running deadline.
    [one] 1 submitted claim under it is running. It goes on as it is, also after the last day.
   *[other] { $count } submitted claims under it are running. They go on as they are, also after the last day.
}
means-programme-more = { $count ->
    [0] Submitted claims under it go on as they are, also after the last day.
   *[other] At least { $count } submitted claims under it are running. They go on as they are, also after the last day.
}
means-programme-drafts = { $count ->
    [0] No draft is kept under it. Drafts can be submitted only while it is claimable.
    [one] 1 draft is kept under it. It can be submitted only while the programme is claimable.
   *[other] { $count } drafts are kept under it. They can be submitted only while the programme is claimable.
}
means-partner = The new name stands on every page and letter from now on. Histories keep what they said.
programmes-lead = What partners are rewarded for. A programme ends by its last day: no new claim is submitted under it, and those that run go on.
programmes-empty-title = No programme yet
programmes-empty = Add the first one; partners’ locations are enrolled in it next.
programme-new = New programme
programme-lead = { $count ->
    [0] No location is enrolled yet: enrol partners’ locations next, on the partner’s page.
    [one] 1 location is enrolled.
   *[other] { $count } locations are enrolled.
}
catalogue-lead = The products and workloads that claims can name.
catalogue-empty-title = No product yet
catalogue-empty = Add the first one: a claim needs at least one line.
product-new = New product
claimable-open = Claimable
claimable-until = Claimable until { $day }
claimable-from = Claimable from { $day }
claimable-closed = Not claimable since { $day }
settings-column-name = Name
settings-column-activities = Activities
settings-column-enrolled = Locations
settings-column-area = Solution area
settings-column-claimable = Now
settings-column-role = Role
settings-column-email = E-mail
settings-column-organisation = Organisation
settings-column-mpn = MPN ID
settings-column-country = Country
partners-lead = Who claims here.
partners-empty-title = No partner yet
partners-empty = Add the first one, then its location: claims are made for locations.
partner-new = New partner
partner-locations = Locations
partner-people = Its first person is best a Global admin, who then looks after the others.
partner-locations-empty = No location yet. Add one: claims are made for locations.
locations-lead = Your locations and the days on which each one works. The vendor enrols them in programmes.
locations-empty-title = No location yet
locations-empty = The vendor adds the first one. Claims are made for locations.
location-new = New location
location-of = { $partner }, MPN ID { $mpn }
location-listed = MPN ID { $mpn }. { $enrolment }
location-enrolled-none = Not enrolled: no claim can be submitted
location-enrolled = Enrolled in { $programmes }
people-lead-all = Everybody who can sign in. People of a partner are added on the partner’s page. A new account gets a one-time link with which its person sets a password.
people-lead-partner = Everybody of your organisation. A new account gets a one-time link with which its person sets a password.
people-empty-title = Nobody found
people-empty = Nobody has this name or address.
person-new-vendor = New colleague
person-new-partner = New person
person-new-of = New person of { $organisation }
person-lead = Saving shows a one-time link to hand over.
person-create = Save and show the link
person-link = One-time link
person-link-words = With it the person sets a new password. It works once, for 7 days; a link made before stops working.
person-link-make = Make a link
person-link-open = A link is open until { $until }. Making another one stops it.
person-sessions = Sessions
person-sessions-words = { $count ->
    [one] 1 session holds. Ending it signs the person out.
   *[other] { $count } sessions hold. Ending them signs the person out everywhere.
}
person-sessions-end = End all sessions
person-deactivate = Deactivate
person-deactivate-title = Deactivate { $name }?
person-deactivate-words = Nobody signs in with the account any more. Its name stays where it acted.
person-deactivate-ends = Sessions, API tokens and one-time links end at once.
person-deactivate-claims = { $count ->
    [0] No claim in the queue or under review is assigned to this person.
    [one] 1 claim is assigned to this person: a lead must assign it to somebody else.
   *[other] { $count } claims are assigned to this person: a lead must assign them to somebody else.
}
person-reactivate = Activate again
person-deactivate-stay = { $count ->
    [0] Nobody else of { $organisation } could submit or answer then: its claims would wait, and lapse at their deadlines.
    [one] Claims and drafts stay with { $organisation }. 1 other person there can submit and answer.
   *[other] Claims and drafts stay with { $organisation }. { $count } other people there can submit and answer.
}
person-reactivate-words = The person can sign in again with the password the account had, or with a new one-time link.

link-title = A one-time link for { $name }
link-lead = Hand it over yourself, by a way you trust: it is shown only now. It works once, until { $until }.
link-of = One-time link of { $name }
link-back = I have handed it over

account-signs-in = You sign in as { $email }. An admin can change the address.
account-you = You
account-language-hint = The language of your pages and mails, as far as they exist in it.
account-password = Password
account-password-lead = Changing it ends your other sessions.
account-new-password = New password
account-password-change = Change the password
account-sessions = Where you are signed in
account-session = Since { $began }, last used { $seen }
account-this-session = This one
account-end-others = End the others
account-welcome = What my role does here

tokens-lead = A token lets a program act as you, with your role and your locations.
tokens-docs = About the API
tokens-empty-title = No token yet
tokens-empty = Make one for each program, so that you can revoke it alone.
token-new = New token
token-make = Make the token
token-made = The token “{ $name }” is made
token-made-words = Copy it now: it is shown only here, and kept nowhere.
token-itself = The token
token-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
token-forever = Until it is revoked
token-column-name = For
token-column-made = Made
token-column-expires = Works until
token-column-used = Last used
token-unnamed = Given with the account
token-never = It is revoked
token-unused = Never
token-revoke = Revoke

journal-lead = Who changed what about access and reference data, newest first. Nothing here can be altered.
journal-csv = Export as CSV
journal-filter = Narrow the journal
journal-what = What
journal-anything = Everything
journal-who = Who
journal-anybody = Everybody
journal-from = From
journal-until = Until
journal-show = Show
journal-everything = Show everything
journal-none-title = Nothing of this kind
journal-none = No entry is of this kind, by this person and within these days.
journal-empty-title = Nothing changed yet
journal-empty = An entry appears here with every change of access, programmes, calendars and the like.
journal-heading = { $act }: { $kind }
journal-heading-named = { $act }: { $kind } { $name }
journal-by-setup = Whoever held the set-up link
journal-always = Always
journal-from-until = { $from } – { $until }
journal-from-day = from { $day }
journal-until-day = until { $day }
journal-more-days = { $count ->
    [one] and 1 more
   *[other] and { $count } more
}
journal-kind =
    .account = account
    .vendor = vendor
    .review-calendar = review calendar
    .policy = clocks
    .product = product
    .programme = programme
    .guidelines = guidelines
    .partner = partner
    .location = location
journal-value =
    .exclusivity-exclusive = One partner at a time
    .exclusivity-shared = Several partners
    .claimed-by-subscription = Subscription
    .claimed-by-workload = Workload
    .standing-active = Active
    .standing-inactive = Deactivated
    .early-confirmation-ends-window = Ends the window at once
    .early-confirmation-window-runs-on = Is recorded, and the window runs on
    .locations-all = All
journal-act =
    .added = Added
    .changed = Changed
    .deactivated = Deactivated
    .reactivated = Activated again
    .link-made = One-time link made
    .password-set = Password set
    .token-made = API token made
    .token-revoked = API token revoked
    .sessions-ended = Sessions ended
    .set-up = First start finished by

health-good = Everything that was looked at works.
health-bad = Something needs you.
health-checks = Looked at just now
health-facts = Figures
health-commands = On the machine
health-store = Database
health-store-good = takes and keeps changes.
health-store-bad = takes no changes. Is the disk full, or read-only?
health-blobs = Documents
health-blobs-good = are kept where they should be.
health-blobs-bad = can’t be kept. Look at the place of documents (cpor config show).
health-timers = Deadlines
health-timers-good = are carried out on time.
health-timers-late = { $count ->
    [one] the earliest is 1 minute late. A lapse is dated at its deadline whenever it is carried out.
   *[other] the earliest is { $count } minutes late. Lapses are dated at their deadlines whenever they are carried out; if this grows, look into the log, and start the service anew.
}
health-outbox = Messages
health-outbox-good = wait for nobody.
health-outbox-late = { $count ->
    [one] the oldest has waited 1 minute.
   *[other] the oldest has waited { $count } minutes. Nothing is lost: they go out in their order. If this grows, look into the log.
}
health-disk = Disk
health-disk-free = { $size } GB free.
health-disk-low = { $size } GB free. Make room: with less than 1 GB, changes may soon find no place.
health-disk-unknown = how much is free isn’t known here.
health-version = Version
health-schema = Schema
health-claims = Claims ever begun
health-accounts = Active accounts
health-sessions = Sessions
health-size = Database
health-doctor = Checks every history against what is shown, and every document against its hash.
health-backup = Writes a copy of everything while the service runs.
health-config = Shows which settings hold and where they come from.

## The first screen of a role
welcome-title = Your work as { $role }
welcome-go = Begin
welcome-help = How everything works
welcome-again = You find this page again in the help, and under Settings, Your account.
role-work =
    .global-admin = You look after your organisation here: its people, its locations, its claims.
    .billing-admin = You make and submit claims for your organisation and answer what reviewers ask.
    .incentives-admin = You make and submit claims for your organisation and answer what reviewers ask.
    .incentives-user = You prepare claims: an admin of your organisation submits them.
    .reviewer = You check claims against their proof and decide: ask, approve, reject.
    .review-lead = You lead the review: assign, give more time, decide disputes, mend decisions.
    .programme-manager = You look after programmes, the catalogue, the review calendar and the clocks.
    .auditor = You read everything and verify it. Nothing here lets you change anything.
    .system-admin = You look after access and the installation. You see no claim.
welcome-step =
    .global-admin-one = Make a claim for a customer: its products, and the proof of your work.
    .global-admin-two = The dashboard shows first what waits for you, until when, and what happens otherwise.
    .global-admin-three = Under Settings you add people and keep the days off of your locations.
    .billing-admin-one = Make a claim for a customer: its products, and the proof of your work.
    .billing-admin-two = The dashboard shows first what waits for you, until when, and what happens otherwise.
    .billing-admin-three = A rejected claim can be disputed once, with a new proof or a reason.
    .incentives-admin-one = Make a claim for a customer: its products, and the proof of your work.
    .incentives-admin-two = The dashboard shows first what waits for you, until when, and what happens otherwise.
    .incentives-admin-three = A rejected claim can be disputed once, with a new proof or a reason.
    .incentives-user-one = Start a draft, name customer and products, upload the proof.
    .incentives-user-two = Everything you type is kept, so that you can leave and go on.
    .incentives-user-three = An admin of your organisation reads it and submits it.
    .reviewer-one = The queue is in the order of what is due first. Take a claim by starting its review.
    .reviewer-two = The document stands beside five reasons: mark what is missing, or approve line by line.
    .reviewer-three = You see what the partner will be told before you send it. Press ? for the keys.
    .review-lead-one = The queue shows everybody’s claims: assign those that nobody has taken.
    .review-lead-two = Disputes need somebody who decided nothing on the claim before.
    .review-lead-three = You can give a partner more time once, and reopen a mistaken decision.
    .programme-manager-one = Under Settings are programmes, catalogue, review calendar and clocks.
    .programme-manager-two = Before you save you read what the change means for claims that are running.
    .programme-manager-three = Claims are yours to read, from their submission on.
    .auditor-one = Claims and their histories are under Claims; each history says whether its chain is whole.
    .auditor-two = The journal under Settings says who changed access and reference data.
    .auditor-three = Histories can be exported as JSON and CSV.
    .system-admin-one = Under People you invite whoever should sign in, and end access that is no longer needed.
    .system-admin-two = Health shows whether deadlines and messages are on time.
    .system-admin-three = The journal says who changed what.
welcome-begin =
    .global-admin = To the dashboard
    .billing-admin = To the dashboard
    .incentives-admin = To the dashboard
    .incentives-user = To the dashboard
    .reviewer = To the queue
    .review-lead = To the queue
    .programme-manager = To the programmes
    .auditor = To the claims
    .system-admin = To the people
