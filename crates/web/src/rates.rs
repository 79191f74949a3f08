//! Limits of rate: sign-ins and one-time codes are what guessing would need many of.

use std::num::NonZeroU32;

use domain::text::Email;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Come back in so many seconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooOften {
    /// The seconds.
    pub seconds: u64,
}

/// The limits; the demo has none.
pub struct Rates(Option<Limits>);

struct Limits {
    sign_ins: DefaultKeyedRateLimiter<String>,
    codes: DefaultKeyedRateLimiter<String>,
}

/// Ten a minute for an account, ten for an address; ten codes an hour for a contact.
const BURST: NonZeroU32 = NonZeroU32::new(10).expect("ten is not zero");
/// Keys that are fresh again are forgotten once there are so many.
const KEYS_MAX: usize = 10_000;

impl Rates {
    /// As for real.
    pub fn limited() -> Rates {
        Rates(Some(Limits {
            sign_ins: RateLimiter::keyed(Quota::per_minute(BURST)),
            codes: RateLimiter::keyed(Quota::per_hour(BURST)),
        }))
    }

    /// None.
    pub fn unlimited() -> Rates {
        Rates(None)
    }

    /// Counts a sign-in for its account and its address.
    pub fn sign_in(&self, account: &Email, address: &str) -> Result<(), TooOften> {
        let Some(limits) = &self.0 else { return Ok(()) };
        // The address first: one that is refused can't make up accounts to be remembered.
        count(&limits.sign_ins, format!("address {address}"))?;
        count(&limits.sign_ins, format!("account {}", account.as_str().to_lowercase()))
    }

    /// Counts a code for its contact.
    pub fn code(&self, contact: &str) -> Result<(), TooOften> {
        let Some(limits) = &self.0 else { return Ok(()) };
        count(&limits.codes, contact.to_lowercase())
    }
}

fn count(limiter: &DefaultKeyedRateLimiter<String>, key: String) -> Result<(), TooOften> {
    if limiter.len() > KEYS_MAX {
        limiter.retain_recent();
    }
    limiter.check_key(&key).map_err(|until| {
        let wait = until.wait_time_from(DefaultClock::default().now());
        TooOften {
            seconds: wait.as_secs() + 1,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eleventh_sign_in_of_an_account_waits_wherever_it_comes_from() {
        let rates = Rates::limited();
        for address in 0..10 {
            assert_eq!(
                rates.sign_in(&email("Ana@valeverde.example"), &format!("10.0.0.{address}")),
                Ok(())
            );
        }
        let refused = rates.sign_in(&email("ana@valeverde.example"), "10.0.0.99").unwrap_err();
        assert!((1..=61).contains(&refused.seconds), "{refused:?}");
        assert_eq!(rates.sign_in(&email("bruno@valeverde.example"), "10.0.0.99"), Ok(()));
        let unlimited = Rates::unlimited();
        assert!((0..100).all(|_| unlimited.code("rosana@valeverde.example").is_ok()));
    }

    #[test]
    fn one_address_makes_up_no_more_accounts_to_remember_than_it_has_tries() {
        let rates = Rates::limited();
        let tried = (0..1000).map(|account| rates.sign_in(&email(&format!("{account}@x.example")), "10.0.0.1"));
        assert_eq!(tried.filter(Result::is_ok).count(), 10);
        // Ten accounts and the address itself.
        assert_eq!(rates.0.map(|limits| limits.sign_ins.len()), Some(11));
    }

    fn email(text: &str) -> Email {
        Email::parse(text).unwrap()
    }
}
