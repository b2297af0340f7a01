-- What may be spoken over a trunk, best first; empty: what the exchange thinks best.
alter table trunk add column codecs text[] not null default '{}';
