-- Who employs whom, where, under which INPS position.
create table employers (
    id uuid not null primary key,
    name text not null,
    tax_code text not null unique,
    municipality text not null,
    province text not null
);

create table inps_positions (
    number text not null primary key,
    employer_id uuid not null references employers (id),
    contribution_class text not null,
    ateco text not null,
    has_own_fund boolean not null
);

create table production_units (
    id uuid not null primary key,
    employer_id uuid not null references employers (id),
    position_number text not null references inps_positions (number),
    name text not null,
    address text not null,
    municipality_code text not null,
    province text not null,
    days_per_week integer not null
);

-- Pay in cents, hours and shares in hundredths. The days of effective work are counted on a day, from which the calendar goes on.
create table employments (
    id uuid not null primary key,
    unit_id uuid not null references production_units (id),
    fiscal_code text not null,
    given_name text not null,
    family_name text not null,
    kind text not null,
    weekly_hours integer not null,
    part_time integer not null,
    monthly_pay bigint not null,
    pay_origin text not null,
    hired_on date not null,
    left_on date,
    effective_days integer not null,
    effective_days_on date not null,
    iban text
);
create index employments_by_person on employments (fiscal_code);
create index employments_by_unit on employments (unit_id);

create table residents (
    fiscal_code text not null primary key,
    province text not null
);
