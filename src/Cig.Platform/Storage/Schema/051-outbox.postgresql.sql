-- The place of an event in the log of all conversations, in the order in which the places were given; a place that a transaction took and gave up stays empty.
alter table chat_events add column position bigint generated always as identity;
create unique index chat_events_by_position on chat_events (position);

drop trigger chat_events_keep on chat_events;
create trigger chat_events_keep before update on chat_events for each row
    when (not (new.body = '' and new.sender_name = '' and new.client_message_id is null and new.position = old.position
        and new.conversation_id = old.conversation_id and new.n = old.n and new.kind = old.kind and new.sender = old.sender and new.at = old.at))
    execute function refuse_change();
