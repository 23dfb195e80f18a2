create virtual table sheet_words using fts5(name unindexed, tongue unindexed, title, body, tokenize = 'unicode61 remove_diacritics 2');
