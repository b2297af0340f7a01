-- What listeners say about a moment of a recording. No facts: people write and take back.
CREATE TABLE recording_comment (
    id             uuid        PRIMARY KEY,
    recording_id   uuid        NOT NULL,
    interaction_id uuid        NOT NULL,
    author_id      uuid        NOT NULL,
    at_ms          bigint      NOT NULL,
    text           text        NOT NULL,
    created_at     timestamptz NOT NULL
);

CREATE INDEX recording_comment_recording ON recording_comment (recording_id, at_ms);
CREATE INDEX recording_comment_interaction ON recording_comment (interaction_id);
