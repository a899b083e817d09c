-- A body that only was told of a case, or in which only a task of it waits, sees
-- it through the posts that this concerns, not through everybody who works there.

-- +goose Up
ALTER TABLE case_units ADD COLUMN role text NOT NULL DEFAULT ''; -- of the organisation; empty: the whole unit
ALTER TABLE case_units DROP CONSTRAINT case_units_pkey;
ALTER TABLE case_units ADD PRIMARY KEY (case_id, unit, role);
DROP INDEX case_units_list;
CREATE INDEX case_units_list ON case_units (unit, role, opened DESC, case_id DESC);

-- Who was told so far, by the role in which they were found.
INSERT INTO case_units (unit, case_id, opened, kept, role)
SELECT DISTINCT a.reached, c.id, c.opened, true, r.role
FROM addressees a JOIN outbox o ON o.id = a.outbox_id JOIN cases c ON c.id = o.case_id
CROSS JOIN LATERAL (
  SELECT a.as_role WHERE a.as_role <> ''
  UNION
  SELECT coalesce(held.role, a.role) FROM (SELECT 1) one LEFT JOIN (
    SELECT json_array_elements_text(x -> 'heldBy') AS role
    FROM plans p CROSS JOIN LATERAL json_array_elements(p.body -> 'roles') x
    WHERE p.hash = c.plan AND x ->> 'name' = a.role) held ON true
  WHERE a.as_role = '') r (role)
WHERE a.reached NOT IN ('', o.unit, o.receiver);

INSERT INTO case_units (unit, case_id, opened, kept, role)
SELECT DISTINCT t.unit, c.id, c.opened, false, r.role
FROM tasks t JOIN cases c ON c.id = t.case_id CROSS JOIN LATERAL unnest(t.roles) r (role)
WHERE t.unit NOT IN (c.responsible, c.receiver)
ON CONFLICT DO NOTHING;

-- Whole units keep what they answer or answered for, and what is offered to them
-- now. A body that ever answered stands in the first step or in a notice.
WITH answered AS (
  SELECT id AS case_id, responsible AS unit FROM cases
  UNION SELECT id, receiver FROM cases
  UNION SELECT case_id, unit FROM steps WHERE seq = 1
  UNION SELECT case_id, unit FROM outbox)
DELETE FROM case_units k
WHERE k.role = '' AND NOT EXISTS (SELECT FROM answered a WHERE a.case_id = k.case_id AND a.unit = k.unit);
UPDATE case_units k SET kept = false FROM cases c
WHERE k.case_id = c.id AND k.role = '' AND k.unit = c.receiver AND k.unit <> c.responsible
  AND NOT EXISTS (SELECT FROM steps s WHERE s.case_id = c.id AND s.seq = 1 AND s.unit = k.unit)
  AND NOT EXISTS (SELECT FROM outbox o WHERE o.case_id = c.id AND o.unit = k.unit);

-- +goose Down
DELETE FROM case_units WHERE role <> '' AND NOT kept;
UPDATE case_units k SET kept = true WHERE role = '' AND EXISTS (
  SELECT FROM case_units x WHERE x.case_id = k.case_id AND x.unit = k.unit AND x.role <> '');
INSERT INTO case_units (unit, case_id, opened, kept, role)
SELECT DISTINCT unit, case_id, opened, true, '' FROM case_units WHERE role <> '' ON CONFLICT DO NOTHING;
DELETE FROM case_units WHERE role <> '';
DROP INDEX case_units_list;
ALTER TABLE case_units DROP CONSTRAINT case_units_pkey;
ALTER TABLE case_units ADD PRIMARY KEY (case_id, unit);
ALTER TABLE case_units DROP COLUMN role;
CREATE INDEX case_units_list ON case_units (unit, opened DESC, case_id DESC);
