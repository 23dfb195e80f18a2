create trigger audit_entries_keep before update on audit_entries begin select raise(abort, 'the audit log is append-only'); end;
create trigger audit_entries_stay before delete on audit_entries begin select raise(abort, 'the audit log is append-only'); end;
