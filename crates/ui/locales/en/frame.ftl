### What surrounds a page: the theme, the session’s end, the accessibility statement.

theme-now = Theme: { $theme }
theme-system = as your system
theme-light = light
theme-dark = dark
theme-light-contrast = light, high contrast
theme-dark-contrast = dark, high contrast
session-ends = You will be signed out in ten minutes
session-ends-means = Nobody has used this session for a long time. What you typed stays on this page.
session-ends-for-good = A session lasts thirty days at most. Finish what you are doing, then sign in again; drafts are kept.
session-keep = Stay signed in
session-kept = You stay signed in.

## What took too long
failure-timed-out = This took too long
failure-timed-out-means = What you asked for may not have been done: look before you try again.

## What there is no room for
failure-busy = There is too much to do at the moment
failure-busy-means = Nothing was changed that isn’t shown. Wait a moment, then try again.

## The statement
accessibility-title = Accessibility
accessibility-lead = These pages are made to meet WCAG 2.2 at level AA. This is what that means here, what is still missing, and how to say that something keeps you out.
accessibility-does = What you can rely on
accessibility-keyboard = Everything can be done with the keyboard alone, in the order in which it stands on the page; what has the focus is always outlined. Single keys as shortcuts act only outside fields.
accessibility-script = Every page works without scripts. They add comfort, such as progress while a file is sent.
accessibility-zoom = Text may be twice as large, and pages fit 320 pixels, without scrolling sideways.
accessibility-colour = Nothing is told by colour alone: each status has a shape and a word. There are light and dark themes, each with higher contrast, and forced colours of the system are kept.
accessibility-motion = Nothing moves by itself except the sign that something is being sent, and that slows down where the system asks for less motion.
accessibility-time = Before a session ends for want of use you are told ten minutes ahead, and one click keeps it. Deadlines of claims are rules of the programme; their dates are always shown with their zone and how they were counted.
accessibility-errors = What is wrong in a form is listed above it and said beside each field, with how to mend it; what you typed stays.
accessibility-lacks = What is not good enough yet
accessibility-readers = Automatic checks find no failures, but not every page has been read with each of the common screen readers.
accessibility-browsers = The pages are tested in Chromium; other current browsers are expected to work and are tested less.
accessibility-files = Files that partners upload are shown as they are. Some, such as scanned pages, can’t be read aloud.
accessibility-tell = If something keeps you out
accessibility-tell-means = Tell those who run this installation: the vendor’s programme team, or whoever sent you the link to a page. Say which page it was and what you tried to do. They can take a claim, an answer or a consent another way meanwhile.
