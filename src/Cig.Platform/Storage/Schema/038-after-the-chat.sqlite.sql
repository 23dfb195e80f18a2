-- Files of conversations, in the database because every node must reach them and because they end with their conversation.
create table attachments (
    id uuid not null primary key,
    conversation_id uuid not null references conversations (id),
    sender text not null,
    sender_name text not null,
    name text not null,
    kind text not null,
    size integer not null,
    content blob,
    state text not null,
    reason text,
    at bigint not null
);
create index attachments_of_conversation on attachments (conversation_id);
create index attachments_waiting on attachments (state, at);
