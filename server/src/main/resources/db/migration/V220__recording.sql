-- What is known of each recording, projected from facts; the sound lies in files below HOME/recordings.
CREATE TABLE recording (
    id             uuid        PRIMARY KEY,
    interaction_id uuid        NOT NULL,
    agent_id       uuid,
    project_id     uuid,
    started_at     timestamptz NOT NULL,
    file           text        NOT NULL,
    ended_at       timestamptz,
    length_ms      bigint      NOT NULL DEFAULT 0,
    bytes          bigint      NOT NULL DEFAULT 0,
    problem        text
);

CREATE INDEX recording_interaction ON recording (interaction_id);
CREATE INDEX recording_open ON recording (started_at) WHERE ended_at IS NULL;
