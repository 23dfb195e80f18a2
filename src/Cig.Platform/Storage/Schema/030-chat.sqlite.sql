create trigger chat_events_keep before update on chat_events begin select raise(abort, 'the conversation log is append-only'); end;
create trigger chat_events_stay before delete on chat_events begin select raise(abort, 'the conversation log is append-only'); end;
