-- Which calls are recorded. What a rule leaves open (null), the next wider one says: number, queue, calls out, project.
create table recording_rule (
    id                     uuid primary key,
    project_id             uuid not null references project,
    scope                  text not null,
    queue_id               uuid references queue,
    number_id              uuid references dialled_number,
    mode                   text,
    percent                integer,
    announcement_prompt_id uuid references prompt,
    pause_limit_seconds    integer,
    keep_days              integer,
    unique nulls not distinct (project_id, scope, queue_id, number_id),
    check ((scope = 'queue') = (queue_id is not null)),
    check ((scope = 'number') = (number_id is not null))
);
