//! Random lives that go deep and love the edges of deadlines.

use domain::claim::{LineReason, RejectionReason, WithdrawalReason};
use jiff::civil::{Weekday, date};
use jiff::{SignedDuration, Timestamp};

use super::calendar::Calendar;
use super::life::Life;
use super::words::{Act, Code, LineState, Person, Setup, Who};

/// A command at an instant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// Whose.
    pub who: Who,
    /// Which.
    pub act: Act,
}

/// A life to be lived.
#[derive(Clone, Debug)]
pub struct RandomLife {
    /// How it is set up.
    pub setup: Setup,
    /// When the draft is created.
    pub created_at: Timestamp,
    /// What happens, in order of time.
    pub steps: Vec<Step>,
}

/// How many reviewers, and leads, act in a random life.
const PERSONS: u64 = 2;

/// The life of a seed, always the same.
pub fn random_life(seed: u64) -> RandomLife {
    let mut dice = Dice::new(seed);
    let setup = dice.setup();
    let start = date(2026, 1, 1)
        .at(0, 0, 0, 0)
        .to_zoned(jiff::tz::TimeZone::UTC)
        .expect("a valid date")
        .timestamp();
    let created_at = start + SignedDuration::from_secs(dice.below(300 * 86_400) as i64);
    let mut life = Life::new(setup.clone(), created_at);
    let mut now = created_at;
    let mut steps = Vec::new();
    for _ in 0..(12 + dice.below(36)) {
        now = dice.advance(&life, now);
        life.pass(now);
        let (who, act) = dice.step(&life);
        life.command(now, who, act.clone());
        steps.push(Step { at: now, who, act });
        if life.gone && dice.chance(70) {
            break;
        }
    }
    RandomLife {
        setup,
        created_at,
        steps,
    }
}

struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Dice {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        for _ in 0..4 {
            dice.next();
        }
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize].clone()
    }

    fn calendar(&mut self) -> Calendar {
        let zone = self.pick(&[
            "America/Sao_Paulo",
            "Europe/Madrid",
            "Europe/Stockholm",
            "Asia/Beirut",
            "America/Santiago",
            "Asia/Tokyo",
            "UTC",
        ]);
        let weekend = self.pick(&[
            [Weekday::Saturday, Weekday::Sunday],
            [Weekday::Friday, Weekday::Saturday],
            [Weekday::Sunday; 2],
        ]);
        let first = date(2026, 1, 1);
        let days_off: Vec<_> = (0..20)
            .map(|_| first.saturating_add(jiff::Span::new().days(self.below(900) as i64)))
            .collect();
        Calendar::new(zone, &weekend, &days_off).expect("a known zone and a worked day")
    }

    fn setup(&mut self) -> Setup {
        let lines = 1 + self.below(4) as u8;
        let locations = vec![self.calendar(), self.calendar()];
        let mut setup = Setup::standard(lines, self.calendar(), locations, self.calendar());
        setup.early_confirmation = self.chance(75);
        setup
    }

    /// Mostly a little later; often exactly at a deadline or a microsecond around it.
    fn advance(&mut self, life: &Life, now: Timestamp) -> Timestamp {
        let deadlines = life.view().deadlines;
        if !deadlines.is_empty() && self.chance(15) {
            let edge = SignedDuration::from_micros(self.below(3) as i64 - 1);
            return (self.pick(&deadlines).due_at + edge).max(now);
        }
        let seconds = match self.below(24) {
            0 => 0,
            1..=17 => self.below(86_400),
            18..=22 => self.below(5 * 86_400),
            _ => self.below(60 * 86_400),
        };
        now + SignedDuration::from_secs(seconds as i64) + SignedDuration::from_micros(self.below(1_000_000) as i64)
    }

    fn who(&mut self, life: &Life) -> Who {
        let person = self.below(PERSONS) as u8;
        match self.below(12) {
            0..=2 => Who::PartnerAdmin,
            3 => Who::IncentivesUser,
            4..=5 => Who::Vendor(Person::Reviewer(person)),
            6..=7 => Who::Vendor(Person::Lead(person)),
            8 => self.pick(&[Who::ProgrammeManager, Who::Auditor, Who::SystemAdmin]),
            _ => {
                let newest = life.links;
                let link = if self.chance(85) {
                    newest
                } else {
                    self.below(u64::from(newest) + 2) as u32
                };
                Who::Customer {
                    link,
                    code: self.pick(&[Code::Right, Code::Right, Code::Right, Code::Wrong, Code::Missing]),
                }
            }
        }
    }

    /// Seven times in ten something possible, if that person has anything to do beyond words.
    fn step(&mut self, life: &Life) -> (Who, Act) {
        let likely = self.chance(70);
        for _ in 0..12 {
            let who = self.who(life);
            let allowed = life.allowed(who);
            let mut moves = Vec::new();
            for name in allowed {
                let rare = match name {
                    "comment" | "note" | "discard" => 6,
                    "withdraw" => 10,
                    "edit" | "add_document" | "assign" | "request_extension" => 35,
                    "reopen" => 30,
                    _ => 100,
                };
                if self.chance(rare) {
                    moves.push(name);
                }
            }
            if !likely || !moves.is_empty() {
                let name = if likely { self.pick(&moves) } else { self.any_name(who) };
                return (who, self.act(life, name));
            }
        }
        (Who::PartnerAdmin, Act::Comment)
    }

    fn any_name(&mut self, who: Who) -> &'static str {
        if let Who::Customer { .. } = who {
            return self.pick(&["confirm", "decline", "end", "not_me"]);
        }
        self.pick(&[
            "edit",
            "add_document",
            "submit",
            "discard",
            "start_review",
            "request_information",
            "resubmit",
            "approve",
            "reject",
            "withdraw",
            "dispute",
            "reopen",
            "extend",
            "assign",
            "comment",
            "note",
            "request_extension",
            "name_customer_contact",
            "confirm_customer_contact",
        ])
    }

    fn some(&mut self, from: &[u8], percent: u64) -> Vec<u8> {
        from.iter().copied().filter(|_| self.chance(percent)).collect()
    }

    fn act(&mut self, life: &Life, name: &str) -> Act {
        let claimed = life.lines_in(LineState::Claimed);
        let odd = self.chance(8);
        match name {
            "edit" => Act::Edit {
                remove_lines: self.some(if odd { &[0, 1, 99] } else { &claimed }, 20),
                add_lines: if self.chance(15) { 1 } else { 0 },
                location: if self.chance(20) {
                    Some(self.below(if odd { 3 } else { 2 }) as u8)
                } else {
                    None
                },
                duplicate: self.chance(8),
            },
            "add_document" => Act::AddDocument,
            "submit" => Act::Submit {
                complete: self.chance(90),
                duplicate: self.chance(8),
            },
            "discard" => Act::Discard,
            "start_review" => Act::StartReview,
            "request_information" => Act::RequestInformation {
                remove_lines: self.some(&claimed, 30),
            },
            "resubmit" => {
                let named = life.request.as_ref().map_or(vec![], |request| request.named.clone());
                let from = if odd { claimed } else { named };
                Act::Resubmit {
                    comment: self.chance(60),
                    remove_lines: self.some(&from, 50),
                }
            }
            "approve" => {
                let mut covered = self.some(&claimed, 70);
                if covered.is_empty() && !odd {
                    covered = claimed.clone();
                }
                let rest: Vec<u8> = claimed.into_iter().filter(|index| !covered.contains(index)).collect();
                let rest = if odd { self.some(&rest, 60) } else { rest };
                let reason = self.pick(&[LineReason::MissingProducts, LineReason::InsufficientPoe]);
                Act::Approve {
                    covered,
                    refused: rest.into_iter().map(|index| (index, reason)).collect(),
                }
            }
            "reject" => {
                let reason = if odd {
                    self.pick(RejectionReason::ALL)
                } else {
                    RejectionReason::InsufficientPoe
                };
                Act::Reject { reasons: vec![reason] }
            }
            "withdraw" => Act::Withdraw {
                reason: self.pick(WithdrawalReason::ALL),
                comment: self.chance(60),
            },
            "dispute" => Act::Dispute {
                justification: self.chance(70),
                duplicate: self.chance(8),
            },
            "reopen" => Act::Reopen {
                duplicate: self.chance(8),
            },
            "extend" => Act::Extend {
                days: if odd {
                    self.pick(&[0, 6])
                } else {
                    1 + self.below(5) as u32
                },
            },
            "request_extension" => Act::RequestExtension,
            "assign" => {
                let person = self.below(PERSONS) as u8;
                Act::Assign {
                    to: self.pick(&[Person::Reviewer(person), Person::Lead(person)]),
                }
            }
            "note" => Act::Note,
            "confirm" if self.chance(20) => Act::NotMe,
            "confirm" => Act::Confirm,
            "decline" => Act::Decline {
                lines: self.choice(life),
            },
            "end" => Act::End {
                lines: self.choice(life),
            },
            "not_me" => Act::NotMe,
            "name_customer_contact" => Act::NameContact,
            "confirm_customer_contact" => Act::ConfirmContact,
            _ => Act::Comment,
        }
    }

    fn choice(&mut self, life: &Life) -> Option<Vec<u8>> {
        if self.chance(40) {
            return None;
        }
        let covered = life.lines_in(LineState::Covered);
        Some(if self.chance(8) {
            self.some(&[0, 1, 2, 99], 50)
        } else {
            self.some(&covered, 60)
        })
    }
}
