create function refuse_change() returns trigger language plpgsql as 'begin raise exception ''% is append-only'', tg_table_name; end';
create trigger audit_entries_keep before update or delete on audit_entries for each row execute function refuse_change();
