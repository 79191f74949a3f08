//! Which part of a history a page shows, as its address says.

use super::{HistoryEntry, HistoryKind, HistoryPage, HistoryWho};

/// A page shows so many entries; older ones stand on the next. The printed page shows all.
const ENTRIES_MAX: usize = 100;

/// Which part is shown, and how: the address of a page says all of it.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct HistoryShown {
    /// `kind`.
    pub kind: HistoryKind,
    /// `who`.
    pub who: HistoryWho,
    /// `as`.
    pub perspective: Perspective,
    /// `before`: only entries before this one, on a later page.
    pub before: Option<i64>,
    /// `view=print`: everything on one page, without the frame's help.
    pub whole: bool,
}

/// With whose eyes a vendor's reader looks.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Perspective {
    /// The reader's own.
    #[default]
    Own,
    /// The partner's: without internal notes and names of the review team.
    Partner,
}

impl Perspective {
    /// The value of `as`.
    pub const fn code(self) -> &'static str {
        match self {
            Perspective::Own => "",
            Perspective::Partner => "partner",
        }
    }
}

/// A choice among what could be shown.
pub(super) struct Choice {
    pub(super) label: String,
    pub(super) href: String,
    pub(super) count: usize,
    pub(super) is_current: bool,
}

/// What one page holds.
pub(super) struct PageOfEntries<'a> {
    /// Newest first.
    pub(super) entries: Vec<&'a HistoryEntry>,
    /// How many older ones there are, and before which entry they stand.
    pub(super) older: Option<(usize, i64)>,
}

impl HistoryShown {
    fn holds(&self, entry: &HistoryEntry) -> bool {
        self.kind.holds(entry) && self.who.holds(&entry.actor)
    }

    pub(super) fn page<'a>(&self, entries: &'a [HistoryEntry]) -> PageOfEntries<'a> {
        let mut fitting: Vec<&HistoryEntry> = entries
            .iter()
            .filter(|entry| self.holds(entry) && self.before.is_none_or(|before| entry.sequence < before))
            .collect();
        fitting.reverse();
        let older = if self.whole {
            None
        } else {
            let end = fitting.get(ENTRIES_MAX - 1).map(|last| last.sequence);
            // Messages stand with their entry, so that a page ends between two entries.
            let kept = end.and_then(|end| fitting.iter().position(|entry| entry.sequence < end));
            kept.zip(end).map(|(kept, end)| {
                let older = fitting.len() - kept;
                fitting.truncate(kept);
                (older, end)
            })
        };
        PageOfEntries {
            entries: fitting,
            older,
        }
    }

    /// The address below a history's path: `?kind=comments&who=partner`.
    fn query(&self) -> String {
        let before = self.before.map(|before| before.to_string()).unwrap_or_default();
        let pairs = [
            ("kind", self.kind.code()),
            ("who", self.who.code()),
            ("as", self.perspective.code()),
            ("before", before.as_str()),
            ("view", if self.whole { "print" } else { "" }),
        ];
        let said: Vec<String> = pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if said.is_empty() {
            String::new()
        } else {
            format!("?{}", said.join("&"))
        }
    }
}

impl HistoryPage {
    fn address(&self, shown: HistoryShown) -> String {
        format!("{}/history{}", self.path(), shown.query())
    }

    fn count(&self, shown: &HistoryShown) -> usize {
        self.entries.iter().filter(|entry| shown.holds(entry)).count()
    }

    /// Each kind with its address, its count among whose entries are shown, and whether it is shown.
    pub(super) fn kinds(&self) -> Vec<Choice> {
        let choice = |kind: &HistoryKind| {
            let shown = HistoryShown {
                kind: *kind,
                before: None,
                ..self.shown
            };
            Choice {
                label: kind.say(&self.frame.text),
                href: self.address(shown),
                count: self.count(&shown),
                is_current: *kind == self.shown.kind,
            }
        };
        HistoryKind::ALL.iter().map(choice).collect()
    }

    /// The same for whose entries they are.
    pub(super) fn whose(&self) -> Vec<Choice> {
        let choice = |who: &HistoryWho| {
            let shown = HistoryShown {
                who: *who,
                before: None,
                ..self.shown
            };
            Choice {
                label: match who {
                    HistoryWho::Everything => self.frame.text.history_who_is_anybody(),
                    HistoryWho::Partner | HistoryWho::Reviewer | HistoryWho::Customer | HistoryWho::Clock => {
                        who.say(&self.frame.text)
                    }
                },
                href: self.address(shown),
                count: self.count(&shown),
                is_current: *who == self.shown.who,
            }
        };
        HistoryWho::ALL.iter().map(choice).collect()
    }

    /// The other pair of eyes.
    pub(super) fn switched(&self) -> String {
        let perspective = match self.shown.perspective {
            Perspective::Own => Perspective::Partner,
            Perspective::Partner => Perspective::Own,
        };
        self.address(HistoryShown {
            perspective,
            before: None,
            ..self.shown
        })
    }

    /// Everything, as these eyes see it.
    pub(super) fn everything(&self) -> String {
        self.address(HistoryShown {
            perspective: self.shown.perspective,
            ..HistoryShown::default()
        })
    }

    /// The same part on one page to print, or back.
    pub(super) fn printed(&self, whole: bool) -> String {
        self.address(HistoryShown {
            before: None,
            whole,
            ..self.shown
        })
    }

    /// A file of the whole history.
    pub(super) fn file(&self, ending: &str) -> String {
        let eyes = HistoryShown {
            perspective: self.shown.perspective,
            ..HistoryShown::default()
        };
        format!("{}/history.{ending}{}", self.path(), eyes.query())
    }

    /// How many older entries there are, with their page's address.
    pub(super) fn older(&self) -> Option<(usize, String)> {
        let (count, before) = self.shown.page(&self.entries).older?;
        let older = HistoryShown {
            before: Some(before),
            ..self.shown
        };
        Some((count, self.address(older)))
    }

    /// The first page, on a later one.
    pub(super) fn newest(&self) -> Option<String> {
        self.shown.before.map(|_| {
            self.address(HistoryShown {
                before: None,
                ..self.shown
            })
        })
    }

    /// An address of an entry that stays, however many entries follow; `long` histories have several pages.
    pub(super) fn link_to(&self, entry: &HistoryEntry, long: &bool) -> String {
        let fragment = format!("#entry-{}", entry.sequence);
        if !long {
            return fragment;
        }
        let page = HistoryShown {
            before: Some(entry.sequence.saturating_add(1)),
            perspective: self.shown.perspective,
            ..HistoryShown::default()
        };
        format!("{}{fragment}", self.address(page))
    }
}
