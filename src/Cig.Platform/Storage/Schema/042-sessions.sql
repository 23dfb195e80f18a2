-- Sessions of people who are signed in. The browser keeps a secret, this table its hash; the id names a session in lists and lets nobody in.
create table sessions (
    id text not null primary key,
    secret text not null unique,
    person text not null,
    claims text not null,
    place text not null,
    provider_session text,
    began_at bigint not null,
    acted_at bigint not null,
    ends_at bigint not null,
    latest_end bigint not null
);
create index sessions_by_person on sessions (person);
create index sessions_by_end on sessions (ends_at);
create index sessions_by_provider on sessions (provider_session);

-- A provider that ends its session ends ours with it, at once: nothing is left to remember.
drop table sign_in_ended;

-- The session that a sign-in to a higher level takes the place of; the answer comes from another site, without the session's cookie.
alter table sign_in_requests add column session text;
