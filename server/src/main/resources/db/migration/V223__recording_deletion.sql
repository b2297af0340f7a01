ALTER TABLE recording
    ADD COLUMN deleted_at timestamptz,
    ADD COLUMN held       boolean NOT NULL DEFAULT FALSE;

CREATE INDEX recording_kept ON recording (project_id, started_at) WHERE deleted_at IS NULL;
