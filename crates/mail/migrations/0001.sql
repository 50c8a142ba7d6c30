-- Letters waiting to leave. A letter that has left is deleted: nobody's address is kept here longer than it must be.
CREATE TABLE mail_letters (
    id TEXT NOT NULL PRIMARY KEY,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    html TEXT,
    posted_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    failed_at BIGINT,
    last_error TEXT
);
CREATE INDEX mail_letters_due ON mail_letters (due_at);
CREATE INDEX mail_letters_recipient ON mail_letters (recipient);
