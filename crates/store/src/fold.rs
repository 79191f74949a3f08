//! How texts are compared when somebody looks for a claim: without case and accents.

/// The text in lower case, Latin letters without their accents.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        push(&mut folded, letter);
    }
    folded
}

fn push(folded: &mut String, letter: char) {
    for letter in letter.to_lowercase() {
        match plain(letter) {
            Some(plain) => folded.push_str(plain),
            None if is_mark(letter) => {}
            None => folded.push(letter),
        }
    }
}

/// The part of a text by which a list finds it: its beginning that reads like what was looked for. None if the list
/// doesn't find it by this text.
pub fn found_by<'a>(text: &'a str, looked_for: &str) -> Option<&'a str> {
    let wanted = fold(looked_for);
    if wanted.is_empty() {
        return None;
    }
    let mut folded = String::new();
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        push(&mut folded, letter);
        let accented = letters.peek().is_some_and(|(_, next)| is_mark(*next));
        if folded.starts_with(&wanted) && !accented {
            return Some(&text[..at + letter.len_utf8()]);
        }
        if !(wanted.starts_with(&folded) || folded.starts_with(&wanted)) {
            return None;
        }
    }
    None
}

/// Accents that stand as characters of their own.
fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ð' | 'ď' | 'đ' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'þ' => "th",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{fold, found_by};

    #[test]
    fn case_and_accents_make_no_difference() {
        for (typed, folded) in [
            ("São Paulo", "sao paulo"),
            ("  ÅNGSTRÖM AB ", "angstrom ab"),
            ("Cafe\u{301}", "cafe"),
            ("Straße", "strasse"),
            ("Ёлка", "ёлка"),
            ("İzmir", "izmir"),
        ] {
            assert_eq!(fold(typed), folded);
        }
    }

    #[test]
    fn what_was_looked_for_is_found_as_it_is_written() {
        for (text, looked_for, found) in [
            ("São Paulo", "SAO p", Some("São P")),
            ("Cafe\u{301} Norte", "cafe", Some("Cafe\u{301}")),
            ("Straße 5", "stras", Some("Straß")),
            ("CPOR-2026-000118", "cpor-2026-000118 ", Some("CPOR-2026-000118")),
            ("São Paulo", "paulo", None),
            ("São", "São Paulo", None),
            ("São", " ", None),
        ] {
            assert_eq!(found_by(text, looked_for), found, "{looked_for} in {text}");
        }
    }
}
