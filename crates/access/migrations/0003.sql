-- Who is inside a door is answered from the index alone: it is asked at every verdict where seats are counted.
CREATE INDEX access_seats_inside ON access_seats (door, ends_at, licence, holder);
DROP INDEX access_seats_door;
