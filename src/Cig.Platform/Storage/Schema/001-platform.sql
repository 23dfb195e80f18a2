-- The first number is taken by the platform itself, so that an empty database is told from a foreign one.
create table platform_facts (
    name text not null primary key,
    value text not null
);
