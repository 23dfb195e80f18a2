-- The log stays append-only, but for one change: an event may lose its words and its sender's name, and nothing else of it may change.
drop trigger chat_events_keep on chat_events;
create trigger chat_events_keep before update on chat_events for each row
    when (not (new.body = '' and new.sender_name = '' and new.client_message_id is null
        and new.conversation_id = old.conversation_id and new.n = old.n and new.kind = old.kind and new.sender = old.sender and new.at = old.at))
    execute function refuse_change();
create trigger chat_events_stay before delete on chat_events for each row execute function refuse_change();
