-- Programs of others that are told what happens in conversations, each with the place in the log up to which it was told. Secrets are encrypted by the data-protection keys.
create table outbox_subscribers (
    id uuid not null primary key,
    name text not null,
    address text not null,
    kinds text not null,
    secret text not null,
    former_secret text,
    state text not null,
    told_to bigint not null,
    failures integer not null,
    next_at bigint not null,
    leased_until bigint not null,
    last_error text,
    failed_at bigint,
    told_at bigint,
    set_by text not null,
    set_at bigint not null
);
create unique index outbox_subscribers_once on outbox_subscribers (address) where state <> 'REMOVED';
