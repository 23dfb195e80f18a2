-- Signs of life of an advisor are counted: whether she is there is measured by each node from when it saw the count move, so that no calendar that jumps or differs makes her lost.
alter table chat_presence add column beat bigint not null default 0;
