"""Finding by words: under which spellings a name is known, and what a reader's words are found in."""
