-- The rights for one item of the programme: the tickets of a performance, counted at its door.
CREATE INDEX access_rights_item ON access_rights (scope) WHERE scope_kind = 'item';
