-- Halls whose seats are known, kept by the institution that receives in them. typed is what somebody typed (empty when the
-- plan was imported), plan the seats as JSON of seating_plan.
CREATE TABLE box_office_halls (
    id TEXT NOT NULL PRIMARY KEY,
    institution TEXT NOT NULL,
    name TEXT NOT NULL,
    typed TEXT NOT NULL,
    plan TEXT NOT NULL,
    places BIGINT NOT NULL CHECK (places > 0),
    retired BOOLEAN NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX box_office_halls_institution ON box_office_halls (institution);

-- The plan of a numbered performance, as it was when its sale began: a hall changed later changes no ticket.
CREATE TABLE box_office_seat_plans (
    item TEXT NOT NULL PRIMARY KEY,
    hall TEXT,
    plan TEXT NOT NULL
);

-- The seats of a performance, one row each: a seat has one state, hence one holder. place is their order in the plan.
CREATE TABLE box_office_seats (
    item TEXT NOT NULL REFERENCES box_office_seat_plans (item),
    seat TEXT NOT NULL,
    place BIGINT NOT NULL,
    label TEXT NOT NULL,
    category TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('standard', 'wheelchair', 'companion', 'restricted_view')),
    state TEXT NOT NULL CHECK (state IN ('free', 'held', 'sold')),
    hold TEXT,
    ticket TEXT UNIQUE,
    PRIMARY KEY (item, seat),
    CHECK ((state = 'free' AND hold IS NULL AND ticket IS NULL)
        OR (state = 'held' AND hold IS NOT NULL AND ticket IS NULL)
        OR (state = 'sold' AND ticket IS NOT NULL))
);
CREATE INDEX box_office_seats_hold ON box_office_seats (hold) WHERE hold IS NOT NULL;
