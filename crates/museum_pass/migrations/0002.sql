-- Phones that hold a pass in Apple Wallet and asked to be told of its changes. device and token: what the phone calls itself and where it
-- is pushed to; neither says whose it is.
CREATE TABLE museum_pass_phones (
    device TEXT NOT NULL,
    pass TEXT NOT NULL REFERENCES museum_pass_passes (id) ON DELETE CASCADE,
    token TEXT NOT NULL,
    registered_at BIGINT NOT NULL,
    PRIMARY KEY (device, pass)
);
CREATE INDEX museum_pass_phones_pass ON museum_pass_phones (pass);
