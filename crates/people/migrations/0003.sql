-- Who someone is at an outside provider of identities (an OpenID Connect issuer): one account each, so that whoever comes
-- back from there is let in here.
CREATE TABLE people_outside_identities (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES people_accounts (id) ON DELETE CASCADE,
    linked_at BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE UNIQUE INDEX people_outside_identities_account ON people_outside_identities (account, issuer);
