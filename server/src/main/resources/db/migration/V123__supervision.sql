update role set permissions = permissions || '{supervise-calls}'
where built_in and code in ('supervisor', 'manager', 'administrator');

-- in which ways a supervisor is in a call its agent is told so
alter table project
    add column supervision_shown text[] not null default '{whisper,barge-in}'
        check (supervision_shown <@ '{listen,whisper,barge-in}'::text[]);
