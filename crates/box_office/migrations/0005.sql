-- A form of the desk and the order it made: sent twice, it is one sale.
CREATE TABLE box_office_desk_forms (
    reference TEXT NOT NULL PRIMARY KEY,
    order_id TEXT NOT NULL,
    sent_at BIGINT NOT NULL
);
CREATE INDEX box_office_desk_forms_sent ON box_office_desk_forms (sent_at);
-- Each printing of an order's tickets at a desk: after the first, they say duplicate.
CREATE TABLE box_office_desk_prints (
    order_id TEXT NOT NULL,
    copy BIGINT NOT NULL,
    printed_at BIGINT NOT NULL,
    agent TEXT NOT NULL,
    PRIMARY KEY (order_id, copy)
);
