-- A sign-in belongs to one federation; the handle that travels beside the message tells nothing of it.
alter table sign_in_requests add column profile text not null default 'spid';
alter table sign_in_requests add column relay text not null default '';

-- Sessions that an identity provider ended; the name is kept as a hash.
create table sign_in_ended (
    issuer text not null,
    name_id text not null,
    at bigint not null,
    primary key (issuer, name_id)
);

-- Requests and responses, kept for 24 months; what they say is encrypted.
create table sign_in_messages (
    id text not null primary key,
    at bigint not null,
    kind text not null,
    profile text not null,
    provider text not null,
    request_id text not null,
    message_id text,
    assertion_id text,
    issued_at bigint,
    assertion_issued_at bigint,
    outcome text not null,
    content text not null
);
create index sign_in_messages_by_request on sign_in_messages (request_id);
create index sign_in_messages_by_time on sign_in_messages (at);
