-- What the endpoint of the cards hands over to the site: kept under the hash of a code that serves once and for a minute.
create table card_codes (
    code text not null primary key,
    request_id text not null,
    fiscal_code text not null,
    given_name text not null,
    family_name text not null,
    issued_at bigint not null
);
