"""TenantForeignKey and TenantModel: what Django sends for them names the tenant, and the database carries the rules out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.models import Count, Exists, OuterRef, Prefetch
from tests.sqlguard import SqlGuard
from tests.sqlreading import offences

from nexus.catalog.models import Category, Product, Variant
from nexus.kernel import clock
from nexus.platform.tenancy import tenant_scope


@pytest.fixture
def sent(sql_log: Callable[..., Any], sql_guard: SqlGuard) -> Callable[..., list[str]]:
    """`sent(work)` runs the work and returns its statements, each of which must name the tenant of every table."""

    def run(work: Callable[[], object]) -> list[str]:
        with sql_log() as statements:
            work()
        for statement in statements:
            assert offences(statement, tenant_tables=sql_guard.tenant_tables) == ()
        return statements

    return run


def _category(slug: str, **facts: Any) -> Category:
    return Category.objects.create(name=slug, slug=slug, path=slug, ancestor_ids=[], **facts)


def _product(category: Category, slug: str) -> Product:
    now = clock.now()
    return Product.objects.create(
        vendor_id=uuid4(),
        vendor_name="Ada",
        slug=slug,
        title=slug,
        category=category,
        created_at=now,
        updated_at=now,
    )


@pytest.fixture
def shop(scope: Any) -> Product:
    """A product in a category, with two variants."""
    product = _product(_category("lamps", parent=_category("home")), "lamp")
    for sku in ("S", "L"):
        Variant.objects.create(product=product, sku=sku)
    return product


READS: dict[str, Callable[[], object]] = {
    "forward": lambda: Product.objects.get(slug="lamp").category.name,
    "reverse": lambda: list(Category.objects.get(slug="lamps").products.all()),
    "reverse count": lambda: Category.objects.get(slug="lamps").products.filter(status="published").count(),
    "to itself": lambda: Category.objects.get(slug="lamps").parent.name,
    "select_related": lambda: list(Variant.objects.select_related("product__category__parent")),
    "prefetch_related": lambda: list(Category.objects.prefetch_related("products__variants")),
    "prefetch forward": lambda: list(Variant.objects.prefetch_related("product__category")),
    "Prefetch": lambda: list(
        Product.objects.prefetch_related(Prefetch("variants", queryset=Variant.objects.order_by("sku")))
    ),
    "filter across": lambda: list(Variant.objects.filter(product__category__slug="lamps")),
    "filter back": lambda: list(Category.objects.filter(products__variants__sku="S")),
    "exclude across": lambda: list(Variant.objects.exclude(product__category__slug="x")),
    "exclude back": lambda: list(Category.objects.exclude(products__variants__sku="S")),
    "order across": lambda: list(Variant.objects.order_by("product__category__parent__name")),
    "values across": lambda: list(Variant.objects.values_list("product__category__name")),
    "get_or_create": lambda: Category.objects.get_or_create(slug="lamps"),
    "group": lambda: list(Variant.objects.values("product__category").annotate(count=Count("id"))),
    "annotate": lambda: list(Category.objects.annotate(count=Count("products__variants"))),
    "aggregate": lambda: Product.objects.aggregate(count=Count("variants")),
    "exists": lambda: list(Product.objects.filter(Exists(Variant.objects.filter(product=OuterRef("pk"))))),
    "in a query": lambda: list(Variant.objects.filter(product__in=Product.objects.filter(slug="lamp"))),
    "in_bulk": lambda: Product.objects.in_bulk(list(Product.objects.values_list("id", flat=True))),
    "union": lambda: list(Product.objects.filter(slug="a").union(Product.objects.filter(slug="b"))),
    "iterator": lambda: list(Product.objects.iterator(chunk_size=1)),
    "locked": lambda: list(
        Product.objects.select_for_update(no_key=True, of=("self",)).select_related("category")
    ),
    "refresh": lambda: Product.objects.get(slug="lamp").refresh_from_db(),
}


@pytest.mark.parametrize("name", READS)
def test_read_names_the_tenant_of_every_table(
    shop: Product, sent: Callable[..., list[str]], name: str
) -> None:
    assert sent(READS[name])


def test_join_compares_tenants_and_ids(shop: Product, sent: Callable[..., list[str]]) -> None:
    (statement,) = sent(lambda: list(Variant.objects.select_related("product")))

    assert '"catalog_variant"."product_id" = "catalog_product"."id"' in statement
    assert '"catalog_variant"."tenant_id" = ("catalog_product"."tenant_id")' in statement


def test_writes_name_the_tenant(shop: Product, sent: Callable[..., list[str]]) -> None:
    variant = shop.variants.get(sku="S")
    variant.title = "small"

    assert len(sent(variant.save)) == 1
    assert len(sent(lambda: Variant.objects.filter(sku="S").update(title="s"))) == 1
    assert len(sent(lambda: Variant.objects.bulk_update([variant], ["title"]))) == 1
    assert len(sent(lambda: Variant.objects.update_or_create(sku="S", defaults={"title": "x"}))) >= 2
    assert len(sent(lambda: Variant.objects.get_or_create(sku="M", product=shop))) >= 2
    assert len(sent(variant.delete)) == 1
    assert len(sent(lambda: Variant.objects.all().delete())) == 1
    assert not Variant.objects.exists()


def test_saving_a_row_that_is_gone_does_not_touch_others(
    shop: Product, sent: Callable[..., list[str]]
) -> None:
    variant = shop.variants.get(sku="S")
    Variant.objects.filter(sku="S").delete()

    with pytest.raises(Variant.NotUpdated):
        sent(lambda: variant.save(force_update=True))


def test_database_cascades_and_django_sends_one_statement(
    shop: Product, sent: Callable[..., list[str]]
) -> None:
    (statement,) = sent(shop.delete)

    assert statement.startswith('DELETE FROM "catalog_product"')
    assert not Variant.objects.exists()


def test_database_restricts(shop: Product) -> None:
    with pytest.raises(IntegrityError, match="catalog_product_category_id_fk"), transaction.atomic():
        Category.objects.get(slug="lamps").delete()

    assert Category.objects.filter(slug="lamps").exists()


def test_row_of_another_tenant_cannot_be_referenced(tenant: Any, other_tenant: Any) -> None:
    with tenant_scope(other_tenant.id):
        theirs = _category("theirs")

    with pytest.raises(IntegrityError, match="catalog_product_category_id_fk"), tenant_scope(tenant.id):
        _product(theirs, "lamp")


def test_row_of_another_tenant_cannot_be_reached_through_a_reference(tenant: Any, other_tenant: Any) -> None:
    """Even a row in memory that names a foreign id finds nothing behind it."""
    with tenant_scope(other_tenant.id):
        theirs = _category("theirs")
    with tenant_scope(tenant.id):
        product = Product(category_id=theirs.id)

        with pytest.raises(Category.DoesNotExist):
            product.category  # noqa: B018 - reading it is the test


def test_row_of_another_tenant_in_memory_is_neither_saved_nor_deleted(tenant: Any, other_tenant: Any) -> None:
    with tenant_scope(other_tenant.id):
        theirs = _category("theirs")

    theirs.name = "mine"
    with pytest.raises(Category.NotUpdated), tenant_scope(tenant.id):
        theirs.save(force_update=True)
    with tenant_scope(tenant.id):
        assert theirs.delete() == (0, {})

    with tenant_scope(other_tenant.id):
        assert Category.objects.get().name == "theirs"


def test_saving_a_row_of_another_tenant_does_not_make_a_second_one(tenant: Any, other_tenant: Any) -> None:
    """`save()` that finds no row to update would insert one: the database refuses the other tenant's id."""
    with tenant_scope(other_tenant.id):
        theirs = _category("theirs")

    with pytest.raises(ProgrammingError, match="row-level security"), tenant_scope(tenant.id):
        theirs.save()


def test_same_id_may_live_in_two_tenants(tenant: Any, other_tenant: Any) -> None:
    """Keys are (tenant_id, id): an id that somebody learns or guesses collides with nothing."""
    same = uuid4()
    for owner in (tenant, other_tenant):
        with tenant_scope(owner.id):
            _category(owner.slug, id=same)

    with tenant_scope(tenant.id):
        assert Category.objects.get(id=same).slug == tenant.slug
        Category.objects.filter(id=same).delete()
    with tenant_scope(other_tenant.id):
        assert Category.objects.get(id=same).slug == other_tenant.slug


def test_references_to_the_same_id_join_within_their_tenant(tenant: Any, other_tenant: Any) -> None:
    same = uuid4()
    for owner in (tenant, other_tenant):
        with tenant_scope(owner.id):
            _product(_category(owner.slug, id=same), "lamp")

    with tenant_scope(tenant.id):
        assert [found.category.slug for found in Product.objects.select_related("category")] == [tenant.slug]
