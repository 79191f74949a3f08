//! Words that people write in several paragraphs, as far as the product lays them out: paragraphs and plain lists.

/// A part of such words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Block {
    /// A paragraph; its line breaks stay.
    Words(String),
    /// Items that began with a hyphen or a star.
    List(Vec<String>),
}

/// The blocks of a text: an empty line ends a paragraph, lines that begin with `-` or `*` are items.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut goes_on = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            goes_on = false;
            continue;
        }
        let item = line.strip_prefix("- ").or_else(|| line.strip_prefix("* "));
        match (item, blocks.last_mut()) {
            (Some(item), Some(Block::List(items))) => items.push(item.trim().to_owned()),
            (Some(item), _) => blocks.push(Block::List(vec![item.trim().to_owned()])),
            (None, Some(Block::Words(words))) if goes_on => {
                words.push('\n');
                words.push_str(line);
            }
            (None, _) => blocks.push(Block::Words(line.to_owned())),
        }
        goes_on = item.is_none();
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::{Block, blocks};

    #[test]
    fn paragraphs_end_at_empty_lines_and_items_that_follow_each_other_are_one_list() {
        let words = |text: &str| Block::Words(text.to_owned());
        let list = |items: &[&str]| Block::List(items.iter().map(|item| (*item).to_owned()).collect());
        for (text, expected) in [
            ("", vec![]),
            ("One\nline\r\n\r\n two ", vec![words("One\nline"), words("two")]),
            (
                "Either\n- a\n\n* b\nor",
                vec![words("Either"), list(&["a", "b"]), words("or")],
            ),
            ("-not an item", vec![words("-not an item")]),
        ] {
            assert_eq!(blocks(text), expected, "{text:?}");
        }
    }
}
