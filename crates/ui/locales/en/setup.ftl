# The first start, and the page of a one-time link.

setup-title = Setting up
setup-steps = Steps
setup-position = Step { $number-count } of { $all-count }
setup-continue = Save and continue: { $next }
setup-finish = Save and finish
setup-you = You
setup-you-lead = Your account will look after this installation: people, access, health.
setup-vendor = Vendor
setup-vendor-lead = Who runs the programme, and on which days its review team works.
setup-programmes = Programmes
setup-programmes-lead = Take the programmes and products that fit from the model. Everything can be changed later.
preset-programme = { $name } ({ $activities })
setup-catalogue = Products that can be claimed
setup-partner = First partner
setup-partner-lead = Who makes claims: a partner with one location. It is enrolled in every programme you chose.
setup-partner-zone-hint = Start typing a city. Empty: the country’s, if it has only one.
setup-people = First people
setup-people-lead = Each gets a one-time link from you and sets a password with it. Leave out whoever isn’t known yet.
setup-role =
    .global-admin = The partner’s Global admin, who makes the first claim
    .reviewer = A reviewer, who decides on claims
    .review-lead = A review lead, who assigns claims and decides disputes
    .programme-manager = The programme manager
setup-done = Everything is ready for the first claim
setup-done-lead = { $vendor } is set up. The link from the terminal no longer works.
setup-links = { $count ->
    [one] A link to hand over
   *[other] Links to hand over
}
setup-links-lead = { $count ->
    [one] Hand it over yourself, by a way you trust: it is shown only now. It works once, until { $until }.
   *[other] Hand each of them over yourself, by a way you trust: they are shown only now. Each works once, until { $until }.
}
setup-next = What comes next
setup-next-links = { $count ->
    [one] Hand the link to its person. You will not see it again; a new one can be made under People.
   *[other] Hand each link to its person. You will not see them again; new ones can be made under People.
}
setup-next-people = Invite the first people under Settings, People: a partner’s Global admin and a reviewer.
setup-next-claim = The partner’s Global admin opens the link and makes the first claim.
setup-next-review = When it is submitted it stands in the reviewers’ queue.
setup-to-settings = To the settings
setup-closed-open = This installation isn’t set up yet
setup-closed-open-words = Open the link that the newest start has printed on the terminal of the server. It looks like this:
setup-closed = This link leads nowhere
setup-closed-words = It was used already, a newer one has taken its place, or it is older than 7 days. Sign in, or ask for a new one.
invitation-title = Welcome, { $name }
invitation-lead = You are invited as { $role } of { $organisation }.
invitation-renewal = Set a new password. Whoever is signed in with your account will be signed out.
invitation-email = You sign in as
invitation-set = Set the password and begin
