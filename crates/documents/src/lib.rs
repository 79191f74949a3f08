//! Proof-of-execution files: storage, type by content, limits.
