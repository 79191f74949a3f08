//! The machine that is measured on.

use std::fs::{self, File};
use std::io::{Seek, Write};
use std::process::Command;
use std::time::Instant;

use super::figures::Times;
use crate::place::Place;
use crate::process::{self, Failure, Result};

pub struct Host {
    pub cores: usize,
    pub model: String,
    pub memory_gb: f64,
    pub kernel: String,
    pub commit: String,
    /// Of one page, and of a hundred, overwritten.
    pub sync_ms: [f64; 2],
    /// Of the same arithmetic, on one core and on each at the same time: how quick the processor is just then, and how
    /// much of it the cores share.
    pub work_ms: [f64; 2],
    /// How many programs wanted to run, over the last minute, before we began.
    pub load: f64,
}

const PAGE: usize = 4_096;
const SYNCS: usize = 200;
const WORKS: usize = 9;
const STEPS: u64 = 50_000_000;

impl Host {
    pub fn of(place: &Place) -> Result<Host> {
        let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
        let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
        let kilobytes: f64 = value(&memory, "MemTotal").parse().unwrap_or(f64::NAN);
        let mut head = Command::new("git");
        head.current_dir(&place.root).args(["describe", "--always", "--dirty"]);
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        Ok(Host {
            cores,
            model: cpu
                .lines()
                .find(|line| line.starts_with("model name"))
                .map_or(String::new(), |line| {
                    line.split_once(':')
                        .map_or(String::new(), |(_, model)| model.trim().to_owned())
                }),
            memory_gb: kilobytes * 1_024.0 / 1e9,
            kernel: fs::read_to_string("/proc/sys/kernel/osrelease")
                .unwrap_or_default()
                .trim()
                .to_owned(),
            commit: process::output(&mut head)?.trim().to_owned(),
            sync_ms: [sync_ms(place, 1)?, sync_ms(place, 100)?],
            work_ms: [work_ms(1), work_ms(cores)],
            load: load
                .split(' ')
                .next()
                .and_then(|load| load.parse().ok())
                .unwrap_or(f64::NAN),
        })
    }
}

fn value<'a>(text: &'a str, name: &str) -> &'a str {
    let line = text.lines().find(|line| line.starts_with(name));
    line.and_then(|line| line.split_whitespace().nth(1)).unwrap_or_default()
}

/// How long it takes until so many overwritten pages are durable, half the time.
fn sync_ms(place: &Place, pages: usize) -> Result<f64> {
    let path = place.target.join("bench-sync");
    let failed = |error: std::io::Error| Failure::at(&path, &error);
    let mut file = File::create(&path).map_err(failed)?;
    let block = vec![7; pages * PAGE];
    let mut times = Vec::with_capacity(SYNCS);
    for _ in 0..SYNCS {
        file.rewind().map_err(failed)?;
        file.write_all(&block).map_err(failed)?;
        let started = Instant::now();
        file.sync_data().map_err(failed)?;
        times.push(started.elapsed());
    }
    fs::remove_file(&path).map_err(failed)?;
    Ok(Times::of(times).within_ms(0.5))
}

/// How long a fixed number of steps, each waiting for the one before it, takes on so many cores, half the time.
fn work_ms(cores: usize) -> f64 {
    let step = |state: u64, _| {
        (state ^ (state >> 29))
            .wrapping_mul(0xbf58_476d_1ce4_e5b9)
            .wrapping_add(1)
    };
    let work = || std::hint::black_box((0..STEPS).fold(std::hint::black_box(1), step));
    let times = (0..WORKS).map(|_| {
        let started = Instant::now();
        std::thread::scope(|scope| {
            for _ in 0..cores {
                scope.spawn(work);
            }
        });
        started.elapsed()
    });
    Times::of(times.collect()).within_ms(0.5)
}
