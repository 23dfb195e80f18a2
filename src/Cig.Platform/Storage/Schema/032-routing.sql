-- What routing knows of a conversation. rank orders the queue: the instant of entry, earlier by the head start of its priority, so that who waits longest is always first in the end.
create table chat_routes (
    conversation_id uuid not null primary key references conversations (id),
    scheme text not null,
    territory text,
    tongue text not null,
    audience text not null,
    rank bigint not null,
    queued_at bigint not null,
    state text not null,
    preferred uuid,
    target uuid,
    hold_until bigint,
    assigned_at bigint
);
create index chat_routes_queue on chat_routes (state, rank);
create index chat_routes_started on chat_routes (assigned_at);
insert into chat_routes (conversation_id, scheme, territory, tongue, audience, rank, queued_at, state)
    select id, 'General', null, tongue, case mandate_kind when 'Self' then 'Worker' when 'Intermediary' then 'Intermediary' else 'Company' end, opened_at, opened_at,
        case state when 'WAITING' then 'QUEUED' when 'ACTIVE' then 'ASSIGNED' else 'ENDED' end from conversations;
create index conversations_by_advisor on conversations (advisor_id, state);

create table chat_offers (
    id uuid not null primary key,
    conversation_id uuid not null references conversations (id),
    staff_id uuid not null,
    offered_at bigint not null,
    expires_at bigint not null,
    state text not null,
    ended_at bigint
);
-- A conversation is offered to one advisor at a time, an advisor is offered one conversation at a time.
create unique index chat_offers_one_advisor on chat_offers (conversation_id) where state = 'OPEN';
create unique index chat_offers_one_conversation on chat_offers (staff_id) where state = 'OPEN';
create index chat_offers_of_conversation on chat_offers (conversation_id, staff_id);

create table chat_presence (
    staff_id uuid not null primary key,
    state text not null,
    since bigint not null,
    last_seen bigint not null,
    misses integer not null,
    last_assigned_at bigint not null
);

-- Versions of what the administrator sets; of one subject the newest that has begun applies.
create table chat_settings (
    id uuid not null primary key,
    subject text not null,
    from_instant bigint not null,
    content text not null,
    set_by text not null,
    set_at bigint not null
);
create index chat_settings_in_force on chat_settings (subject, from_instant);

-- The queue as a numbered log, so that a console that was away asks for what it missed. Old entries are removed: the conversations' own logs are the record.
create table queue_events (
    n bigint not null primary key,
    at bigint not null,
    kind text not null,
    conversation_id uuid,
    staff_id uuid
);
create table queue_number (
    id integer not null primary key,
    last bigint not null
);
insert into queue_number (id, last) values (1, 0);

-- Words among staff. The conversation's log holds their number and nothing of what they say, so no road to the person can carry them.
create table chat_notes (
    conversation_id uuid not null references conversations (id),
    n bigint not null,
    kind text not null,
    author text not null,
    author_name text not null,
    body text not null,
    at bigint not null,
    primary key (conversation_id, n)
);

-- Why an advisor opened other cases of the person she talks to.
create table chat_case_openings (
    conversation_id uuid not null references conversations (id),
    staff_id uuid not null,
    reason text not null,
    at bigint not null,
    primary key (conversation_id, staff_id)
);
