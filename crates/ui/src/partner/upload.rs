//! What a browser is told about files before it sends them. The server judges again, by content.

/// No larger file is taken (domain.md §8).
pub const UPLOAD_BYTES_MAX: u64 = 25_000_000;

/// The endings of accepted files' names, as a picker's `accept` has them. A phone's camera then gives a JPEG.
pub const UPLOAD_TYPES: &str = ".pdf,.docx,.xlsx,.pptx,.eml,.msg,.png,.jpg,.jpeg,.tif,.tiff,.txt";
