-- What librarians choose for their readers. institution: whose choice; NULL is the whole network. Days are ISO 8601.
CREATE TABLE mediatheque_selections (
    id TEXT NOT NULL PRIMARY KEY,
    institution TEXT REFERENCES programme_institutions (id),
    title TEXT NOT NULL,
    theme TEXT NOT NULL,
    words TEXT NOT NULL,
    starts_on TEXT,
    ends_on TEXT,
    published BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX mediatheque_selections_days ON mediatheque_selections (starts_on, ends_on);

CREATE TABLE mediatheque_selection_items (
    selection TEXT NOT NULL REFERENCES mediatheque_selections (id) ON DELETE CASCADE,
    resource TEXT NOT NULL REFERENCES mediatheque_resources (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (selection, resource)
);

-- What is wished for. account is NULL once its person is erased. state: proposed, accepted, refused.
CREATE TABLE mediatheque_proposals (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    answer TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    decided_at BIGINT
);
CREATE INDEX mediatheque_proposals_state ON mediatheque_proposals (state, created_at);

-- One vote a person. When a person is erased the vote stays, under a name that is nobody's.
CREATE TABLE mediatheque_proposal_votes (
    proposal TEXT NOT NULL REFERENCES mediatheque_proposals (id) ON DELETE CASCADE,
    account TEXT NOT NULL,
    PRIMARY KEY (proposal, account)
);
CREATE INDEX mediatheque_proposal_votes_account ON mediatheque_proposal_votes (account);

CREATE TABLE mediatheque_proposal_comments (
    id TEXT NOT NULL PRIMARY KEY,
    proposal TEXT NOT NULL REFERENCES mediatheque_proposals (id) ON DELETE CASCADE,
    account TEXT NOT NULL,
    staff BOOLEAN NOT NULL,
    text TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX mediatheque_proposal_comments_proposal ON mediatheque_proposal_comments (proposal, at);
CREATE INDEX mediatheque_proposal_comments_account ON mediatheque_proposal_comments (account);
