-- Facts, append-only. An id belongs to one instant for ever, so (fact_id, at) is as unique as fact_id alone; PostgreSQL
-- wants the partition key in it. Monthly partitions are made ahead by the program; the default one refuses nothing.
CREATE TABLE fact (
    fact_id        uuid        NOT NULL,
    at             timestamptz NOT NULL,
    interaction_id uuid,
    agent_id       uuid,
    project_id     uuid,
    type           text        NOT NULL,
    data           jsonb       NOT NULL,
    PRIMARY KEY (fact_id, at)
) PARTITION BY RANGE (at);

CREATE TABLE fact_default PARTITION OF fact DEFAULT;

CREATE INDEX fact_interaction ON fact (interaction_id, at) WHERE interaction_id IS NOT NULL;
CREATE INDEX fact_agent_state ON fact (agent_id, at) WHERE type = 'agent.state';

-- What PostgreSQL would not take as a fact, kept as the journal had it, so one bad record holds nothing up.
CREATE TABLE fact_refused (
    fact_id    uuid        PRIMARY KEY,
    at         timestamptz NOT NULL,
    encoded    bytea       NOT NULL,
    problem    text        NOT NULL,
    refused_at timestamptz NOT NULL DEFAULT now()
);
