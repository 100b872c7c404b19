"""Taxes and shipping move from the shops' settings (`pricing`) into tables of their own."""

import json
from typing import Any

from django.db import migrations

# The owner sees no row of a tenant while row-level security is forced; nobody else works on these tables during a migration.
_TABLES = ("pricing_terms", "pricing_zone", "pricing_tax_rate", "pricing_shipping_method", "pricing_edition")
_OPEN = "".join(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;\n" for table in _TABLES)
_CLOSE = "".join(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;\n" for table in _TABLES)
_STAGE = "CREATE TEMPORARY TABLE moved (tenant_id uuid, given jsonb) ON COMMIT DROP"
_MOVE = """
INSERT INTO pricing_terms (id, tenant_id, prices_include_tax, rounding, shipping_tax, abroad, country, region, postal_code,
  tax_provider, shipping_provider, updated_at)
SELECT gen_random_uuid(), tenant_id, COALESCE((given->>'prices_include_tax')::boolean, false),
  COALESCE(given->>'rounding', 'line'), 'class', 'gross', '', '', '', '', '', now()
FROM moved ON CONFLICT DO NOTHING;

INSERT INTO pricing_zone (id, tenant_id, code, name, places, position)
SELECT gen_random_uuid(), m.tenant_id, country.zone, country.name, country.places, country.position
FROM moved m CROSS JOIN LATERAL (
  SELECT DISTINCT CASE WHEN code = '' THEN 'world' ELSE lower(code) END AS zone,
    CASE WHEN code = '' THEN 'Everywhere' ELSE upper(code) END AS name,
    CASE WHEN code = '' THEN '[]'::jsonb ELSE jsonb_build_array(jsonb_build_object('country', upper(code))) END AS places,
    CASE WHEN code = '' THEN 1 ELSE 0 END AS position
  FROM jsonb_array_elements(COALESCE(m.given->'taxes', '[]'::jsonb)) AS rate,
    LATERAL (SELECT COALESCE(rate->>'country', '') AS code) AS c) AS country
ON CONFLICT DO NOTHING;

INSERT INTO pricing_tax_rate (id, tenant_id, zone_id, tax_class, name, percent, is_compound, position)
SELECT gen_random_uuid(), m.tenant_id, z.id, rate->>'tax_class', COALESCE(rate->>'name', 'Tax'), (rate->>'percent')::numeric,
  false, 0
FROM moved m CROSS JOIN LATERAL jsonb_array_elements(COALESCE(m.given->'taxes', '[]'::jsonb)) AS rate
JOIN pricing_zone z ON z.tenant_id = m.tenant_id
  AND z.code = CASE WHEN COALESCE(rate->>'country', '') = '' THEN 'world' ELSE lower(rate->>'country') END
ON CONFLICT DO NOTHING;

INSERT INTO pricing_shipping_method (id, tenant_id, code, name, zones, spec, position, is_active)
SELECT gen_random_uuid(), m.tenant_id, way.value->>'code', way.value->>'name', '[]'::jsonb,
  jsonb_build_object('tariffs', (
    SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'currency', price.key, 'price', price.value, 'free_from', way.value->'free_from'->>price.key)) ORDER BY price.key)
    FROM jsonb_each_text(way.value->'price') AS price)),
  way.ordinality, true
FROM moved m CROSS JOIN LATERAL jsonb_array_elements(m.given->'shipping') WITH ORDINALITY AS way
WHERE jsonb_typeof(m.given->'shipping') = 'array' AND way.value->'price' <> '{}'::jsonb
ON CONFLICT DO NOTHING;

INSERT INTO pricing_edition (id, tenant_id, token, changed_at)
SELECT gen_random_uuid(), tenant_id, gen_random_uuid(), now() FROM moved
ON CONFLICT (tenant_id) DO UPDATE SET token = EXCLUDED.token, changed_at = EXCLUDED.changed_at;
"""


def move(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    shops = apps.get_model("tenancy", "Tenant").objects.using(connection.alias)
    with connection.cursor() as cursor:
        cursor.execute(_STAGE)
        for shop in shops.filter(settings__has_key="pricing"):
            given = shop.settings.pop("pricing")
            if isinstance(given, dict):
                cursor.execute("INSERT INTO moved VALUES (%s, %s::jsonb)", [shop.pk, json.dumps(given)])
            shop.save(update_fields=["settings"])
        cursor.execute(_OPEN + _MOVE + _CLOSE)


class Migration(migrations.Migration):
    dependencies = [("pricing", "0060_zones_taxes_and_shipping"), ("tenancy", "0001_initial")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
