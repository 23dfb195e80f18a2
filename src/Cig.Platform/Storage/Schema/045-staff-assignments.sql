-- What a member of staff may do, from which moment and until which one. A change is a new row: who could do what at any moment can still be told.
create table staff_assignments (
    id uuid not null primary key,
    staff_id uuid not null references staff (id),
    display_name text not null,
    roles text not null,
    office text,
    from_at bigint not null,
    to_at bigint,
    unique (staff_id, from_at)
);
create unique index staff_assignments_open on staff_assignments (staff_id) where to_at is null;

insert into staff_assignments (id, staff_id, display_name, roles, office, from_at)
select id, id, display_name, roles, office, 0 from staff;

alter table staff drop column display_name;
alter table staff drop column roles;
alter table staff drop column office;
