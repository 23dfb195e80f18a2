-- What a person thought of a conversation, said once.
create table chat_ratings (
    conversation_id uuid not null primary key references conversations (id),
    score integer not null,
    comment text not null,
    at bigint not null
);

-- The transcripts that were issued: who holds one can have it checked by its number.
create table transcripts (
    hash text not null primary key,
    conversation_id uuid not null,
    last_number bigint not null,
    issued_at bigint not null
);
