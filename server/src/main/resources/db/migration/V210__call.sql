-- One row an interaction, projected from facts; everything here can be thrown away and built again.
CREATE TABLE call (
    interaction_id   uuid        PRIMARY KEY,
    project_id       uuid,
    direction        text        NOT NULL,
    number           text        NOT NULL,
    number_key       text        NOT NULL,
    name             text,
    dialled          text        NOT NULL,
    trunk_id         uuid,
    queue_id         uuid,
    agent_id         uuid,
    protocol_call_id text,
    started_at       timestamptz NOT NULL,
    connected_at     timestamptz,
    ended_at         timestamptz,
    result           text        NOT NULL,
    ended_by         text,
    cause            text,
    protocol_status  int,
    phase            text        NOT NULL,
    phase_since      timestamptz,
    wait_ms          bigint      NOT NULL,
    talk_ms          bigint      NOT NULL,
    hold_ms          bigint      NOT NULL,
    wrap_up_ms       bigint      NOT NULL,
    disposition_id   uuid,
    notes            text,
    last_fact_at     timestamptz NOT NULL,
    -- more is to come: no end yet, or wrap-up goes on; of its own so that other changes touch no index
    open             boolean     NOT NULL
) WITH (fillfactor = 70);

CREATE INDEX call_started ON call (started_at DESC);
CREATE INDEX call_project ON call (project_id, started_at DESC);
CREATE INDEX call_agent ON call (agent_id, started_at DESC) WHERE agent_id IS NOT NULL;
CREATE INDEX call_number ON call (number_key, started_at DESC);
CREATE INDEX call_open ON call (started_at) WHERE open;

-- Offers an agent did not take.
CREATE TABLE missed_offer (
    interaction_id uuid        NOT NULL,
    agent_id       uuid        NOT NULL,
    at             timestamptz NOT NULL,
    queue_id       uuid,
    kind           text        NOT NULL,
    handled_at     timestamptz,
    PRIMARY KEY (interaction_id, agent_id, at)
);

CREATE INDEX missed_offer_agent ON missed_offer (agent_id, at DESC);

-- The rules a projection was last built by; other rules in the program mean building it again.
CREATE TABLE projection (
    name    text PRIMARY KEY,
    version int NOT NULL
);
