create table drafts (
    id uuid not null primary key,
    employer_id uuid not null references employers (id),
    scheme text not null,
    answers text not null,
    beneficiaries_name text,
    beneficiaries_csv text,
    started_by text not null,
    updated_at bigint not null,
    discarded boolean not null
);
create index drafts_by_employer on drafts (employer_id);

create table protocol_counters (
    year integer not null primary key,
    last integer not null
);

-- Hours in hundredths, weeks in thirtieths of a week.
create table applications (
    id uuid not null primary key,
    draft_id uuid unique,
    protocol text not null unique,
    employer_id uuid not null references employers (id),
    unit_id uuid not null references production_units (id),
    scheme text not null,
    cause text not null,
    unavoidable boolean not null,
    first_day date not null,
    last_day date not null,
    hours integer not null,
    payment text not null,
    report text not null,
    union_notice_on date,
    joint_examination boolean not null,
    submitted_at bigint not null,
    state text not null,
    office text not null,
    officer text,
    granted_weeks integer,
    authorisation_number text,
    decision text,
    filed_by text not null,
    filed_by_name text not null,
    mandate_id uuid not null,
    mandate_kind text not null,
    version integer not null
);
create index applications_by_employer on applications (employer_id);
create index applications_by_office on applications (office, state);

create table beneficiaries (
    application_id uuid not null references applications (id),
    n integer not null,
    fiscal_code text not null,
    given_name text not null,
    family_name text not null,
    kind text not null,
    primary key (application_id, n)
);
create index beneficiaries_by_person on beneficiaries (fiscal_code);

create table application_events (
    application_id uuid not null references applications (id),
    n integer not null,
    at bigint not null,
    kind text not null,
    who text not null,
    note text,
    primary key (application_id, n)
);

create table authorisations (
    id uuid not null primary key,
    unit_id uuid not null references production_units (id),
    application_id uuid,
    scheme text not null,
    cigs_cause text,
    unavoidable boolean not null,
    first_day date not null,
    last_day date not null,
    used_days text,
    derogation boolean not null
);
create index authorisations_by_unit on authorisations (unit_id);
