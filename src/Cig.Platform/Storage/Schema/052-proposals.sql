-- What supervisors think the sheets or the canned replies lack, until an administrator has seen to it.
create table sheet_proposals (
    id uuid not null primary key,
    kind text not null,
    question text not null,
    proposed_by text not null,
    proposed_at bigint not null,
    ended_by text,
    ended_at bigint
);
