-- Where a person wants to hear that something is there for her: one address for each person, here once she has confirmed it.
create table mail_addresses (
    person text not null primary key,
    address text not null,
    tongue text not null,
    since_at bigint not null,
    used_at bigint not null,
    refused_at bigint
);

-- Codes that were sent to confirm an address, kept for a day because their number is limited.
create table mail_codes (
    id uuid not null primary key,
    person text not null,
    address text not null,
    tongue text not null,
    hash text not null,
    sent_at bigint not null,
    tries integer not null
);
create index mail_codes_by_person on mail_codes (person, sent_at);

-- Notices to send. The key is made of what happened, so that it is told once however often it is read.
create table mail_notices (
    id text not null primary key,
    kind text not null,
    person text not null,
    about uuid,
    n bigint not null,
    at bigint not null,
    state text not null,
    next_at bigint not null,
    leased_until bigint not null,
    failures integer not null,
    last_error text
);
create index mail_notices_due on mail_notices (state, next_at);

-- The place in the log of all conversations up to which notices were made.
create table mail_place (told_to bigint not null);
insert into mail_place (told_to) select coalesce(max(position), 0) from chat_events;
