-- The staff's provider may end one session by its name, or all of a person's by hers.
alter table sessions add column provider_person text;
create index sessions_by_provider_person on sessions (provider_person);
