//! What the check finds, for operators.

use std::fmt;

use domain::id::{ClaimNumber, Uuid};

/// What was looked through, and what doesn't fit.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct IntegrityReport {
    /// Claims looked at.
    pub claims: u64,
    /// Entries of their histories.
    pub entries: u64,
    /// What doesn't fit: the first [`IntegrityReport::FINDINGS_MAX`].
    pub findings: Vec<Finding>,
    /// How many more there were.
    pub left_out: u64,
}

impl IntegrityReport {
    /// The most findings kept: a database damaged throughout would otherwise fill the memory.
    pub const FINDINGS_MAX: usize = 1_000;

    pub(super) fn add(&mut self, claim: Option<ClaimNumber>, difference: Difference) {
        if self.findings.len() < IntegrityReport::FINDINGS_MAX {
            self.findings.push(Finding { claim, difference });
        } else {
            self.left_out += 1;
        }
    }
}

/// Something that doesn't fit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The claim it is about.
    pub claim: Option<ClaimNumber>,
    /// What it is.
    pub difference: Difference,
}

/// What doesn't fit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Difference {
    /// The database's own check complains.
    Database(String),
    /// A row names another one that isn't there.
    Dangling {
        /// The row's table.
        table: String,
        /// The table that lacks the row.
        parent: String,
    },
    /// Something stored is not what this program writes.
    Unreadable(String),
    /// The claim has no entry that begins it.
    NoBeginning,
    /// An entry of the history is missing: the next one after it is this.
    EntryMissing {
        /// The entry that comes too early.
        sequence: i64,
    },
    /// The entry's hash is not that of its content and the entry before.
    ChainBroken {
        /// The entry.
        sequence: i64,
    },
    /// A personal value is not the one the entry commits to.
    CommitmentBroken {
        /// The entry.
        sequence: i64,
        /// Which value.
        path: String,
    },
    /// The claim names another last entry than its history has.
    HeadDiffers,
    /// The stored claim is not what its history makes of it.
    FoldDiffers {
        /// The parts that differ.
        parts: Vec<String>,
    },
    /// A column for finding the claim is not the claim's.
    ColumnDiffers {
        /// The column.
        column: &'static str,
    },
    /// Rows that belong to the claim are not the claim's.
    RowsDiffer {
        /// Their table.
        table: &'static str,
    },
    /// A message tells of an entry that isn't there.
    MessageWithoutCause(Uuid),
}

impl Difference {
    /// The finding's stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Difference::Database(_) => "database",
            Difference::Dangling { .. } => "dangling",
            Difference::Unreadable(_) => "unreadable",
            Difference::NoBeginning => "no_beginning",
            Difference::EntryMissing { .. } => "entry_missing",
            Difference::ChainBroken { .. } => "chain_broken",
            Difference::CommitmentBroken { .. } => "commitment_broken",
            Difference::HeadDiffers => "head_differs",
            Difference::FoldDiffers { .. } => "fold_differs",
            Difference::ColumnDiffers { .. } => "column_differs",
            Difference::RowsDiffer { .. } => "rows_differ",
            Difference::MessageWithoutCause(_) => "message_without_cause",
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Difference::Database(complaint) => write!(f, "the database complains: {complaint}"),
            Difference::Dangling { table, parent } => write!(f, "a row of {table} names one that {parent} lacks"),
            Difference::Unreadable(what) => write!(f, "what is stored can't be read: {what}"),
            Difference::NoBeginning => f.write_str("no entry begins the history"),
            Difference::EntryMissing { sequence } => write!(f, "an entry before entry {sequence} is missing"),
            Difference::ChainBroken { sequence } => write!(f, "the chain breaks at entry {sequence}"),
            Difference::CommitmentBroken { sequence, path } => {
                write!(f, "entry {sequence} was written with another {path}")
            }
            Difference::HeadDiffers => f.write_str("the claim names another last entry than its history has"),
            Difference::FoldDiffers { parts } => {
                write!(f, "the history makes something else of: {}", parts.join(", "))
            }
            Difference::ColumnDiffers { column } => write!(f, "the column {column} is not the claim's"),
            Difference::RowsDiffer { table } => write!(f, "the rows of {table} are not the claim's"),
            Difference::MessageWithoutCause(id) => write!(f, "message {id} tells of an entry that isn't there"),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.claim {
            Some(number) => write!(f, "{number}: {}", self.difference),
            None => self.difference.fmt(f),
        }
    }
}
