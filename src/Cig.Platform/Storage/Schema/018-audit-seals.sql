-- One seal a day: a hash over the heads of all chains and over the seal before it. A chain that did not grow is covered by an earlier seal.
create table audit_seals (
    n bigint not null primary key,
    day text not null unique,
    at bigint not null,
    previous_hash text not null,
    hash text not null
);

create table audit_sealed_heads (
    seal bigint not null,
    chain text not null,
    n bigint not null,
    hash text not null,
    primary key (seal, chain)
);
create index audit_sealed_heads_by_chain on audit_sealed_heads (chain, n);
