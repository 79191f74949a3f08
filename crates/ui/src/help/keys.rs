//! The shortcuts that don't depend on a page's content, as words.

use crate::text::Text;

/// Keys and what they do.
#[derive(Clone, Copy, Debug)]
pub struct Shortcut {
    /// What stands on the keycaps.
    pub keys: &'static [&'static str],
    means: fn(&Text) -> String,
}

impl Shortcut {
    pub(crate) fn say(&self, text: &Text) -> String {
        (self.means)(text)
    }
}

macro_rules! shortcuts {
    ($($(#[$doc:meta])* $visibility:vis fn $name:ident { $($keys:expr => $message:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        $visibility fn $name() -> &'static [Shortcut] {
            &[$(Shortcut { keys: &$keys, means: Text::$message }),+]
        }
    )+};
}

shortcuts! {
    /// On every page.
    pub fn everywhere {
        ["Ctrl K", "⌘K"] => keys_palette,
        ["/"] => keys_filter,
        ["?"] => keys_help,
        ["Esc"] => keys_escape,
    }
    /// In lists; what a role can't do its list doesn't offer.
    pub(super) fn lists {
        ["J", "K"] => keys_down_up,
        ["Enter"] => keys_open,
        ["X"] => keys_select,
        ["P"] => keys_peek,
        ["A"] => keys_assign,
        ["S"] => keys_start,
        ["Z"] => keys_undo,
        ["N"] => keys_next,
    }
    /// On a reviewer's work page.
    pub(super) fn reviewing {
        ["1", "–", "5"] => keys_reason,
        ["[", "]"] => keys_walk,
        ["R"] => keys_request,
    }
}
