//! What sample data is made of, and why it could not be made.

use domain::calendar::CalendarError;
use domain::claim::Refusal;
use domain::id::IdError;
use domain::text::TextError;

/// Why sample data could not be made: faults of ours, since all of it is our own.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// An identifier in the samples is wrong.
    #[error("a sample's identifier is wrong: {0}")]
    Id(#[from] IdError),
    /// A text in the samples is wrong.
    #[error("a sample's text is wrong: {0}")]
    Text(#[from] TextError),
    /// A preset of the model is wrong.
    #[error("a preset is wrong: {0}")]
    Preset(#[from] app::presets::PresetError),
    /// A date in the samples is wrong.
    #[error("a sample's date is wrong: {0}")]
    Date(#[from] jiff::Error),
    /// A calendar in the samples is wrong.
    #[error("a sample's calendar is wrong: {0}")]
    Calendar(#[from] CalendarError),
    /// A step of a sample story was refused.
    #[error("the story “{story}” was refused at {step}: {refusal}")]
    Refused {
        /// Which story.
        story: &'static str,
        /// Which of its steps.
        step: String,
        /// Why.
        refusal: Refusal,
    },
    /// The accounts of the demo are not in this database.
    #[error("this data has no demo accounts; start it once with `cpor serve --demo`")]
    NoDemo,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// The commit was refused.
    #[error("sample claims could not be committed: {0}")]
    Commit(String),
    /// A blob could not be written.
    #[error(transparent)]
    Blob(#[from] documents::ReceiveError),
    /// The blobs could not be read.
    #[error(transparent)]
    BlobRead(#[from] documents::BlobError),
    /// A password could not be hashed.
    #[error(transparent)]
    Password(#[from] gateway::PasswordError),
    /// A file could not be written.
    #[error("cannot write {path}: {source}")]
    File {
        /// Which.
        path: std::path::PathBuf,
        /// Why.
        source: std::io::Error,
    },
}
