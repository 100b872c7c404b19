\set variant random(1, 1000)
BEGIN;
SELECT set_config('nexus.tenant_id', '00000000-0000-7000-8000-000000000001', true);
INSERT INTO floor_cart (tenant_id, id, line) SELECT '00000000-0000-7000-8000-000000000001', gen_random_uuid(), :variant RETURNING id;
COMMIT;
BEGIN;
SELECT set_config('nexus.tenant_id', '00000000-0000-7000-8000-000000000001', true);
INSERT INTO floor_cart (tenant_id, id, line) SELECT '00000000-0000-7000-8000-000000000001', gen_random_uuid(), :variant RETURNING id;
COMMIT;
BEGIN;
SELECT set_config('nexus.tenant_id', '00000000-0000-7000-8000-000000000001', true);
SELECT price FROM floor_level WHERE tenant_id = '00000000-0000-7000-8000-000000000001' AND variant = :variant;
SELECT on_hand FROM floor_level WHERE tenant_id = '00000000-0000-7000-8000-000000000001' AND variant = :variant FOR NO KEY UPDATE;
UPDATE floor_level SET reserved = reserved + 1 WHERE tenant_id = '00000000-0000-7000-8000-000000000001' AND variant = :variant;
INSERT INTO floor_order (tenant_id, id, body) VALUES ('00000000-0000-7000-8000-000000000001', gen_random_uuid(), '{"total": 1000}') RETURNING id;
INSERT INTO floor_line (tenant_id, id, body) VALUES ('00000000-0000-7000-8000-000000000001', gen_random_uuid(), '{"line": 1}'), ('00000000-0000-7000-8000-000000000001', gen_random_uuid(), '{"line": 2}') RETURNING id;
INSERT INTO floor_payment (tenant_id, id, body) VALUES ('00000000-0000-7000-8000-000000000001', gen_random_uuid(), '{"amount": 1000}') RETURNING id;
INSERT INTO floor_event (tenant_id, id, body) VALUES ('00000000-0000-7000-8000-000000000001', gen_random_uuid(), '{"type": "placed"}') RETURNING id;
COMMIT;
