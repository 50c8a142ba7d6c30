-- Since when a right is in its state; NULL for one that never changed. Gates ask whether a code was used after it was taken back.
ALTER TABLE access_rights ADD COLUMN state_at BIGINT;
