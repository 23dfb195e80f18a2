-- Routing, skills, canned replies and reading along are settings like the others; the versions keep their instants, and the audit log the chains in which they were recorded.
insert into settings (id, name, from_instant, content, set_by, set_at)
select id, subject, from_instant, content, set_by, set_at from chat_settings;
drop table chat_settings;
