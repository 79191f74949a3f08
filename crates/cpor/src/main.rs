//! The `cpor` command.
fn main() {}
