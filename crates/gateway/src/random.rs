//! Randomness of the operating system, and ids made of it.

use std::time::{Duration, SystemTime};

use uuid::{Builder, Uuid};

/// Bytes that nobody can guess: secrets, tokens, salts.
///
/// # Panics
/// If the operating system gives no random bytes: then nothing secret can be made, and going on would be worse.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Err(error) = getrandom::fill(&mut bytes) {
        panic!("the operating system gives no random bytes: {error}");
    }
    bytes
}

/// A new unique id, version 7 of UUID: 48 bits of the machine's time in milliseconds, then 74 random bits. Rows
/// made together lie together; the order within a millisecond means nothing. Guessable in part, so never a secret.
pub fn new_id() -> Uuid {
    let since_epoch = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or(Duration::ZERO);
    let milliseconds = u64::try_from(since_epoch.as_millis()).unwrap_or(u64::MAX);
    Builder::from_unix_timestamp_millis(milliseconds, &random_bytes()).into_uuid()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::thread::sleep;

    use super::*;

    #[test]
    fn random_bytes_differ_each_time() {
        assert_ne!(random_bytes::<32>(), random_bytes::<32>());
    }

    #[test]
    fn ids_are_unique_and_of_version_7() {
        let ids: HashSet<Uuid> = (0..10_000).map(|_| new_id()).collect();

        assert_eq!(ids.len(), 10_000);
        assert!(
            ids.iter()
                .all(|id| id.get_version_num() == 7 && id.get_variant() == uuid::Variant::RFC4122)
        );
    }

    #[test]
    fn later_ids_sort_after_earlier_ones() {
        let earlier = new_id();
        sleep(Duration::from_millis(3));
        let later = new_id();

        assert!(earlier < later);
        assert!(earlier.as_bytes() < later.as_bytes());
    }
}
