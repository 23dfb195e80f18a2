-- The hours that the administrator sets; the newest that has begun applies.
create table chat_hours (
    id uuid not null primary key,
    from_instant bigint not null,
    content text not null,
    set_by text not null,
    set_at bigint not null
);

create table conversations (
    id uuid not null primary key,
    person text not null,
    person_name text not null,
    mandate_id uuid not null,
    mandate_kind text not null,
    employer_id uuid,
    topic text not null,
    topic_name text not null,
    tongue text not null,
    state text not null,
    opened_at bigint not null,
    advisor_id uuid,
    advisor_name text,
    draft text not null,
    last_number bigint not null
);

-- One open conversation for each person, mandate and topic.
create unique index conversations_open on conversations (person, mandate_id, topic) where state in ('WAITING', 'ACTIVE');
create index conversations_queue on conversations (state, opened_at);
create index conversations_by_person on conversations (person);

-- The log: append-only, numbered without gaps inside each conversation.
create table chat_events (
    conversation_id uuid not null references conversations (id),
    n bigint not null,
    kind text not null,
    sender text not null,
    sender_name text not null,
    client_message_id text,
    body text not null,
    at bigint not null,
    primary key (conversation_id, n)
);
create unique index chat_events_once on chat_events (conversation_id, sender, client_message_id) where client_message_id is not null;

create table chat_marks (
    conversation_id uuid not null references conversations (id),
    participant text not null,
    delivered bigint not null,
    seen bigint not null,
    primary key (conversation_id, participant)
);
