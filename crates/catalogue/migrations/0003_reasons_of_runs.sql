-- Why a run ended as it did, as a code that pages say in their reader's language; message stays, in English, for logs.
ALTER TABLE catalogue_run ADD COLUMN reason TEXT NOT NULL DEFAULT '';
