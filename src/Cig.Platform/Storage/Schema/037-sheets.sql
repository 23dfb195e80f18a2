-- Question-and-answer sheets, each in versions; the newest applies. A retired sheet has a last version that says so.
create table sheets (
    name text not null,
    n integer not null,
    title_it text not null,
    title_en text not null,
    title_de text not null,
    body_it text not null,
    body_en text not null,
    body_de text not null,
    source text not null,
    checked_on date not null,
    from_day date not null,
    to_day date,
    retired boolean not null,
    set_by text not null,
    set_at bigint not null,
    primary key (name, n)
);

-- What people look for, word by word and month by month: never the sentence, never who.
create table sheet_searches (
    month text not null,
    tongue text not null,
    word text not null,
    asked integer not null,
    unanswered integer not null,
    primary key (month, tongue, word)
);
