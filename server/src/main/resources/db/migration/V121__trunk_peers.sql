alter table trunk add column peers text[] not null default '{}';
update trunk set peers = array[peer] where peer <> '';
alter table trunk drop column peer;
