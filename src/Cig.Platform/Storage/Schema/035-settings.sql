-- What administrators set. Each line is a version: of those of one name that have begun, the newest applies; none is ever changed.
create table settings (
    id uuid not null primary key,
    name text not null,
    from_instant bigint not null,
    content text not null,
    set_by text not null,
    set_at bigint not null
);
create index settings_by_name on settings (name, from_instant);

insert into settings (id, name, from_instant, content, set_by, set_at)
select id, 'chat-hours', from_instant, content, set_by, set_at from chat_hours;
drop table chat_hours;
