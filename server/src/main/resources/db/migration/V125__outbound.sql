alter table trunk
    add column caller_number     text    not null default '',
    add column asserted_identity boolean not null default false,
    add column probe_seconds     integer not null default 0,
    add column probe_misses      integer not null default 3;

create table trunk_route (
    id          uuid primary key,
    trunk_id    uuid not null references trunk on delete cascade,
    prefix      text not null,
    strip       integer not null,
    add_digits  text not null,
    cost_micros bigint not null,
    unique (trunk_id, prefix)
);

create table outbound_rules (
    project_id          uuid primary key references project on delete cascade,
    country             text not null,
    own_number          boolean not null,
    caller_number       text not null,
    countries           text[] not null,
    allowed             text[] not null,
    blocked             text[] not null,
    days                integer[] not null,
    from_time           time not null,
    to_time             time not null,
    zone                text not null,
    agent_calls         integer not null,
    agent_minutes       integer not null,
    agent_cost_micros   bigint not null,
    project_calls       integer not null,
    project_minutes     integer not null,
    project_cost_micros bigint not null,
    longest_seconds     integer not null
);

-- What calls out used up, a day of the centre's time zone.
create table outbound_spent (
    day         date not null,
    project_id  uuid not null,
    agent_id    uuid not null,
    calls       bigint not null,
    ms          bigint not null,
    cost_micros bigint not null,
    primary key (day, project_id, agent_id)
);
