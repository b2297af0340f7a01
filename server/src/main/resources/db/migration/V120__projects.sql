create table project (
    id     uuid primary key,
    name   text not null unique,
    client text,
    locale text not null,
    active boolean not null default true
);

create table prompt (
    id         uuid primary key,
    project_id uuid references project,
    name       text not null,
    locale     text not null,
    kind       text not null,
    length_ms  bigint not null
);

create table queue (
    id                     uuid primary key,
    project_id             uuid not null references project,
    name                   text not null,
    weight                 integer not null,
    greeting_prompt_id     uuid references prompt,
    music_prompt_id        uuid references prompt,
    answer_mode            text not null,
    offer_timeout_seconds  integer not null,
    wrap_up_seconds        integer not null,
    max_wait_seconds       integer,
    missed_limit           integer not null,
    service_target_percent integer not null,
    service_target_seconds integer not null,
    record_calls           boolean not null,
    unique (project_id, name)
);

create table trunk (
    id        uuid primary key,
    name      text not null unique,
    sources   text[] not null,
    peer      text not null,
    transport text not null,
    max_calls integer not null,
    active    boolean not null
);

create table trunk_project (
    trunk_id   uuid not null references trunk on delete cascade,
    project_id uuid not null references project,
    primary key (trunk_id, project_id)
);

create table dialled_number (
    id                    uuid primary key,
    number                text not null,
    trunk_id              uuid references trunk,
    project_id            uuid not null references project,
    destination_kind      text not null,
    destination_queue_id  uuid not null references queue,
    destination_prompt_id uuid references prompt,
    active                boolean not null,
    unique nulls not distinct (number, trunk_id)
);

create table disposition (
    id         uuid primary key,
    project_id uuid not null references project,
    parent_id  uuid references disposition,
    name       text not null,
    code       text not null,
    position   integer not null,
    active     boolean not null,
    unique (project_id, code)
);

create table pause_reason (
    id       uuid primary key,
    name     text not null unique,
    paid     boolean not null,
    position integer not null,
    active   boolean not null
);

alter table person_project add foreign key (project_id) references project on delete cascade;
alter table person_queue add foreign key (queue_id) references queue on delete cascade;
