//! What this process takes of its machine, and what it may.

use std::fs;

use rustix::param::{clock_ticks_per_second, page_size};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// What the process takes at the moment.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ProcessFigures {
    /// Memory that is really there.
    pub resident_bytes: u64,
    /// Time on all cores, its own and the system's for it.
    pub cpu_seconds: f64,
    /// Files and connections.
    pub open_files: u64,
}

/// What this process takes; none: the system doesn't tell.
pub fn process_figures() -> Option<ProcessFigures> {
    let pages: u64 = read("statm")?.split(' ').nth(1)?.parse().ok()?;
    let stat = read("stat")?;
    // The second field is the program's name, which may hold anything but ends with the last bracket.
    let mut fields = stat.rsplit_once(')')?.1.split_ascii_whitespace();
    let own: u64 = fields.nth(11)?.parse().ok()?;
    let systems: u64 = fields.next()?.parse().ok()?;
    Some(ProcessFigures {
        resident_bytes: pages.saturating_mul(page_size() as u64),
        cpu_seconds: (own + systems) as f64 / clock_ticks_per_second() as f64,
        open_files: fs::read_dir("/proc/self/fd").ok()?.count() as u64,
    })
}

fn read(name: &str) -> Option<String> {
    fs::read_to_string(format!("/proc/self/{name}")).ok()
}

/// Lets the process open as many files and connections as the system lets it: the usual limit is meant for programs
/// that choose by `select`. If it may not, the usual one stays.
pub fn raise_open_files() {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    if current != maximum {
        let raised = Rlimit {
            current: maximum,
            maximum,
        };
        let _ = setrlimit(Resource::Nofile, raised);
    }
}

/// Keeps the system from giving memory in huge pages, of which all 2 MB are resident as soon as one byte is used: at rest
/// that was half of what the process took. If it may not ask for that, it only takes more.
pub fn take_small_pages() {
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_knows_what_it_takes() {
        let before = process_figures().unwrap();
        assert!(before.resident_bytes > 100_000, "{before:?}");
        let kept: Vec<_> = (0..20).map(|_| fs::File::open("/proc/self/stat").unwrap()).collect();
        let began = std::time::Instant::now();
        while began.elapsed().as_millis() < 60 {
            std::hint::black_box(&kept);
        }
        let after = process_figures().unwrap();
        assert!(after.open_files >= 20, "{after:?}");
        assert!(after.cpu_seconds > before.cpu_seconds, "{before:?} {after:?}");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn memory_comes_in_small_pages() {
        take_small_pages();
        assert!(rustix::thread::transparent_huge_pages_are_disabled().unwrap());
    }

    #[test]
    fn as_many_files_may_be_open_as_the_system_permits() {
        raise_open_files();
        let limit = getrlimit(Resource::Nofile);
        assert_eq!(limit.current, limit.maximum);
    }
}
