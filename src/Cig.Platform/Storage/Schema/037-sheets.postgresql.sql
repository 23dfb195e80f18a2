create table sheet_words (
    name text not null,
    tongue text not null,
    words tsvector not null,
    primary key (name, tongue)
);
create index sheet_words_search on sheet_words using gin (words);
