### Words of the parts: the month strip, the life picture.

## Months in full, weekdays as one letter
month-full-1 = January
month-full-2 = February
month-full-3 = March
month-full-4 = April
month-full-5 = May
month-full-6 = June
month-full-7 = July
month-full-8 = August
month-full-9 = September
month-full-10 = October
month-full-11 = November
month-full-12 = December
weekday-letter-monday = M
weekday-letter-tuesday = T
weekday-letter-wednesday = W
weekday-letter-thursday = T
weekday-letter-friday = F
weekday-letter-saturday = S
weekday-letter-sunday = S

## The month strip: how a deadline was counted
days-months = { $first } to { $last }
days-counted-in = { $unit ->
    [business] { $count ->
        [one] 1 business day from { $day }, { $place } calendar
       *[other] { $count } business days from { $day }, { $place } calendar
    }
   *[calendar] { $count ->
        [one] 1 calendar day from { $day }, { $place } time
       *[other] { $count } calendar days from { $day }, { $place } time
    }
}
days-started = { $day }: the clock started; this day doesn’t count
days-started-today = { $day }, today: the clock started; this day doesn’t count
days-number = { $unit ->
    [business] { $day }: business day { $number } of { $total }
   *[calendar] { $day }: day { $number } of { $total }
}
days-number-today = { $unit ->
    [business] { $day }, today: business day { $number } of { $total }
   *[calendar] { $day }, today: day { $number } of { $total }
}
days-number-last = { $unit ->
    [business] { $day }: business day { $number } of { $total }, the last day
   *[calendar] { $day }: day { $number } of { $total }, the last day
}
days-number-last-today = { $unit ->
    [business] { $day }, today: business day { $number } of { $total }, the last day
   *[calendar] { $day }, today: day { $number } of { $total }, the last day
}
days-not-counted = { $day }: not counted, { $reason }
days-not-counted-today = { $day }, today: not counted, { $reason }
days-over-today = { $day }, today: after the last day
days-weekend = weekend
days-off = holiday or closure
days-paused = the clock stood still
days-absent = no such day here
days-key-counted = Counted
days-key-left = Left
days-key-last = Last day
days-key-today = Today, day { $number } of { $total }
days-key-today-started = Today; the clock started, so it doesn’t count
days-key-today-skipped = Today, not counted
days-key-today-over = Today, after the last day
days-key-weekend = Not counted: weekend
days-key-off = Not counted: { $days } (holiday or closure)
days-key-paused = Not counted: the clock stood still
days-key-absent = Not counted: { $days } (no such day here)
days-left = { $unit ->
    [business] { $count ->
        [one] 1 business day left.
       *[other] { $count } business days left.
    }
   *[calendar] { $count ->
        [one] 1 day left.
       *[other] { $count } days left.
    }
}
days-left-today = { $unit ->
    [business] { $count ->
        [one] Today and 1 more business day left.
       *[other] Today and { $count } more business days left.
    }
   *[calendar] { $count ->
        [one] Today and 1 more day left.
       *[other] Today and { $count } more days left.
    }
}
days-left-only-today = Today is the last day.

## The life picture's captions and branch
life-until = until { $day }
life-by-reviewer = the reviewer decides
life-by-partner = you can dispute once
life-by-customer = the customer may decline
life-fork-answer = No answer by { $day }:
life-fork-answer-then = Rejected. It may be disputed once.
life-fork-answer-then-final = Rejected, final: the one dispute is used.
life-fork-draft = No edit by { $day }:
life-fork-draft-then = The draft is discarded.
life-fork-consent = The customer declines:
life-fork-consent-then = Rejected. It may be disputed once.
life-fork-silence = No yes by { $day }:
life-fork-silence-then = Rejected, because silence is not consent after a decline.
life-fork-dispute = No dispute by { $day }:
life-fork-dispute-then = The rejection is final.

## Where nothing, or not yet anything, can be shown
try-again = Try again
loading = Loading
