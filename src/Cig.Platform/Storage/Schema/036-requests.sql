-- Written requests. The conversation that one came from becomes one request, however often closing time is applied.
create table written_requests (
    id uuid not null primary key,
    person text not null,
    person_name text not null,
    mandate_id uuid not null,
    mandate_kind text not null,
    employer_id uuid,
    subject_name text,
    topic text not null,
    topic_name text not null,
    tongue text not null,
    conversation_id uuid unique references conversations (id),
    body text not null,
    sent_at bigint not null,
    due_on date not null,
    answer text,
    answered_by uuid,
    answered_name text,
    answered_at bigint
);
create index written_requests_by_person on written_requests (person, mandate_id);
create index written_requests_open on written_requests (answered_at, due_on);

-- Calls back, each in a slot of an opening. One call is booked at a time for each person and mandate.
create table callbacks (
    id uuid not null primary key,
    person text not null,
    person_name text not null,
    mandate_id uuid not null,
    mandate_kind text not null,
    employer_id uuid,
    subject_name text,
    topic text not null,
    topic_name text not null,
    tongue text not null,
    phone text not null,
    slot bigint not null,
    booked_at bigint not null,
    state text not null,
    handled_by text,
    handled_at bigint
);
create unique index callbacks_once on callbacks (person, mandate_id) where state = 'BOOKED';
create index callbacks_by_slot on callbacks (state, slot);
