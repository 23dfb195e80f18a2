-- Keys that protect forms and the log of sign-ins; the same for all nodes. Where a certificate is configured the keys are kept encrypted for it.
create table protection_keys (
    name text not null primary key,
    xml text not null
);
