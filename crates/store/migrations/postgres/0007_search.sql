-- What claims are found by, word by word. Rows and words are keyed alike on every engine: a word stands with the digit
-- of the field it is in before it, the partner and the location of a claim as words of their own. Text is folded and
-- split before it comes here.

CREATE TABLE claim_search (
    claim_number bigint PRIMARY KEY REFERENCES claim (number),
    words text NOT NULL,
    vector tsvector NOT NULL GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED
);
CREATE INDEX claim_search_by_word ON claim_search USING gin (vector);

-- The same with the vendor's internal notes, of claims that have any. Nothing that a partner asks comes here.
CREATE TABLE note_search (
    claim_number bigint PRIMARY KEY REFERENCES claim (number),
    words text NOT NULL,
    vector tsvector NOT NULL GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED
);
CREATE INDEX note_search_by_word ON note_search USING gin (vector);
