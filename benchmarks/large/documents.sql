-- The documents of copy %(copy)s of all patterns, with everything that leads to them. `text_digest` is not what the product would
-- write: it only tells whether terms have to be written again.
CREATE TEMP TABLE numbered AS SELECT s.k, n, bench_id(1, n) AS id, bench_id(1, n)::text AS shown, bench_id(2, n)::text AS one,
  bench_id(3, n)::text AS two, price, bench_money(price) AS p0, bench_money(price + 300) AS p1, bench_money(price + 1000) AS p2,
  bench_money(price + 1300) AS p3, bench_sold(n) AS sold, s.rating_points
FROM bench_stencil s, LATERAL (SELECT n, bench_price(n) AS price FROM (SELECT %(copy)s::bigint * %(patterns)s::bigint + s.k AS n) c
  OFFSET 0) counted;
ANALYZE numbered;

INSERT INTO search_document (id, tenant_id, slug, vendor_id, category_id, category_ids, brand_id, is_public, price_minor, currency,
  in_stock, rating_points, review_count, sold_count, tags, facets, item, body, terms, text_digest, indexed_at)
SELECT c.id, s.tenant_id, s.prefix || '-' || c.n, s.vendor_id, s.category_id, s.category_ids, s.brand_id, s.is_public, c.price, s.currency,
  s.in_stock, s.rating_points, s.review_count, c.sold, s.tags, s.facets,
  replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(s.item_text, '<id>', c.shown), '<one>', c.one),
    '<two>', c.two), '<sku>', 'L-' || c.n), '<n>', c.n::text), ' M0"', ' M%(copy)s"'),
    '<p0>', c.p0), '<p1>', c.p1), '<p2>', c.p2), '<p3>', c.p3)::jsonb,
  replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(s.body_text, '<id>', c.shown), '<one>', c.one),
    '<two>', c.two), '<sku>', 'L-' || c.n), '<n>', c.n::text), ' M0"', ' M%(copy)s"'),
    '<p0>', c.p0), '<p1>', c.p1), '<p2>', c.p2), '<p3>', c.p3)::jsonb,
  s.fixed_terms || ARRAY(SELECT bench_term(term, c.k::text, c.n::text, '%(copy)s') FROM unnest(s.own_terms) AS term),
  s.text_digest || '-' || %(copy)s, s.indexed_at
FROM numbered c JOIN bench_stencil s USING (k) ORDER BY c.k;

INSERT INTO search_posting (tenant_id, term, document_id, weight)
SELECT %(tenant)s::uuid, CASE WHEN is_own THEN bench_term(t.term, t.k::text, c.n::text, '%(copy)s') ELSE t.term END, c.id, t.weight FROM bench_stencil_term t JOIN numbered c USING (k);

INSERT INTO search_placement (tenant_id, shelf_id, document_id, price_minor, rating_points, sold_count, sample)
SELECT %(tenant)s::uuid, t.shelf_id, c.id, c.price, c.rating_points, c.sold, {sample} FROM bench_stencil_place t JOIN numbered c USING (k);

INSERT INTO search_number (tenant_id, code, document_id, value)
SELECT %(tenant)s::uuid, t.code, c.id, t.value FROM bench_stencil_number t JOIN numbered c USING (k);
DROP TABLE numbered;
