//! Standard output, where a reader may leave early (`cpor claim list | head`): then there is nobody left to tell.

use std::fmt::Arguments;
use std::io::{ErrorKind, Write};

/// Writes a line; used through [`say!`].
pub fn line(text: Arguments<'_>) {
    let mut out = std::io::stdout().lock();
    if let Err(error) = writeln!(out, "{text}")
        && error.kind() != ErrorKind::BrokenPipe
    {
        eprintln!("cpor: standard output can't be written: {error}");
    }
}

/// Writes bytes as they are.
pub fn bytes(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    if let Err(error) = out.write_all(bytes)
        && error.kind() != ErrorKind::BrokenPipe
    {
        eprintln!("cpor: standard output can't be written: {error}");
    }
}

/// A line on standard output, like `println!` but without a panic when the reader has left.
#[macro_export]
macro_rules! say {
    ($($text:tt)*) => { $crate::output::line(format_args!($($text)*)) };
}
