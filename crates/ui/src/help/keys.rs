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
        ["?"] => keys_help,
        ["Esc"] => keys_escape,
    }
    /// In lists of claims.
    pub(super) fn lists {
        ["J", "K"] => keys_down_up,
        ["Enter"] => keys_open,
        ["/"] => keys_filter,
    }
    /// A partner's own: on dashboard and list, and on a claim's page.
    pub(super) fn claiming {
        ["N"] => keys_new_or_copy,
        ["A"] => keys_act,
        ["E"] => keys_edit,
        ["H"] => keys_history,
        ["C"] => keys_comment,
    }
    /// In the queue.
    pub(super) fn queue {
        ["X"] => keys_select,
        ["Shift X"] => keys_select_range,
        ["P"] => keys_peek,
        ["A"] => keys_assign,
        ["S"] => keys_start,
        ["Z"] => keys_undo,
        ["N"] => keys_next,
    }
    /// On a reviewer's work page.
    pub(super) fn reviewing {
        ["S"] => keys_start_one,
        ["1", "–", "5"] => keys_reason,
        ["C"] => keys_cover,
        ["T"] => keys_words,
        ["R"] => keys_request,
        ["A"] => keys_approve,
        ["X"] => keys_reject,
        ["[", "]"] => keys_documents,
        ["+", "−", "0"] => keys_zoom,
        ["M"] => keys_talk,
        ["H"] => keys_history,
        ["N"] => keys_next,
        ["U"] => keys_back,
    }
}
