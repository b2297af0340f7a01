-- The wrapped key of each finished recording: without its row, the recording and every copy of its file is noise.
CREATE TABLE recording_key (
    recording_id uuid  PRIMARY KEY,
    envelope     bytea NOT NULL
);

-- those there are have no key
ALTER TABLE recording ADD COLUMN key_in_file boolean NOT NULL DEFAULT FALSE;
ALTER TABLE recording ALTER COLUMN key_in_file SET DEFAULT TRUE;
CREATE INDEX recording_key_in_file ON recording (started_at) WHERE key_in_file;
