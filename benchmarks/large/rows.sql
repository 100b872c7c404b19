-- The rows of products %(first)s to %(last)s, as catalog, pricing and inventory write them. Run by the cluster's superuser.
CREATE TEMP TABLE made AS
SELECT n, bench_id(1, n) AS id, bench_id(2, n) AS first_variant, bench_id(3, n) AS second_variant,
  initcap(adjective.word) || ' ' || thing.word || ' ' || one.word || ' ' || two.word AS title,
  adjective.word || '-' || thing.word || '-' || one.word || '-' || two.word || '-' || n AS slug,
  'A ' || thing.word || ' of ' || adjective.word || ', ' || three.word || ' ' || four.word || ' ' || five.word || ' '
    || six.word || ' ' || seven.word || '.' AS description,
  seller.id AS vendor_id, seller.name AS vendor_name, category.id AS category_id, brand.id AS brand_id,
  CASE WHEN n %% 3 = 0 THEN '{}'::text[] ELSE ARRAY['tag-' || (300 ^ bench_share(n, 11))::int] END AS tags,
  jsonb_build_object('colour', (%(colours)s::text[])[1 + (12 * bench_share(n, 12) ^ 2)::int %% 12],
    'material', (%(materials)s::text[])[1 + (20 * bench_share(n, 13) ^ 2)::int %% 20],
    'organic', n %% 7 = 0, 'year', 2010 + (16 * bench_share(n, 14))::int,
    'weight', jsonb_build_object('amount', (1 + (500 * bench_share(n, 15) ^ 3)::int) / 10.0, 'unit', 'kg'))
  || CASE WHEN n %% 2 = 0 THEN jsonb_build_object('energy', chr((65 + n %% 7)::int), 'power', 10 + (3000 * bench_share(n, 16) ^ 2)::int)
     ELSE jsonb_build_object('season', (ARRAY['spring', 'summer', 'autumn', 'winter'])[(1 + n %% 4)::int]) END AS attributes,
  (299 + 90000 * bench_share(n, 17) ^ 3)::bigint AS price_minor, n %% 8 = 0 AS is_reduced, n %% 5 = 0 AS has_two,
  CASE WHEN n %% 10 = 0 THEN 0 ELSE 1 + (200 * bench_share(n, 18))::int END AS stock,
  CASE WHEN n %% 5 < 2 THEN 1 + (40 * bench_share(n, 19) ^ 3)::int ELSE 0 END AS reviews, bench_share(n, 20) AS mood
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
JOIN bench_word one ON one.rank = (20000 ^ bench_share(n, 1))::int
JOIN bench_word two ON two.rank = (20000 ^ bench_share(n, 2))::int
JOIN bench_word three ON three.rank = (20000 ^ bench_share(n, 3))::int
JOIN bench_word four ON four.rank = (20000 ^ bench_share(n, 4))::int
JOIN bench_word five ON five.rank = (20000 ^ bench_share(n, 5))::int
JOIN bench_word six ON six.rank = (20000 ^ bench_share(n, 6))::int
JOIN bench_word seven ON seven.rank = (20000 ^ bench_share(n, 7))::int
JOIN bench_adjective adjective ON adjective.rank = (n * 7919) %% 24
JOIN bench_thing thing ON thing.rank = (60 * bench_share(n, 8) ^ 2)::int %% 60
JOIN bench_seller seller ON seller.rank = (200 * bench_share(n, 9) ^ 2)::int %% 200
JOIN bench_brand brand ON brand.rank = (2000 * bench_share(n, 10) ^ 3)::int %% 2000
JOIN bench_leaf category ON category.rank = CASE WHEN n %% 5000 = 0 THEN 419 ELSE (419 * bench_share(n, 21) ^ 2)::int %% 419 END;

INSERT INTO catalog_product (id, tenant_id, vendor_id, vendor_name, vendor_may_sell, slug, title, description, status,
  category_id, tags, attributes, tax_class, product_type_id, brand_id, publish_at, is_approved, translations, rating_sum,
  review_count, created_at, updated_at)
SELECT id, %(tenant)s::uuid, vendor_id, vendor_name, true, slug, title, description, 'published', category_id, tags, attributes,
  'standard', NULL, brand_id, NULL, true, '{}', reviews + (reviews * 4 * mood)::int, reviews, at, at
FROM made, LATERAL (SELECT timestamptz '2026-01-01 00:00:00+00' + n * interval '10 milliseconds' AS at) made_at;

CREATE TEMP TABLE choices AS
SELECT n, id AS product_id, first_variant AS id, 'L-' || n AS sku, 'M' AS title, true AS is_default, 0 AS place, price_minor,
  is_reduced, stock, vendor_id, 4 * n AS number FROM made
UNION ALL SELECT n, id, second_variant, 'L-' || n || '-L', 'L', false, 1, price_minor + 300, is_reduced, stock, vendor_id,
  4 * n + 1 FROM made WHERE has_two;

INSERT INTO catalog_variant (id, tenant_id, product_id, sku, title, options, position, weight_grams, barcode, is_default, is_active)
SELECT id, %(tenant)s::uuid, product_id, sku, title, jsonb_build_object('size', title), place, 500, '', is_default, true
FROM choices;

INSERT INTO pricing_price (id, tenant_id, variant_id, currency, list_minor, compare_at_minor, updated_at, held_since, reduced_since)
SELECT bench_id(4, number), %(tenant)s::uuid, id, 'EUR', price_minor, CASE WHEN is_reduced THEN price_minor + 1000 END, at, at,
  CASE WHEN is_reduced THEN at END
FROM choices, LATERAL (SELECT timestamptz '2026-01-01 00:00:00+00' + n * interval '10 milliseconds' AS at) made_at;

INSERT INTO inventory_level (id, tenant_id, variant_id, vendor_id, location, on_hand, reserved)
SELECT bench_id(5, number), %(tenant)s::uuid, id, vendor_id, 'main', stock, 0 FROM choices;

INSERT INTO inventory_adjustment (id, tenant_id, level_id, variant_id, delta, reason, on_hand, actor_id, actor_kind, order_id,
  created_at)
SELECT bench_id(6, number), %(tenant)s::uuid, bench_id(5, number), id, stock, 'catalogue', stock, NULL, 'system', NULL,
  timestamptz '2026-01-01 00:00:00+00' + n * interval '10 milliseconds' FROM choices WHERE stock <> 0;
DROP TABLE made, choices;
