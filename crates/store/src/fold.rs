//! How texts are compared when somebody looks for something: without case, accents and widths, word by word. What is
//! stored and what is looked for go through here, so that every database engine sees the same letters.

use std::ops::Range;

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

const DECOMPOSED: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfkd();
const CLASSES: CanonicalCombiningClassMapBorrowed<'static> = CanonicalCombiningClassMapBorrowed::new();

/// The breve that makes и the letter й.
const BREVE: char = '\u{306}';

/// The text in lower case, without accents, in plain letters: compatibility forms (ligatures, full width, superscripts)
/// read as what they stand for; `å ä ö` as `a a o`, `æ` as `ae`, `ß` as `ss`; `ё` as `е`. `й` stays: it is no accented
/// и but a letter that people never leave out.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        push(&mut folded, letter);
    }
    folded
}

/// The words of a text, folded: runs of letters and digits.
pub(crate) fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|letter| !is_of_word(letter));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What somebody looks for: words, each of them the beginning of a word of what is found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LookedFor {
    words: Vec<String>,
}

impl LookedFor {
    /// The words of a typed text. One that another begins with asks for nothing more.
    pub fn parse(text: &str) -> LookedFor {
        let mut all = words(text);
        all.sort_unstable();
        all.dedup();
        let implied = |(at, word): (usize, &String)| all.get(at + 1).is_some_and(|next| next.starts_with(word));
        let words = all.iter().enumerate().filter(|each| !implied(*each));
        LookedFor {
            words: words.map(|(_, word)| word.clone()).collect(),
        }
    }

    /// The words, folded, in their order.
    pub(crate) fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether nothing is looked for that a text could have.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// What of it the text doesn't have.
    pub fn without(&self, text: &str) -> LookedFor {
        let read = words(text);
        let missing = |word: &&String| !read.iter().any(|other| other.starts_with(word.as_str()));
        LookedFor {
            words: self.words.iter().filter(missing).cloned().collect(),
        }
    }

    /// Where it stands in a text: the beginnings of words that read like it. What only spaces or signs part is one
    /// place.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        if self.is_empty() {
            return Vec::new();
        }
        let original = Original::of(text);
        let mut marks: Vec<Range<usize>> = Vec::new();
        let mut goes_on = false;
        for word in word_ranges(&original.folded) {
            let read = &original.folded[word.clone()];
            let hits = self.words.iter().filter(|wanted| read.starts_with(wanted.as_str()));
            let Some(length) = hits.map(String::len).max() else {
                goes_on = false;
                continue;
            };
            let mark = original.range(word.start..word.start + length);
            match marks.last_mut().filter(|_| goes_on) {
                Some(last) => last.end = mark.end,
                None => marks.push(mark),
            }
            goes_on = length == read.len();
        }
        marks
    }
}

/// A folded text and where its letters come from.
struct Original {
    folded: String,
    /// Of each letter of the text: where its folding ends, and where itself.
    ends: Vec<(usize, usize)>,
}

impl Original {
    fn of(text: &str) -> Original {
        let mut folded = String::with_capacity(text.len());
        let mut ends = Vec::with_capacity(text.len());
        for (at, letter) in text.char_indices() {
            push(&mut folded, letter);
            ends.push((folded.len(), at + letter.len_utf8()));
        }
        Original { folded, ends }
    }

    /// The part of the text that reads so: whole letters, with the accents after them.
    fn range(&self, folded: Range<usize>) -> Range<usize> {
        let first = self.ends.partition_point(|(end, _)| *end <= folded.start);
        let start = first.checked_sub(1).map_or(0, |before| self.ends[before].1);
        let reached = self.ends.partition_point(|(end, _)| *end < folded.end);
        let end = self.ends.get(reached).map_or(folded.end, |(end, _)| *end);
        let last = self.ends.partition_point(|(other, _)| *other <= end);
        start..last.checked_sub(1).map_or(start, |last| self.ends[last].1)
    }
}

fn word_ranges(folded: &str) -> impl Iterator<Item = Range<usize>> {
    let words = folded.split(|letter| !is_of_word(letter));
    words.filter(|word| !word.is_empty()).map(|word| {
        let start = word.as_ptr() as usize - folded.as_ptr() as usize;
        start..start + word.len()
    })
}

fn push(folded: &mut String, letter: char) {
    if letter.is_ascii() {
        folded.push(letter.to_ascii_lowercase());
        return;
    }
    for part in DECOMPOSED.normalize_iter(std::iter::once(letter)) {
        for lower in part.to_lowercase() {
            push_plain(folded, lower);
        }
    }
}

fn push_plain(folded: &mut String, letter: char) {
    if letter == BREVE && folded.ends_with('и') {
        folded.pop();
        folded.push('й');
    } else if let Some(plain) = plain(letter) {
        folded.push_str(plain);
    } else if !(is_accent(letter) || is_invisible(letter)) {
        folded.push(letter);
    }
}

/// A mark that only colours a letter. Those of classes 7 to 9 make another one in the scripts that have them.
fn is_accent(letter: char) -> bool {
    !matches!(CLASSES.get_u8(letter), 0 | 7..=9)
}

/// What shapes or breaks a line and isn't read: soft hyphen, joiners, variation selectors, a byte order mark.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(CLASSES.get_u8(letter), 7..=9)
}

/// Letters that Unicode doesn't take apart though people type them so.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        'ð' | 'đ' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'ø' => "o",
        'ŧ' => "t",
        'ς' => "σ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    use super::{LookedFor, fold, word_ranges, words};

    #[test]
    fn case_and_accents_make_no_difference() {
        for (typed, folded) in [
            ("São Paulo", "sao paulo"),
            ("ÅNGSTRÖM AB", "angstrom ab"),
            ("Cafe\u{301}", "cafe"),
            ("Straße, STRASSE, STRAẞE", "strasse, strasse, strasse"),
            ("İzmir ısı", "izmir isi"),
            ("Æther Œuvre Þór Đà Łódź Ørsted", "aether oeuvre thor da lodz orsted"),
            ("ﬁn ﬀ ｆｕｌｌ ² ①", "fin ff full 2 1"),
            ("Ёлка ещё", "елка еще"),
            ("Йод й и\u{306}", "йод й й"),
            ("Україна їжа Ґанок", "украіна іжа ґанок"),
            ("Ὀδυσσεύς ΣΊΣΥΦΟΣ", "οδυσσευσ σισυφοσ"),
            ("so\u{ad}ft\u{200d}", "soft"),
            ("が か\u{3099}", "か\u{3099} か\u{3099}"),
        ] {
            assert_eq!(fold(typed), folded);
        }
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        for (text, expected) in [
            ("CPOR-2026-000118", vec!["cpor", "2026", "000118"]),
            ("d'Água & Söhne_AB", vec!["d", "agua", "sohne", "ab"]),
            ("acme.example", vec!["acme", "example"]),
            ("½ h", vec!["1", "2", "h"]),
            ("हिन्दी भाषा", vec!["हिन्दी", "भाषा"]),
            (" — %", vec![]),
        ] {
            assert_eq!(words(text), expected);
        }
    }

    #[test]
    fn what_was_looked_for_is_marked_as_it_is_written() {
        for (text, looked_for, marked) in [
            ("São Paulo", "SAO p", "[São P]aulo"),
            ("Cafe\u{301} Norte", "cafe", "[Cafe\u{301}] Norte"),
            ("Straße 5", "stras", "[Straß]e 5"),
            ("CPOR-2026-000118", "cpor-2026-0001", "[CPOR-2026-0001]18"),
            ("São Paulo", "paulo", "São [Paulo]"),
            ("Ёлка и йод", "елка йо", "[Ёлка] и [йо]д"),
            ("Nordöster", "oster", "Nordöster"),
            ("ﬁn", "f", "[ﬁ]n"),
            ("Vale do Vale", "va vale", "[Vale] do [Vale]"),
            ("Verde Vale", "vale verde", "[Verde Vale]"),
            ("São", " ", "São"),
        ] {
            let mut shown = String::new();
            let mut at = 0;
            for mark in LookedFor::parse(looked_for).marks(text) {
                shown.push_str(&format!("{}[{}]", &text[at..mark.start], &text[mark.clone()]));
                at = mark.end;
            }
            assert_eq!(shown + &text[at..], marked, "{looked_for} in {text}");
        }
    }

    #[test]
    fn what_a_text_lacks_of_what_was_looked_for_is_left() {
        let wanted = LookedFor::parse("Vale são V paulo");
        assert_eq!(wanted.words(), ["paulo", "sao", "vale"]);
        assert_eq!(wanted.without("SÃO VALENTIM").words(), ["paulo"]);
        assert!(wanted.without("Vale, São Paulo").is_empty());
    }

    proptest! {
        #[test]
        fn what_is_folded_stays_as_it_is(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded);
        }

        #[test]
        fn case_never_matters(text in "[\\p{Latin}\\p{Cyrillic}\\p{Greek} ]{0,20}") {
            prop_assert_eq!(fold(&text.to_lowercase()), fold(&text));
        }

        #[test]
        fn composed_or_not_a_text_reads_the_same(text in "[\\p{Latin}\\p{Cyrillic}\\p{Greek}\\p{Hangul} ]{0,20}") {
            let nfd = icu_normalizer::DecomposingNormalizerBorrowed::new_nfd().normalize(&text).into_owned();
            prop_assert_eq!(fold(&nfd), fold(&text));
        }

        #[test]
        fn words_are_what_stands_between_signs(text in any::<String>()) {
            let folded = fold(&text);
            let expected: Vec<&str> = word_ranges(&folded).map(|range| &folded[range]).collect();
            prop_assert_eq!(words(&text), expected);
            for word in words(&text) {
                prop_assert_eq!(words(&word), vec![word]);
            }
        }

        #[test]
        fn each_mark_reads_like_what_was_looked_for(text in ".{0,30}", looked_for in ".{0,4}") {
            let wanted = words(&looked_for);
            let mut before = 0;
            for mark in LookedFor::parse(&looked_for).marks(&text) {
                prop_assert!(before <= mark.start && mark.start < mark.end);
                before = mark.end;
                for word in words(&text[mark]) {
                    prop_assert!(wanted.iter().any(|wanted| word.starts_with(wanted.as_str())));
                }
            }
        }
    }
}
