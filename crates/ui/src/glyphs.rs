//! The drawings on a 16 px grid. A word always stands beside them: they are hidden from screen readers.

use std::fmt;

/// A drawing, written as inline SVG.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    shapes: &'static str,
    size: u8,
}

impl askama::filters::HtmlSafe for Glyph {}

impl fmt::Display for Glyph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Glyph { shapes, size } = self;
        write!(
            f,
            r#"<svg width="{size}" height="{size}" viewBox="0 0 16 16" aria-hidden="true">{shapes}</svg>"#
        )
    }
}

impl Glyph {
    /// The same drawing at another size.
    pub const fn sized(self, size: u8) -> Glyph {
        Glyph {
            shapes: self.shapes,
            size,
        }
    }
}

macro_rules! glyphs {
    ($($(#[$doc:meta])* $name:ident = $shapes:literal;)+) => {
        $($(#[$doc])* pub const $name: Glyph = Glyph { shapes: $shapes, size: 16 };)+
    };
}

glyphs! {
    /// Three lines: the menu.
    MENU = r#"<path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>"#;
    /// A magnifying glass.
    FIND = r#"<circle cx="7" cy="7" r="4.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M10.5 10.5L14 14" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"/>"#;
    /// A list.
    LIST = r#"<path d="M5.5 4h8M5.5 8h8M5.5 12h8" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"/><circle cx="2.6" cy="4" r=".9" fill="currentColor"/><circle cx="2.6" cy="8" r=".9" fill="currentColor"/><circle cx="2.6" cy="12" r=".9" fill="currentColor"/>"#;
    /// Tiles: the dashboard.
    HOME = r#"<path d="M2.5 2.5h4.6v6H2.5zM8.9 2.5h4.6v3.4H8.9zM8.9 7.7h4.6v5.8H8.9zM2.5 10.3h4.6v3.2H2.5z" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round"/>"#;
    /// Three dots: what else there is.
    DOTS = r#"<circle cx="3" cy="8" r="1.3" fill="currentColor"/><circle cx="8" cy="8" r="1.3" fill="currentColor"/><circle cx="13" cy="8" r="1.3" fill="currentColor"/>"#;
    /// A plus.
    PLUS = r#"<path d="M8 3v10M3 8h10" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>"#;
    /// A solid triangle: you are asked.
    TRIANGLE = r#"<path d="M8 1.6a1.2 1.2 0 0 1 1.05.62l5.6 10.1a1.2 1.2 0 0 1-1.05 1.78H2.4a1.2 1.2 0 0 1-1.05-1.78l5.6-10.1A1.2 1.2 0 0 1 8 1.6z" fill="currentColor"/><path d="M8 5.6v4" stroke="var(--surface)" stroke-width="1.7" stroke-linecap="round"/><circle cx="8" cy="11.8" r="1" fill="var(--surface)"/>"#;
    /// A dashed ring: editing.
    DASHED = r#"<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.4 2.3"/>"#;
    /// A ring with a quarter: submitted.
    QUARTER = r#"<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 4.6a3.4 3.4 0 0 1 3.4 3.4H8z" fill="currentColor"/>"#;
    /// A ring with a half: under review.
    HALF = r#"<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 4.6a3.4 3.4 0 0 1 0 6.8z" fill="currentColor"/>"#;
    /// An open ring with a tick: approved, may still change.
    RING_TICK = r#"<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M5.3 8.2l1.9 1.9 3.6-3.9" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>"#;
    /// A solid disc with a tick: in force.
    DISC_TICK = r#"<circle cx="8" cy="8" r="6.75" fill="currentColor"/><path d="M5 8.2l2.1 2.1 3.9-4.3" fill="none" stroke="var(--surface)" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/>"#;
    /// A ring with a bar: ended.
    RING_BAR = r#"<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M5.2 8h5.6" stroke="currentColor" stroke-width="1.7" stroke-linecap="round"/>"#;
    /// An open octagon: rejected, disputable.
    OCTAGON = r#"<path d="M5.5 1.9h5l3.6 3.6v5l-3.6 3.6h-5l-3.6-3.6v-5z" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round"/><path d="M5.9 5.9l4.2 4.2m0-4.2l-4.2 4.2" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>"#;
    /// A solid octagon: rejected for good.
    OCTAGON_SOLID = r#"<path d="M5.2 1.2h5.6l4 4v5.6l-4 4H5.2l-4-4V5.2z" fill="currentColor"/><path d="M5.7 5.7l4.6 4.6m0-4.6l-4.6 4.6" stroke="var(--surface)" stroke-width="1.7" stroke-linecap="round"/>"#;
    /// An open ring: a stop ahead.
    RING = r#"<circle cx="8" cy="8" r="5.25" fill="none" stroke="currentColor" stroke-width="1.5"/>"#;
    /// A solid disc with a tick: a stop behind.
    STOP_DONE = r#"<circle cx="8" cy="8" r="6" fill="currentColor"/><path d="M5.4 8.1l1.8 1.8 3.4-3.7" fill="none" stroke="var(--surface)" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>"#;
    /// A ring with an i.
    NOTE = r#"<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 7.3v3.5" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/><circle cx="8" cy="5" r=".95" fill="currentColor"/>"#;
    /// A tick.
    TICK = r#"<path d="M3.2 8.4l3.1 3.1 6.5-7" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>"#;
    /// A cross.
    CROSS = r#"<path d="M4 4l8 8m0-8l-8 8" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"/>"#;
    /// A speech bubble.
    BUBBLE = r#"<path d="M2.2 3h11.6v8H7.4l-3 2.6V11H2.2z" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round"/>"#;
    /// An open eye: it is seen.
    EYE = r#"<path d="M1.5 8C3 5 5.3 3.5 8 3.5S13 5 14.5 8C13 11 10.7 12.5 8 12.5S3 11 1.5 8z" fill="none" stroke="currentColor" stroke-width="1.4"/><circle cx="8" cy="8" r="2" fill="none" stroke="currentColor" stroke-width="1.4"/>"#;
    /// A crossed eye: it is not seen.
    EYE_CLOSED = r#"<path d="M1.5 8C3 5 5.3 3.5 8 3.5S13 5 14.5 8C13 11 10.7 12.5 8 12.5S3 11 1.5 8zM2.5 13.5l11-11" fill="none" stroke="currentColor" stroke-width="1.4"/>"#;
    /// Coins: money.
    COINS = r#"<ellipse cx="8" cy="4.5" rx="5" ry="2.3" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M3 4.5v3.5c0 1.3 2.2 2.3 5 2.3s5-1 5-2.3V4.5M3 8v3.5c0 1.3 2.2 2.3 5 2.3s5-1 5-2.3V8" fill="none" stroke="currentColor" stroke-width="1.4"/>"#;
    /// A padlock: only the vendor's people see it.
    LOCK = r#"<path d="M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round"/>"#;
    /// An arrow around a clock: the history.
    HISTORY = r#"<path d="M2.6 8a5.4 5.4 0 1 0 1.7-3.9L2.6 5.7" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/><path d="M2.5 2.7v3h3M8 5.2V8l1.9 1.3" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>"#;
    /// A page: a document.
    PAGE = r#"<path d="M4 1.8h5l3.2 3.2v9.2H4z" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round"/><path d="M9 1.8V5h3.2" fill="none" stroke="currentColor" stroke-width="1.4"/>"#;
    /// A letter.
    LETTER = r#"<path d="M2 3.5h12v9H2z" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round"/><path d="M2.3 4l5.7 4.6L13.7 4" fill="none" stroke="currentColor" stroke-width="1.4"/>"#;
    /// Head and shoulders: a customer.
    PERSON = r#"<circle cx="8" cy="5.2" r="2.5" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M3.4 13.4c0-2.6 2-4.2 4.6-4.2s4.6 1.6 4.6 4.2" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round"/>"#;
    /// A keyboard.
    KEYS = r#"<path d="M1.8 4h12.4v8H1.8z" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round"/><path d="M4.4 6.6h.1m2.3 0h.1m2.3 0h.1m2.3 0h.1M5 9.5h6" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"/>"#;
    /// A pencil: something was changed.
    PENCIL = r#"<path d="M3 13l.7-3L10.8 2.9l2.3 2.3L6 12.3z" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round"/>"#;
    /// A clock.
    CLOCK = r#"<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 4.8V8l2.2 1.6" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>"#;
    /// A flag: disputes.
    FLAG = r#"<path d="M3.5 14V2.5h8.5L10.3 5.5l1.7 3H3.5" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round" stroke-linecap="round"/>"#;
    /// A star: a view that somebody saved.
    STAR = r#"<path d="M8 2l1.8 3.8 4.1.5-3 2.8.8 4.1L8 11.2l-3.7 2 .8-4.1-3-2.8 4.1-.5z" fill="none" stroke="currentColor" stroke-width="1.3" stroke-linejoin="round"/>"#;
}
