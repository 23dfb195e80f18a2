-- A mandate has one subject: an employer, or a person. A sub-delegation names the delegation that it comes from and holds only while that one holds.
-- profession: the professional register and number of an intermediary. scope: empty for everything; otherwise words as Mandates/Scope.cs reads them.
create table mandates_of_all (
    id uuid not null primary key,
    fiscal_code text not null,
    given_name text not null,
    family_name text not null,
    kind text not null,
    employer_id uuid references employers (id),
    subject text,
    subject_given_name text,
    subject_family_name text,
    parent_id uuid,
    scope text not null,
    from_day date not null,
    to_day date,
    given_at bigint,
    given_by text,
    revoked_at bigint,
    revoked_by text,
    profession text,
    register text not null,
    evidence text,
    check ((employer_id is null) <> (subject is null)),
    check ((kind = 'SubDelegate') = (parent_id is not null))
);

insert into mandates_of_all (id, fiscal_code, given_name, family_name, kind, employer_id, scope, from_day, to_day, revoked_at, register)
select id, fiscal_code, '', '', kind, employer_id, '', from_day, to_day, revoked_at, register from mandates where kind <> 'SubDelegate';

drop table mandates;
alter table mandates_of_all rename to mandates;
create index mandates_by_holder on mandates (fiscal_code);
create index mandates_by_employer on mandates (employer_id);
create index mandates_by_subject on mandates (subject);
create index mandates_by_parent on mandates (parent_id);
create unique index mandates_by_evidence on mandates (register, evidence) where evidence is not null;
