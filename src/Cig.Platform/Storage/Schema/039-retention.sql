-- What must not be erased while a dispute or a request of an authority lasts.
create table legal_holds (
    id uuid not null primary key,
    conversation_id uuid not null references conversations (id),
    reason text not null,
    set_by text not null,
    set_at bigint not null,
    ended_by text,
    ended_at bigint
);
create index legal_holds_of_conversation on legal_holds (conversation_id);

-- What was erased, purpose by purpose and day by day: the counts stay.
create table erasures (
    day date not null,
    purpose text not null,
    erased integer not null,
    primary key (day, purpose)
);

-- Since when a conversation holds no words and no person any more.
alter table conversations add column erased_at bigint;
