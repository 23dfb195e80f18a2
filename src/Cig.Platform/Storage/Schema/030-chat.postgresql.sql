create trigger chat_events_keep before update or delete on chat_events for each row execute function refuse_change();
