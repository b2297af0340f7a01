-- The messages that went over the wire for a leg, as administrators read them later; kept for some days.
CREATE TABLE signalling (
    leg_id   uuid        PRIMARY KEY,
    ended_at timestamptz NOT NULL,
    messages text        NOT NULL
);

CREATE INDEX signalling_ended ON signalling (ended_at);
