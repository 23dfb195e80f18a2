-- Append-only; one chain of hashes for each case or subject.
create table audit_entries (
    chain text not null,
    n bigint not null,
    at bigint not null,
    who text not null,
    on_behalf_of text not null,
    act text not null,
    detail text not null,
    previous_hash text not null,
    hash text not null,
    primary key (chain, n)
);
