//! The proof on the work page: which document stands in the frame, and which beside it.

use super::work::WorkPage;
use crate::parts::DocumentView;

/// A document and how it can be read.
#[derive(Clone, Debug)]
pub struct WorkDocument {
    /// The document.
    pub document: DocumentView,
    /// How it can be read.
    pub display: Display,
    /// Whether it came after the last decision or request.
    pub age: Age,
}

/// Whether a reviewer has seen a document decided on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Age {
    /// It came after the last decision or request.
    New,
    /// It was there then, or nothing has been decided yet.
    Known,
}

/// How a document can be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Display {
    /// In the closed frame beside the decision.
    Framed,
    /// As a picture that can be looked at closely.
    Pictured,
    /// Only as a download.
    DownloadOnly,
    /// Not at all: it can't be opened, is quarantined or erased.
    Unavailable,
}

/// The documents beside the one that is shown; the last leads on to the first.
#[derive(Clone, Copy, Debug)]
pub(super) enum Neighbour {
    /// The one before.
    Before,
    /// The one after.
    After,
}

impl WorkPage {
    /// This page with another document in the frame.
    pub(super) fn with_document(&self, id: &str) -> String {
        let sign = if self.walk().is_empty() { '?' } else { '&' };
        format!("{}{}{sign}document={id}", self.path(), self.walk())
    }

    pub(super) fn in_frame(&self) -> Option<&WorkDocument> {
        let wanted = self
            .shown
            .as_ref()
            .and_then(|id| self.documents.iter().find(|each| each.document.id == *id));
        wanted
            .or_else(|| self.documents.iter().find(|each| each.is_viewable()))
            .or(self.documents.first())
    }

    /// The place of the document in the frame among all, from 1.
    pub(super) fn place(&self) -> usize {
        let shown = |each: &WorkDocument| self.is_shown(&each.document.id);
        self.documents.iter().position(shown).map_or(0, |index| index + 1)
    }

    /// This page with the document before or after in the frame.
    pub(super) fn neighbour(&self, side: Neighbour) -> String {
        let (count, place) = (self.documents.len(), self.place());
        let index = match side {
            Neighbour::Before => place + count - 2,
            Neighbour::After => place,
        };
        let wanted = self.documents.iter().cycle().nth(index % count.max(1));
        wanted.map_or_else(|| self.path(), |each| self.with_document(&each.document.id))
    }

    pub(super) fn is_shown(&self, id: &str) -> bool {
        self.in_frame().is_some_and(|shown| shown.document.id == id)
    }
}

impl WorkDocument {
    /// Whether browsers show it by themselves.
    pub(super) fn is_viewable(&self) -> bool {
        match self.display {
            Display::Framed | Display::Pictured => true,
            Display::DownloadOnly | Display::Unavailable => false,
        }
    }
}
