-- The right to act for an employer, and the staff of the institution.
create table mandates (
    id uuid not null primary key,
    fiscal_code text not null,
    kind text not null,
    employer_id uuid not null references employers (id),
    from_day date not null,
    to_day date,
    revoked_at bigint,
    register text not null
);
create index mandates_by_person on mandates (fiscal_code);

create table staff (
    id uuid not null primary key,
    fiscal_code text not null unique,
    display_name text not null,
    roles text not null,
    office text
);
