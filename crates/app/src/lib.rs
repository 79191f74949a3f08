//! The shell around the rules: load, decide, commit; timers and outbox.
