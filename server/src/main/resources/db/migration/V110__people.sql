create table role (
    code        text primary key,
    name        text not null,
    permissions text[] not null,
    built_in    boolean not null default false
);

insert into role (code, name, permissions, built_in) values
    ('agent', 'Agent', '{take-calls,see-own-calls}', true),
    ('supervisor', 'Supervisor',
     '{take-calls,see-own-calls,see-floor,control-agents,see-calls,listen-recordings}', true),
    ('manager', 'Manager',
     '{see-own-calls,see-floor,control-agents,see-calls,listen-recordings,see-reports,download-recordings,manage-projects}', true),
    ('administrator', 'Administrator',
     '{see-own-calls,see-floor,control-agents,see-calls,listen-recordings,see-reports,download-recordings,manage-projects,manage-users,manage-telephony,see-audit,see-technical}', true);

create table person (
    id                   uuid primary key,
    login                text not null,
    name                 text not null,
    locale               text not null default 'ru',
    theme                text not null default 'auto',
    password_hash        text not null,
    must_change_password boolean not null default false,
    enabled              boolean not null default true,
    phone_kind           text,
    extension            text,
    phone_address        text not null default '',
    ha1_md5              text,
    ha1_sha256           text,
    created_at           timestamptz not null default now(),
    -- people with a past stay, so that their calls keep a name
    removed_at           timestamptz,
    check (login = lower(login))
);
create unique index person_login on person (login) where removed_at is null;
create unique index person_extension on person (extension) where removed_at is null;

create table person_role (
    person_id uuid not null references person on delete cascade,
    role_code text not null references role,
    primary key (person_id, role_code)
);

create table person_project (
    person_id  uuid not null references person on delete cascade,
    project_id uuid not null,
    primary key (person_id, project_id)
);

create table person_queue (
    person_id uuid not null references person on delete cascade,
    queue_id  uuid not null,
    primary key (person_id, queue_id)
);

create table token (
    id          uuid primary key,
    name        text not null,
    hash        bytea not null unique,
    permissions text[] not null,
    project_ids uuid[] not null,
    expires_at  timestamptz,
    created_at  timestamptz not null default now()
);

create table audit (
    id            bigint primary key,
    at            timestamptz not null,
    actor_id      uuid,
    actor_login   text not null,
    source        text not null,
    action        text not null,
    object        text not null,
    before        text,
    after         text,
    previous_hash bytea not null,
    hash          bytea not null
);
create index audit_at on audit (at desc);
create index audit_actor on audit (actor_login, id desc);
create index audit_action on audit (action, id desc);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'audit is append-only';
end $$;

create trigger audit_append_only before update or delete or truncate on audit
    for each statement execute function audit_is_append_only();
