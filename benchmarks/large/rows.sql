-- The rows of copy %(copy)s of all patterns, as catalog, pricing and inventory write them. Run by the cluster's superuser.
CREATE TEMP TABLE made AS
SELECT p.*, n, bench_id(1, n) AS id, bench_id(2, n) AS first_variant, bench_id(3, n) AS second_variant, bench_price(n) AS price_minor,
  CASE WHEN in_stock THEN 1 + (200 * bench_share(n, 18))::int ELSE 0 END AS stock
FROM bench_pattern p, LATERAL (SELECT %(copy)s::bigint * %(patterns)s::bigint + p.k AS n) numbered;

INSERT INTO catalog_product (id, tenant_id, vendor_id, vendor_name, vendor_may_sell, slug, title, description, status,
  category_id, tags, attributes, tax_class, product_type_id, brand_id, publish_at, is_approved, translations, rating_sum,
  review_count, created_at, updated_at)
SELECT id, %(tenant)s::uuid, vendor_id, vendor_name, true, slug || '-' || n, title || ' M' || %(copy)s, description, 'published',
  category_id, tags, attributes, 'standard', NULL, brand_id, NULL, true, '{}', reviews + (reviews * 4 * mood)::int, reviews, at, at
FROM made;

CREATE TEMP TABLE choices AS
SELECT first_variant AS id, id AS product_id, 'L-' || n AS sku, 'M' AS title, true AS is_default, 0 AS place, price_minor,
  is_reduced, stock, vendor_id, 4 * n AS number, at FROM made
UNION ALL SELECT second_variant, id, 'L-' || n || '-L', 'L', false, 1, price_minor + 300, is_reduced, stock, vendor_id,
  4 * n + 1, at FROM made WHERE has_two;

INSERT INTO catalog_variant (id, tenant_id, product_id, sku, title, options, position, weight_grams, barcode, is_default, is_active)
SELECT id, %(tenant)s::uuid, product_id, sku, title, jsonb_build_object('size', title), place, 500, '', is_default, true
FROM choices;

INSERT INTO pricing_price (id, tenant_id, variant_id, currency, list_minor, compare_at_minor, updated_at, held_since, reduced_since)
SELECT bench_id(4, number), %(tenant)s::uuid, id, 'EUR', price_minor, CASE WHEN is_reduced THEN price_minor + 1000 END, at, at,
  CASE WHEN is_reduced THEN at END
FROM choices;

INSERT INTO inventory_level (id, tenant_id, variant_id, vendor_id, location, on_hand, reserved)
SELECT bench_id(5, number), %(tenant)s::uuid, id, vendor_id, 'main', stock, 0 FROM choices;

INSERT INTO inventory_adjustment (id, tenant_id, level_id, variant_id, delta, reason, on_hand, actor_id, actor_kind, order_id,
  created_at)
SELECT bench_id(6, number), %(tenant)s::uuid, bench_id(5, number), id, stock, 'catalogue', stock, NULL, 'system', NULL, at
FROM choices WHERE stock <> 0;
DROP TABLE made, choices;
