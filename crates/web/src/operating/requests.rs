//! How long requests take, by method, route and kind of status. Counting waits for nobody: it is done at every request.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;
use std::time::Duration;

use axum::http::{Method, StatusCode};
use store::{Histogram, Spread};

/// Far more than there are pairs of method and route; what finds no room is counted as [`OTHER`].
const SLOTS: usize = 1024;
const OTHER: &str = "other";
/// Places looked at before one is called full.
const STEPS_MAX: usize = 32;

const MICROSECONDS: &[u64] = &[
    500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 5_000_000, 10_000_000,
];

/// The methods that are told apart: a client may make up any other.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Verb {
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
    Options,
    Other,
}

impl Verb {
    pub(crate) fn of(method: &Method) -> Verb {
        match *method {
            Method::GET => Verb::Get,
            Method::HEAD => Verb::Head,
            Method::POST => Verb::Post,
            Method::PUT => Verb::Put,
            Method::PATCH => Verb::Patch,
            Method::DELETE => Verb::Delete,
            Method::OPTIONS => Verb::Options,
            _ => Verb::Other,
        }
    }

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Verb::Get => "GET",
            Verb::Head => "HEAD",
            Verb::Post => "POST",
            Verb::Put => "PUT",
            Verb::Patch => "PATCH",
            Verb::Delete => "DELETE",
            Verb::Options => "OPTIONS",
            Verb::Other => OTHER,
        }
    }
}

/// The first figure of a status.
const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

/// All requests so far.
pub(crate) struct Requests {
    slots: Box<[OnceLock<Slot>]>,
    other: Slot,
}

struct Slot {
    method: Verb,
    route: Box<str>,
    by_class: [Histogram; CLASSES.len()],
}

/// Requests of one kind.
pub(crate) struct Observed<'a> {
    pub method: &'static str,
    pub route: &'a str,
    pub class: &'static str,
    /// In microseconds, until the answer began.
    pub spread: Spread,
}

impl Slot {
    fn new(method: Verb, route: &str) -> Slot {
        Slot {
            method,
            route: route.into(),
            by_class: std::array::from_fn(|_| Histogram::new(MICROSECONDS)),
        }
    }
}

impl Requests {
    pub(crate) fn new() -> Requests {
        Requests {
            slots: (0..SLOTS).map(|_| OnceLock::new()).collect(),
            other: Slot::new(Verb::Other, OTHER),
        }
    }

    /// Counts an answer.
    pub(crate) fn observe(&self, method: Verb, route: &str, status: StatusCode, took: Duration) {
        let slot = self.slot(method, route);
        let class = usize::from(status.as_u16() / 100).clamp(1, CLASSES.len()) - 1;
        let microseconds = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        slot.by_class[class].observe(microseconds);
    }

    fn slot(&self, method: Verb, route: &str) -> &Slot {
        let mut hasher = DefaultHasher::new();
        (method, route).hash(&mut hasher);
        // The lower bits are as good as any.
        let first = hasher.finish() as usize % SLOTS;
        let mut places = (0..STEPS_MAX).map(|step| &self.slots[(first + step) % SLOTS]);
        let found = places.find_map(|place| {
            let slot = place.get_or_init(|| Slot::new(method, route));
            (slot.method == method && *slot.route == *route).then_some(slot)
        });
        found.unwrap_or(&self.other)
    }

    /// Everything counted so far, in a steady order.
    pub(crate) fn all(&self) -> Vec<Observed<'_>> {
        let mut slots: Vec<&Slot> = self
            .slots
            .iter()
            .filter_map(OnceLock::get)
            .chain([&self.other])
            .collect();
        slots.sort_by(|one, other| (&one.route, one.method.as_str()).cmp(&(&other.route, other.method.as_str())));
        let of_slot = |slot: &'_ Slot| {
            let classes = slot.by_class.iter().zip(CLASSES);
            let observed = classes.map(|(histogram, class)| (class, histogram.spread()));
            observed.filter(|(_, spread)| spread.count() > 0).collect::<Vec<_>>()
        };
        let mut all = Vec::new();
        for slot in slots {
            all.extend(of_slot(slot).into_iter().map(|(class, spread)| Observed {
                method: slot.method.as_str(),
                route: &slot.route,
                class,
                spread,
            }));
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_method_route_and_kind_of_status() {
        let requests = Requests::new();
        for (method, route, status, milliseconds) in [
            (Method::GET, "/claims", 200, 2),
            (Method::GET, "/claims", 304, 1),
            (Method::GET, "/claims", 200, 20_000),
            (Method::POST, "/claims", 422, 1),
            (Method::from_bytes(b"BREW").expect("a method"), "/claims", 405, 1),
        ] {
            let status = StatusCode::from_u16(status).expect("a status");
            requests.observe(Verb::of(&method), route, status, Duration::from_millis(milliseconds));
        }
        let all = requests.all();
        let rows: Vec<_> = all
            .iter()
            .map(|row| (row.method, row.route, row.class, row.spread.count()))
            .collect();
        assert_eq!(
            rows,
            [
                ("GET", "/claims", "2xx", 2),
                ("GET", "/claims", "3xx", 1),
                ("POST", "/claims", "4xx", 1),
                ("other", "/claims", "4xx", 1)
            ]
        );
        let slow = &all[0].spread;
        assert_eq!(
            (slow.counts[2], slow.counts.last()),
            ((Some(2_500), 1), Some(&(None, 1)))
        );
        assert_eq!(slow.sum, 20_002_000);
    }

    #[test]
    fn more_routes_than_there_is_room_for_are_counted_together() {
        let requests = Requests::new();
        for number in 0..SLOTS * 2 {
            requests.observe(Verb::Get, &number.to_string(), StatusCode::OK, Duration::ZERO);
        }
        let all = requests.all();
        assert_eq!(all.iter().map(|row| row.spread.count()).sum::<u64>(), SLOTS as u64 * 2);
        assert!(all.len() <= SLOTS + 1 && all.iter().any(|row| row.route == OTHER));
    }
}
