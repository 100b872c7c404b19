-- What rows.sql draws from: ids that look like the product's, shares that repeat from run to run, words by rank.
CREATE OR REPLACE FUNCTION bench_id(kind int, number bigint) RETURNS uuid IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$
  SELECT (lpad(to_hex(1767225600000 + number * 10), 12, '0') || '7' || substr(h, 1, 3) || '8' || substr(h, 4, 15))::uuid
  FROM md5(kind || ':' || number) AS h $$;
CREATE OR REPLACE FUNCTION bench_share(number bigint, salt bigint) RETURNS double precision IMMUTABLE PARALLEL SAFE
  LANGUAGE sql AS $$ SELECT (hashint8extended(number, salt * 7919) & 2147483647) / 2147483648.0::double precision $$;
DROP TABLE IF EXISTS bench_word, bench_adjective, bench_thing, bench_seller, bench_brand, bench_leaf;
CREATE TABLE bench_word AS SELECT rank, word FROM unnest(%(words)s::text[]) WITH ORDINALITY AS w(word, rank);
CREATE TABLE bench_adjective AS SELECT rank - 1 AS rank, word FROM unnest(%(adjectives)s::text[]) WITH ORDINALITY AS w(word, rank);
CREATE TABLE bench_thing AS SELECT rank - 1 AS rank, word FROM unnest(%(things)s::text[]) WITH ORDINALITY AS w(word, rank);
CREATE TABLE bench_seller AS SELECT row_number() OVER (ORDER BY id) - 1 AS rank, id, name FROM vendors_vendor
  WHERE tenant_id = %(tenant)s;
CREATE TABLE bench_brand AS SELECT row_number() OVER (ORDER BY slug) - 1 AS rank, id FROM catalog_brand WHERE tenant_id = %(tenant)s;
CREATE TABLE bench_leaf AS SELECT row_number() OVER (ORDER BY id) - 1 AS rank, id FROM catalog_category
  WHERE tenant_id = %(tenant)s AND cardinality(ancestor_ids) = 3;
ANALYZE bench_word, bench_adjective, bench_thing, bench_seller, bench_brand, bench_leaf;
