create trigger audit_seals_keep before update or delete on audit_seals for each row execute function refuse_change();
create trigger audit_sealed_heads_keep before update or delete on audit_sealed_heads for each row execute function refuse_change();
create trigger audit_entries_stay before truncate on audit_entries for each statement execute function refuse_change();
create trigger audit_seals_stay before truncate on audit_seals for each statement execute function refuse_change();
create trigger audit_sealed_heads_stay before truncate on audit_sealed_heads for each statement execute function refuse_change();
