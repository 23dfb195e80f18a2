-- Reports and open data look for the conversations of some days.
create index conversations_by_opening on conversations (opened_at);
