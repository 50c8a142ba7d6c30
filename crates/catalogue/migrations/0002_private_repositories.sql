-- Whether a repository may be on a private network. Those declared before were followed wherever they are: so they stay,
-- declared by people of before this was asked.
ALTER TABLE catalogue_source ADD COLUMN private BOOLEAN NOT NULL DEFAULT TRUE;
