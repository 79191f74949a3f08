//! How much room there is.

use std::path::Path;

/// Bytes that are free, for those without privileges, on the disk where a file or folder lies; none: the system
/// doesn't tell.
pub fn free_bytes(path: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(path).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(test)]
mod tests {
    use super::free_bytes;

    #[test]
    fn a_folder_has_room_and_one_that_is_not_there_none_that_is_known() {
        let folder = std::env::temp_dir();
        assert!(free_bytes(&folder).is_some_and(|free| free > 0));
        assert_eq!(free_bytes(&folder.join("there is no such file")), None);
    }
}
