-- The place of an event in the log of all conversations. It is the row's own number, which SQLite gives anyway and keeps once it has a name.
create table chat_events_with_position (
    position integer not null primary key,
    conversation_id uuid not null references conversations (id),
    n bigint not null,
    kind text not null,
    sender text not null,
    sender_name text not null,
    client_message_id text,
    body text not null,
    at bigint not null,
    unique (conversation_id, n)
);
insert into chat_events_with_position (conversation_id, n, kind, sender, sender_name, client_message_id, body, at)
    select conversation_id, n, kind, sender, sender_name, client_message_id, body, at from chat_events order by rowid;
drop table chat_events;
alter table chat_events_with_position rename to chat_events;
create unique index chat_events_once on chat_events (conversation_id, sender, client_message_id) where client_message_id is not null;

create trigger chat_events_keep before update on chat_events
when not (new.body = '' and new.sender_name = '' and new.client_message_id is null and new.position = old.position
    and new.conversation_id = old.conversation_id and new.n = old.n and new.kind = old.kind and new.sender = old.sender and new.at = old.at)
begin select raise(abort, 'the conversation log is append-only'); end;
create trigger chat_events_stay before delete on chat_events begin select raise(abort, 'the conversation log is append-only'); end;
