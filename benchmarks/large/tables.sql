-- What rows are drawn from: ids that look like the product's, shares that repeat from run to run, words by rank.
CREATE OR REPLACE FUNCTION bench_id(kind int, number bigint) RETURNS uuid IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$
  SELECT (lpad(to_hex(1767225600000 + number * 10), 12, '0')
    || overlay('7' || right(md5(kind::text || ':' || number::text), 19) PLACING '8' FROM 5 FOR 1))::uuid $$;
CREATE OR REPLACE FUNCTION bench_share(number bigint, salt bigint) RETURNS double precision IMMUTABLE PARALLEL SAFE
  LANGUAGE sql AS $$ SELECT (hashint8extended(number, salt * 7919) & 2147483647) / 2147483648.0::double precision $$;
CREATE OR REPLACE FUNCTION bench_price(number bigint) RETURNS bigint IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$
  SELECT (299 + 90000 * bench_share(number, 17) ^ 3)::bigint $$;
-- One product in twenty has been sold, few of them often.
CREATE OR REPLACE FUNCTION bench_sold(number bigint) RETURNS int IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$
  SELECT CASE WHEN number %% 20 = 0 THEN (1 + 1 / (bench_share(number, 30) + 0.0005))::int ELSE 0 END $$;
DROP TABLE IF EXISTS bench_word, bench_adjective, bench_thing, bench_seller, bench_brand, bench_leaf, bench_pattern;
CREATE TABLE bench_word AS SELECT rank, word FROM unnest(%(words)s::text[]) WITH ORDINALITY AS w(word, rank);
CREATE TABLE bench_adjective AS SELECT rank - 1 AS rank, word FROM unnest(%(adjectives)s::text[]) WITH ORDINALITY AS w(word, rank);
CREATE TABLE bench_thing AS SELECT rank - 1 AS rank, word FROM unnest(%(things)s::text[]) WITH ORDINALITY AS w(word, rank);
CREATE TABLE bench_seller AS SELECT row_number() OVER (ORDER BY id) - 1 AS rank, id, name FROM vendors_vendor
  WHERE tenant_id = %(tenant)s;
CREATE TABLE bench_brand AS SELECT row_number() OVER (ORDER BY slug) - 1 AS rank, id FROM catalog_brand WHERE tenant_id = %(tenant)s;
CREATE TABLE bench_leaf AS SELECT row_number() OVER (ORDER BY id) - 1 AS rank, id FROM catalog_category
  WHERE tenant_id = %(tenant)s AND cardinality(ancestor_ids) = 3;
ANALYZE bench_word, bench_adjective, bench_thing, bench_seller, bench_brand, bench_leaf;

-- The patterns: products in all but their number, which id, slug, SKU, model, price, stock and sales follow from.
CREATE TABLE bench_pattern AS
SELECT k, initcap(adjective.word) || ' ' || thing.word || ' ' || one.word || ' ' || two.word AS title,
  adjective.word || '-' || thing.word || '-' || one.word || '-' || two.word AS slug,
  'A ' || thing.word || ' of ' || adjective.word || ', ' || three.word || ' ' || four.word || ' ' || five.word || ' '
    || six.word || ' ' || seven.word || '.' AS description,
  seller.id AS vendor_id, seller.name AS vendor_name, category.id AS category_id, brand.id AS brand_id,
  CASE WHEN k %% 3 = 0 THEN '{}'::text[] ELSE ARRAY['tag' || (300 ^ bench_share(k, 11))::int] END AS tags,
  jsonb_build_object('colour', (%(colours)s::text[])[1 + (12 * bench_share(k, 12) ^ 2)::int %% 12],
    'material', (%(materials)s::text[])[1 + (20 * bench_share(k, 13) ^ 2)::int %% 20],
    'organic', k %% 7 = 0, 'year', 2010 + (16 * bench_share(k, 14))::int,
    'weight', jsonb_build_object('amount', (1 + (500 * bench_share(k, 15) ^ 3)::int) / 10.0, 'unit', 'kg'))
  || CASE WHEN k %% 2 = 0 THEN jsonb_build_object('energy', chr((65 + k %% 7)::int), 'power', 10 + (3000 * bench_share(k, 16) ^ 2)::int)
     ELSE jsonb_build_object('season', (ARRAY['spring', 'summer', 'autumn', 'winter'])[(1 + k %% 4)::int]) END AS attributes,
  k %% 8 = 0 AS is_reduced, k %% 5 = 0 AS has_two, k %% 10 <> 0 AS in_stock,
  CASE WHEN k %% 5 < 2 THEN 1 + (40 * bench_share(k, 19) ^ 3)::int ELSE 0 END AS reviews, bench_share(k, 20) AS mood,
  timestamptz '2026-01-01 00:00:00+00' + k * interval '10 milliseconds' AS at
FROM generate_series(1, %(patterns)s::bigint) AS k
JOIN bench_word one ON one.rank = (20000 ^ bench_share(k, 1))::int
JOIN bench_word two ON two.rank = (20000 ^ bench_share(k, 2))::int
JOIN bench_word three ON three.rank = (20000 ^ bench_share(k, 3))::int
JOIN bench_word four ON four.rank = (20000 ^ bench_share(k, 4))::int
JOIN bench_word five ON five.rank = (20000 ^ bench_share(k, 5))::int
JOIN bench_word six ON six.rank = (20000 ^ bench_share(k, 6))::int
JOIN bench_word seven ON seven.rank = (20000 ^ bench_share(k, 7))::int
JOIN bench_adjective adjective ON adjective.rank = (k * 7919) %% 24
JOIN bench_thing thing ON thing.rank = (60 * bench_share(k, 8) ^ 2)::int %% 60
JOIN bench_seller seller ON seller.rank = (200 * bench_share(k, 9) ^ 2)::int %% 200
JOIN bench_brand brand ON brand.rank = (2000 * bench_share(k, 10) ^ 3)::int %% 2000
JOIN bench_leaf category ON category.rank = CASE WHEN k %% 5000 = 0 THEN 419 ELSE (419 * bench_share(k, 21) ^ 2)::int %% 419 END;
ANALYZE bench_pattern;
