create trigger audit_seals_keep before update on audit_seals begin select raise(abort, 'the audit log is append-only'); end;
create trigger audit_seals_stay before delete on audit_seals begin select raise(abort, 'the audit log is append-only'); end;
create trigger audit_sealed_heads_keep before update on audit_sealed_heads begin select raise(abort, 'the audit log is append-only'); end;
create trigger audit_sealed_heads_stay before delete on audit_sealed_heads begin select raise(abort, 'the audit log is append-only'); end;
-- "insert or replace" would delete a row without asking the triggers above.
create trigger audit_entries_new before insert on audit_entries when exists (select 1 from audit_entries e where e.chain = new.chain and e.n = new.n) begin select raise(abort, 'the audit log is append-only'); end;
create trigger audit_seals_new before insert on audit_seals when exists (select 1 from audit_seals s where s.n = new.n) begin select raise(abort, 'the audit log is append-only'); end;
create trigger audit_sealed_heads_new before insert on audit_sealed_heads when exists (select 1 from audit_sealed_heads h where h.seal = new.seal and h.chain = new.chain) begin select raise(abort, 'the audit log is append-only'); end;
