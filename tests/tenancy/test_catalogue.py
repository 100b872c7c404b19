"""What PostgreSQL says of itself: walls around every table with a tenant_id; the application cannot move them."""

from __future__ import annotations

import re

from django.conf import settings
from tests.tenancy.catalogue import INSERT_ONLY, tenant_models, tenant_tables
from tests.tenancy.raw import Connection

from nexus.platform.tenancy.operations import POLICY, POLICY_TEST
from nexus.platform.tenancy.roles import SWEEP

ROLE = settings.DATABASE_APP_ROLE
# Primary keys that say what the row says; see tests/architecture/model_rules.py.
KEYED_BY_CONTENT = {
    "search_change", "search_companion", "search_demand", "search_number", "search_placement", "search_posting",
    "search_purchase", "search_spelling", "search_synonym_phrase",
}  # fmt: skip

_POLICIES = (
    "SELECT tablename, policyname, permissive, roles::text[], cmd, qual, with_check FROM pg_policies "
    "WHERE schemaname = 'public'"
)
_TABLES = """SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
   AND {} (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id')"""
WITH_TENANT, WITHOUT_TENANT = _TABLES.format("EXISTS"), _TABLES.format("NOT EXISTS")
_KEYS = """SELECT t.relname, k.contype, k.conname, k.confdeltype, r.relname AS referred,
   ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u(n, i)
     JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n ORDER BY i) AS columns,
   ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u(n, i)
     JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.n ORDER BY i) AS referred_columns
 FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid LEFT JOIN pg_class r ON r.oid = k.confrelid
 WHERE k.connamespace = 'public'::regnamespace AND k.contype = %s AND t.relname = ANY(%s)"""


def test_tables_with_a_tenant_are_those_of_the_models(app: Connection) -> None:
    found = sorted(name for name, *_ in app.execute(WITH_TENANT))

    assert found == tenant_tables()
    assert len(found) > 20


def test_row_security_is_enabled_and_forced_on_every_tenant_table(app: Connection) -> None:
    open_tables = [name for name, enabled, forced in app.execute(WITH_TENANT) if not (enabled and forced)]

    assert open_tables == []


def test_every_tenant_table_has_one_policy_for_the_application_and_it_compares_the_tenant(
    app: Connection,
) -> None:
    policies = app.execute(f"{_POLICIES} AND policyname <> %s ORDER BY tablename", [SWEEP]).fetchall()

    assert [name for name, *_ in policies] == tenant_tables()
    for _, name, permissive, roles, command, using, check in policies:
        assert (name, permissive, roles, command) == (POLICY, "PERMISSIVE", [ROLE], "ALL")
        assert _plain(using) == _plain(check) == _plain(POLICY_TEST)


def test_the_sweeper_reads_the_tables_of_its_settings_and_no_others(app: Connection) -> None:
    policies = app.execute(f"{_POLICIES} AND policyname = %s ORDER BY tablename", [SWEEP]).fetchall()

    assert [tuple(row) for row in policies] == [
        (table, SWEEP, "PERMISSIVE", [settings.DATABASE_SWEEPER_ROLE], "SELECT", "true", None)
        for table in sorted(settings.DATABASE_SWEEPER_GRANTS)
    ]


def _plain(expression: str) -> str:
    """Without the parentheses and casts that PostgreSQL adds when it prints an expression."""
    return re.sub(r"::text|[()\s]", "", expression).lower()


def test_primary_keys_start_with_the_tenant(app: Connection) -> None:
    keys = {row[0]: row[5] for row in app.execute(_KEYS, ["p", tenant_tables()])}

    assert sorted(keys) == tenant_tables()
    assert {table for table, columns in keys.items() if columns != ["tenant_id", "id"]} == KEYED_BY_CONTENT
    assert {columns[0] for columns in keys.values()} == {"tenant_id"}


def test_unique_indexes_and_all_others_start_with_the_tenant(app: Connection) -> None:
    strangers = app.execute(
        "SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text FROM pg_index i "
        "JOIN pg_class t ON t.oid = i.indrelid "
        "LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] "
        "WHERE t.relname = ANY(%s) AND a.attname IS DISTINCT FROM 'tenant_id'",
        [tenant_tables()],
    ).fetchall()

    assert strangers == []


def test_foreign_keys_carry_the_tenant_and_stay_among_tenant_tables(app: Connection) -> None:
    keys = app.execute(_KEYS, ["f", tenant_tables()]).fetchall()

    assert keys
    for table, _, name, rule, referred, columns, referred_columns in keys:
        assert columns[0] == "tenant_id", f"{name} on {table}"
        assert referred_columns == ["tenant_id", "id"], f"{name} on {table}"
        assert referred in tenant_tables(), f"{name} on {table}"
        assert rule in "cr", f"{name} on {table}: neither CASCADE nor RESTRICT"


def test_every_foreign_key_of_the_models_exists_in_the_database(app: Connection) -> None:
    from nexus.platform.tenancy.models import TenantForeignKey

    declared = {
        (model._meta.db_table, field.column)
        for model in tenant_models()
        for field in model._meta.local_fields
        if isinstance(field, TenantForeignKey)
    }

    assert {(row[0], row[5][1]) for row in app.execute(_KEYS, ["f", tenant_tables()])} == declared


def test_no_table_without_tenant_refers_to_one_with_it(app: Connection) -> None:
    without = [name for name, *_ in app.execute(WITHOUT_TENANT)]
    keys = app.execute(_KEYS, ["f", without]).fetchall()

    assert [key[0] for key in keys if key[4] in tenant_tables()] == []


def test_no_tenant_table_uses_a_global_sequence(app: Connection) -> None:
    drawn = app.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_name = ANY(%s) "
        "AND (column_default LIKE 'nextval%%' OR is_identity = 'YES')",
        [tenant_tables()],
    ).fetchall()

    assert drawn == []


def test_application_role_owns_nothing_and_bypasses_nothing(app: Connection) -> None:
    role = app.execute(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles "
        "WHERE rolname = current_user"
    ).fetchone()
    owned = app.execute(
        "SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = current_user "
        "UNION SELECT proname FROM pg_proc WHERE pg_get_userbyid(proowner) = current_user "
        "UNION SELECT nspname FROM pg_namespace WHERE pg_get_userbyid(nspowner) = current_user "
        "UNION SELECT datname FROM pg_database WHERE pg_get_userbyid(datdba) = current_user"
    ).fetchall()

    assert role == (ROLE, False, False, False, False, False)
    assert owned == []


def test_application_role_is_a_member_of_no_role(app: Connection) -> None:
    member_of = app.execute(
        "SELECT rolname FROM pg_roles "
        "WHERE rolname <> current_user AND pg_has_role(current_user, oid, 'MEMBER')"
    ).fetchall()

    assert member_of == []


def test_grants_on_tables_without_tenant_are_exactly_those_of_the_settings(app: Connection) -> None:
    without = [name for name, *_ in app.execute(WITHOUT_TENANT)]
    expected = {
        table: set(grants.split(", "))
        for table, grants in settings.DATABASE_GLOBAL_GRANTS.items()
        if table in without
    }

    assert {table: granted for table in without if (granted := _granted(app, table))} == expected
    assert {"tenancy_tenant", "tenancy_domain", "django_session"} <= set(expected)


def test_grants_on_tenant_tables_are_all_or_insert_only(app: Connection) -> None:
    granted = {table: _granted(app, table) for table in tenant_tables()}

    assert {table for table, rights in granted.items() if rights == {"SELECT", "INSERT"}} == set(INSERT_ONLY)
    rights_elsewhere = [rights for table, rights in granted.items() if table not in INSERT_ONLY]
    assert all(rights == {"SELECT", "INSERT", "UPDATE", "DELETE"} for rights in rights_elsewhere)


def test_application_role_may_create_nothing_and_draw_from_no_sequence(app: Connection) -> None:
    sequences = app.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace "
        "AND CASE relkind WHEN 'S' THEN has_sequence_privilege(oid, 'USAGE, UPDATE') END"
    ).fetchall()

    assert app.execute("SELECT has_schema_privilege('public', 'CREATE')").fetchone() == (False,)
    assert sequences == []


def test_nothing_lends_the_rights_of_the_owner(app: Connection) -> None:
    """A view reads, and a SECURITY DEFINER function runs, with its maker's rights: past every wall."""
    views = app.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace "
        "AND relkind IN ('v', 'm', 'f') "
        "AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')"
    ).fetchall()
    functions = app.execute(
        "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
    ).fetchall()

    assert views == []
    assert functions == []


def _granted(app: Connection, table: str) -> set[str]:
    """What the role may do, by itself or through PUBLIC."""
    rights = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
    return {right for right in rights if _may(app, table, right)}


def _may(app: Connection, table: str, right: str) -> bool:
    found = app.execute("SELECT has_table_privilege(%s, %s)", [f'public."{table}"', right]).fetchone()
    assert found is not None
    return bool(found[0])
