-- What libraries last said of the copies of a record, and when: shown with its age when one does not answer, also after a
-- restart. copies is JSON. Nothing personal.
CREATE TABLE library_systems_availability (
    institution TEXT NOT NULL,
    record TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    copies TEXT NOT NULL,
    PRIMARY KEY (institution, record)
);
CREATE INDEX library_systems_availability_age ON library_systems_availability (asked_at);
