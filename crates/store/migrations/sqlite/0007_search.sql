-- What claims are found by, word by word. Rows and words are keyed alike on every engine: a word stands with the digit
-- of the field it is in before it, the partner and the location of a claim as words of their own. Text is folded and
-- split before it comes here; ASCII letters, digits and whatever lies beyond ASCII make a word.

CREATE VIRTUAL TABLE claim_search USING fts5(words, detail = 'none', columnsize = 0, tokenize = 'ascii',
    prefix = '2 3 4 5 6 7 8 9 10 11 12 13');

-- The same with the vendor's internal notes, of claims that have any. Nothing that a partner asks comes here.
CREATE VIRTUAL TABLE note_search USING fts5(words, detail = 'none', columnsize = 0, tokenize = 'ascii',
    prefix = '2 3 4 5 6 7 8 9 10 11 12 13');

-- What changed last waits here for others, so that the indexes are written for several claims at once; whoever looks
-- for something looks here too.
CREATE TABLE search_pending (
    claim_number INTEGER PRIMARY KEY REFERENCES claim (number),
    -- Without any the claim is not found.
    words TEXT NOT NULL,
    notes TEXT NOT NULL
) STRICT;
