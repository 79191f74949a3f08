//! All words for people: the Fluent catalogues, one method per message.
//!
//! `build.rs` makes the methods from `locales/en/*.ftl`: the message `claims-open = { $count } open` becomes
//! `text.claims_open(count)`. An argument called `count` or ending in `-count` is a number, any other is text.
//! What is found by data stands in attributes: `country = .br = Brazil`.

use std::sync::LazyLock;

use domain::place::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

include!(concat!(env!("OUT_DIR"), "/resources.rs"));
include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// The catalogue of one language. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Text {
    language: Language,
    bundle: &'static FluentBundle<FluentResource>,
}

/// A number in a message.
pub trait Count {
    /// Its value.
    fn count(&self) -> i64;
}

macro_rules! counts {
    ($($number:ty),+) => {$(
        impl Count for $number {
            fn count(&self) -> i64 {
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        }
    )+};
}
counts!(usize, i64, u64, i32, u32, u16, u8);

impl<T: Count + ?Sized> Count for &T {
    fn count(&self) -> i64 {
        (**self).count()
    }
}

/// The bundles in the order of [`Language::ALL`]; a language without a catalogue of its own has none.
static BUNDLES: LazyLock<Vec<Option<FluentBundle<FluentResource>>>> =
    LazyLock::new(|| Language::ALL.into_iter().map(bundle).collect());
static ENGLISH: LazyLock<FluentBundle<FluentResource>> =
    LazyLock::new(|| bundle(Language::English).unwrap_or_else(|| FluentBundle::new_concurrent(Vec::new())));

fn bundle(language: Language) -> Option<FluentBundle<FluentResource>> {
    let identifier: LanguageIdentifier = language.tag().parse().ok()?;
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // Isolation marks would end up in attributes, subjects and file names; templates isolate with <bdi>.
    bundle.set_use_isolating(false);
    let mut found = false;
    for (_, source) in RESOURCES.iter().filter(|(tag, _)| *tag == language.tag()) {
        // build.rs has parsed it: what is wrong in it fails the build.
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
        found = true;
    }
    found.then_some(bundle)
}

impl Text {
    /// The words of a language, English where it has no catalogue yet.
    pub fn of(language: Language) -> Text {
        let place = Language::ALL
            .iter()
            .position(|each| *each == language)
            .unwrap_or_default();
        match BUNDLES.get(place).and_then(Option::as_ref) {
            Some(bundle) => Text { language, bundle },
            None => Text {
                language: Language::English,
                bundle: &ENGLISH,
            },
        }
    }

    /// The language the words are in, which may not be the one asked for.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A word found by data, as a country's name by its code: the attribute of that name of a message; `None`
    /// without one.
    pub(crate) fn by_code(&self, message: &str, code: &str) -> Option<String> {
        let is_plain = |c: char| c.is_ascii_alphanumeric();
        let name: String = code
            .chars()
            .map(|c| if is_plain(c) { c.to_ascii_lowercase() } else { '-' })
            .collect();
        let pattern = self.bundle.get_message(message)?.get_attribute(&name)?.value();
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, None, &mut errors).into_owned())
    }

    fn say(&self, key: &str, pairs: &[(&'static str, FluentValue<'_>)]) -> String {
        let mut arguments = FluentArgs::with_capacity(pairs.len());
        for (name, value) in pairs {
            arguments.set(*name, value.clone());
        }
        let mut errors = Vec::new();
        match self.bundle.get_message(key).and_then(|message| message.value()) {
            Some(pattern) => self
                .bundle
                .format_pattern(pattern, Some(&arguments), &mut errors)
                .into_owned(),
            // Only a key without a value comes here; build.rs makes methods of existing keys alone.
            None => key.to_owned(),
        }
    }
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Text({})", self.language.tag())
    }
}

#[cfg(test)]
mod tests {
    use domain::place::Language;

    use super::Text;

    #[test]
    fn a_language_without_a_catalogue_speaks_english_and_says_so() {
        for language in Language::ALL {
            let text = Text::of(language);
            assert!(!text.list_title().is_empty());
            assert!(text.language() == language || text.language() == Language::English);
        }
        let text = Text::of(Language::English);
        assert_eq!(text.errors_title(1), "One thing to correct");
        assert_eq!(text.errors_title(3_usize), "3 things to correct");
        // No isolation marks around arguments: they would get into subjects and attributes.
        assert_eq!(
            text.discard_title("CPOR-2026-000001"),
            "Discard the draft CPOR-2026-000001"
        );
    }
}
