-- From the documents that the product wrote of copy 0: what is cut out of them and filled in again for each copy.
DROP TABLE IF EXISTS bench_stencil, bench_stencil_term, bench_stencil_place, bench_stencil_number;
UPDATE search_document d SET sold_count = bench_sold(p.k) FROM bench_pattern p WHERE d.id = bench_id(1, p.k) AND p.k %% 20 = 0;
UPDATE search_placement d SET sold_count = bench_sold(p.k) FROM bench_pattern p WHERE d.document_id = bench_id(1, p.k) AND p.k %% 20 = 0;
CREATE OR REPLACE FUNCTION bench_money(minor bigint) RETURNS text IMMUTABLE LANGUAGE sql AS $$
  SELECT minor / 100 || '.' || lpad((minor %% 100)::text, 2, '0') $$;
CREATE OR REPLACE FUNCTION bench_cut(given text, k bigint) RETURNS text LANGUAGE sql AS $$
  SELECT replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(given,
    bench_id(1, k)::text, '<id>'), bench_id(2, k)::text, '<one>'), bench_id(3, k)::text, '<two>'),
    '"L-' || k || '"', '"<sku>"'), '"L-' || k || '-L"', '"<sku>-L"'), '-' || k || '", ', '-<n>", '),
    'price": "' || bench_money(p) || '"', 'price": "<p0>"'), 'price": "' || bench_money(p + 300) || '"', 'price": "<p1>"'),
    'price": "' || bench_money(p + 1000) || '"', 'price": "<p2>"'), 'price": "' || bench_money(p + 1300) || '"', 'price": "<p3>"')
  FROM bench_price(k) p $$;
CREATE OR REPLACE FUNCTION bench_term(given text, k text, n text, copy text) RETURNS text IMMUTABLE LANGUAGE sql AS $$
  SELECT CASE WHEN given = 'm0' THEN 'm' || copy WHEN given LIKE '~%%' THEN regexp_replace(given, ' m0$', ' m' || copy)
    WHEN given LIKE '=%%' THEN replace(given, '-' || k, '-' || n) ELSE given END $$;
CREATE OR REPLACE FUNCTION bench_is_own(term text) RETURNS boolean IMMUTABLE LANGUAGE sql AS $$
  SELECT term = 'm0' OR term LIKE '=%%' OR term LIKE '~%%' $$;
CREATE TABLE bench_stencil AS SELECT p.k, p.slug AS prefix, d.*, bench_cut(d.item::text, p.k) AS item_text, bench_cut(d.body::text, p.k) AS body_text,
  ARRAY(SELECT term FROM unnest(d.terms) AS term WHERE NOT bench_is_own(term)) AS fixed_terms,
  ARRAY(SELECT term FROM unnest(d.terms) AS term WHERE bench_is_own(term)) AS own_terms
  FROM bench_pattern p JOIN search_document d ON d.id = bench_id(1, p.k);
CREATE TABLE bench_stencil_term AS SELECT p.k, t.term, t.weight, bench_is_own(t.term) AS is_own
  FROM bench_pattern p JOIN search_posting t ON t.document_id = bench_id(1, p.k) ORDER BY t.term, p.k;
CREATE TABLE bench_stencil_place AS SELECT p.k, t.shelf_id
  FROM bench_pattern p JOIN search_placement t ON t.document_id = bench_id(1, p.k) ORDER BY t.shelf_id, p.k;
CREATE TABLE bench_stencil_number AS SELECT p.k, t.code, t.value
  FROM bench_pattern p JOIN search_number t ON t.document_id = bench_id(1, p.k) ORDER BY t.code, p.k;
CREATE INDEX ON bench_stencil (k);
ANALYZE bench_stencil, bench_stencil_term, bench_stencil_place, bench_stencil_number;
