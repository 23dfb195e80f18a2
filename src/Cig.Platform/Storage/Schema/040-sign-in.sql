-- Sign-ins under way: each belongs to one browser and serves once.
create table sign_in_requests (
    id text not null primary key,
    browser text not null,
    provider text not null,
    level integer not null,
    return_path text not null,
    issued_at bigint not null,
    used_at bigint
);

-- Assertions that were accepted, until they expire: none is accepted twice, on any node.
create table sign_in_assertions (
    issuer text not null,
    id text not null,
    not_on_or_after bigint not null,
    primary key (issuer, id)
);
