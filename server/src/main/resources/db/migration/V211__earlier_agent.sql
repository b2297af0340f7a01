-- Agents who talked in a call before the one of its row, in that order. Rows only for calls that were handed on.
CREATE TABLE earlier_agent (
    interaction_id uuid NOT NULL,
    place          int  NOT NULL,
    agent_id       uuid NOT NULL,
    PRIMARY KEY (interaction_id, place)
);

CREATE INDEX earlier_agent_agent ON earlier_agent (agent_id);
