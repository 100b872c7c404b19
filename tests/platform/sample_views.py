"""A little shop counter: views that use every part of the edge. Mounted by the tests instead of the product's URLs."""

import threading
import time
from typing import Any, ClassVar
from uuid import UUID

from django.urls import include, path
from drf_spectacular.utils import OpenApiTypes
from drf_spectacular.views import SpectacularAPIView
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser

from nexus.kernel.errors import Conflict, Gone
from nexus.platform import db
from nexus.platform.cache import bump_generation
from nexus.platform.http import (
    KEYSET_QUERY,
    PAGE_QUERY,
    Actor,
    ApiRequest,
    ApiView,
    Column,
    CountryField,
    CurrencyField,
    EmailField,
    IdField,
    IntegerField,
    InvalidCredentials,
    Keyset,
    MoneyField,
    Response,
    TextField,
    created,
    endpoint,
    keyset_page,
    numbered_page,
    problem,
    validated,
    validated_list,
    validated_query,
)
from nexus.platform.tenancy import current_tenant, in_scope, tenant_scope

SELLER_ID = UUID("0190f0f0-0000-7000-8000-000000000001")
USER_ID = UUID("0190f0f0-0000-7000-8000-000000000002")
ACTORS = {
    "user": Actor(kind="user", id=USER_ID, email="u@x.test"),
    "verified": Actor(kind="user", id=USER_ID, is_verified=True),
    "seller": Actor(kind="user", id=SELLER_ID, roles=frozenset({"buyer", "seller"}), is_verified=True),
    "unverified-seller": Actor(kind="user", id=SELLER_ID, roles=frozenset({"buyer", "seller"})),
    "support": Actor(kind="user", id=USER_ID, roles=frozenset({"buyer", "support"})),
    "owner": Actor(kind="user", id=USER_ID, roles=frozenset({"buyer", "owner"})),
    "operator": Actor(kind="user", id=USER_ID, roles=frozenset({"buyer", "operator"})),
    "machine": Actor(kind="api_key", id=SELLER_ID),
}


def by_name(request: Any) -> Actor | None:
    """Authenticator of the tests: `Authorization: Test <name>`."""
    kind, _, name = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if kind != "Test":
        return None
    if name not in ACTORS:
        raise InvalidCredentials("unknown test actor")
    return ACTORS[name]


class Whoami(ApiView):
    @endpoint(auth="public")
    def get(self, request: ApiRequest) -> dict[str, Any]:
        return {"kind": request.actor.kind, "tenant": current_tenant()}


class Guarded(ApiView):
    """One method for each demand, so that the table of roles can be tested."""

    @endpoint(auth="user")
    def get(self, request: ApiRequest) -> dict[str, Any]:
        return {"ok": True}

    @endpoint(auth=("seller", "staff"))
    def post(self, request: ApiRequest) -> dict[str, Any]:
        return {"ok": True}

    @endpoint(auth="owner")
    def put(self, request: ApiRequest) -> dict[str, Any]:
        return {"ok": True}

    @endpoint(auth="operator")
    def patch(self, request: ApiRequest) -> dict[str, Any]:
        return {"ok": True}

    @endpoint(auth="verified")
    def delete(self, request: ApiRequest) -> None:
        return None


class AddressForm(serializers.Serializer):
    city = TextField(max_length=20)
    country = CountryField()


class LineForm(serializers.Serializer):
    sku = TextField()
    quantity = IntegerField(min_value=1)


class BasketForm(serializers.Serializer):
    email = EmailField(required=False)
    currency = CurrencyField(default="EUR")
    tip = MoneyField(required=False, currency="EUR")
    voucher = IdField(required=False)
    address = AddressForm()
    lines = LineForm(many=True)


class Basket(ApiView):
    @endpoint(auth="public", body=BasketForm, throttle="write")
    def post(self, request: ApiRequest) -> dict[str, Any]:
        return validated(BasketForm, request)

    @endpoint(auth="public", throttle="auth", ignore_credentials=True)
    def put(self, request: ApiRequest) -> list[Any]:
        return validated_list(LineForm, request, limit=2)


class SearchForm(serializers.Serializer):
    price_min = MoneyField(required=False)
    in_stock = serializers.BooleanField(required=False)


class Search(ApiView):
    @endpoint(auth="public", query=SearchForm)
    def get(self, request: ApiRequest) -> dict[str, Any]:
        return validated_query(SearchForm, request)


class Attributes(ApiView):
    @endpoint(auth="public", query=("sort", "attr.*"))
    def get(self, request: ApiRequest) -> dict[str, Any]:
        return dict(request.query_params.items())


class Trouble(ApiView):
    """Raises what the path says."""

    @endpoint(auth="public", errors=(409, 410))
    def get(self, request: ApiRequest, kind: str) -> Any:
        return TROUBLES[kind]()


class SoldOut(Conflict):
    code = "out_of_stock"
    title = "Out of stock"


def _sold_out() -> None:
    raise SoldOut("One line is short.", lines=[{"variant_id": USER_ID, "asked": 3, "available": 1}])


def _sql(statement: str) -> Any:
    return lambda: db.row(statement)


def _gone() -> None:
    raise Gone("Over.")


def _bug() -> None:
    raise KeyError("secret-of-the-house")


def _duplicate() -> None:
    for _ in range(2):
        db.execute(
            "INSERT INTO idempotency_key (id, tenant_id, owner, key, request_hash, created_at, headers, body)"
            " VALUES (gen_random_uuid(), %s, 'same', 'same', '', now(), '{}', '')",
            [current_tenant()],
        )


TROUBLES: dict[str, Any] = {
    "sold-out": _sold_out,
    "gone": _gone,
    "bug": _bug,
    "duplicate": _duplicate,
    "too-big": lambda: db.row("SELECT %s::int", [2**40]),
    "nul": lambda: db.row("SELECT %s::text", ["a\x00b"]),
    "overflow": lambda: (2**70).to_bytes(4),
    "not-null": lambda: db.execute(
        "INSERT INTO idempotency_key (id, tenant_id) VALUES (gen_random_uuid(), %s)", [current_tenant()]
    ),
    "returned": lambda: problem(SoldOut("kept")),
    "timeout": _sql("SET LOCAL statement_timeout = 20; SELECT pg_sleep(1)"),
}


class Locked(ApiView):
    """Waits for a row that the test holds."""

    @endpoint(auth="public")
    def post(self, request: ApiRequest) -> Any:
        db.execute("SET LOCAL lock_timeout = 50")
        return db.row(
            "SELECT id FROM idempotency_key WHERE tenant_id = %s FOR NO KEY UPDATE", [current_tenant()]
        )


class Till(ApiView):
    """Counts how often it really ran; the sleep makes a race certain."""

    runs: ClassVar[list[str]] = []
    pause: ClassVar[float] = 0.0
    guard: ClassVar[threading.Lock] = threading.Lock()

    @endpoint(
        auth="public",
        idempotent="required_for_guests",
        throttle="checkout",
        returns={201: OpenApiTypes.OBJECT},
    )
    def post(self, request: ApiRequest) -> Response:
        with Till.guard:
            Till.runs.append(request.META.get("HTTP_IDEMPOTENCY_KEY", ""))
            number = len(Till.runs)
        time.sleep(Till.pause)
        if request.data.get("fail"):
            raise SoldOut("short")
        return created(
            {"number": number, "paid": request.data.get("amount")}, location=f"/api/till/{number}/"
        )

    @endpoint(auth="public", idempotent="honoured", returns={201: OpenApiTypes.OBJECT})
    def put(self, request: ApiRequest) -> Response:
        return self.post(request)


class SlowTill(Till):
    """The same, outside a transaction, as handlers do that call the network."""

    transaction = False

    @endpoint(auth="public", idempotent="required", returns={201: OpenApiTypes.OBJECT})
    def post(self, request: ApiRequest) -> Response:
        assert not in_scope()
        with tenant_scope():
            db.row("SELECT 1 AS one")
        return super().post(request)


class Window(ApiView):
    """A public read, and a write that changes it."""

    cached = True
    shown: ClassVar[dict[str, int]] = {}
    built: ClassVar[int] = 0

    @endpoint(auth="public", query=("q", "sort"))
    def get(self, request: ApiRequest) -> dict[str, Any]:
        Window.built += 1
        return {"value": Window.shown.get(str(current_tenant()), 0), "q": request.query_params.get("q")}

    @endpoint(auth="public")
    def post(self, request: ApiRequest) -> dict[str, Any]:
        Window.shown[str(current_tenant())] = request.data["value"]
        bump_generation()
        if request.data.get("fail"):
            raise SoldOut("rolled back")
        return {"value": request.data["value"]}


NEWEST = Keyset(Column("number", "int", descending=True), Column("id", "uuid", descending=True))
MIXED = Keyset(Column("parity", "int"), Column("number", "int", descending=True))
_ROWS = (
    "(SELECT n AS number, mod(n, 3) AS parity, ('0190f0f0-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid AS id"
    " FROM generate_series(1, 25) n) rows"
)


class Listing(ApiView):
    @endpoint(auth="public", query=("order", *KEYSET_QUERY))
    def get(self, request: ApiRequest) -> dict[str, Any]:
        page = keyset_page(
            request, MIXED if request.query_params.get("order") == "mixed" else NEWEST, default_size=10
        )
        rows = db.rows(
            f"SELECT * FROM {_ROWS} WHERE {page.where} ORDER BY {page.order_by} LIMIT {page.limit}",
            page.params,
        )
        return page.answer(rows, item=lambda row: row.number, count=lambda: 25)


class Numbered(ApiView):
    @endpoint(auth="public", query=PAGE_QUERY)
    def get(self, request: ApiRequest) -> dict[str, Any]:
        page = numbered_page(request, default_size=10)
        rows = db.rows(f"SELECT * FROM {_ROWS} ORDER BY number LIMIT {page.limit} OFFSET {page.offset}")
        return page.answer(rows, item=lambda row: row.number, count=lambda: 25)


class Upload(ApiView):
    parser_classes = (MultiPartParser,)

    @endpoint(auth="public")
    def post(self, request: ApiRequest) -> dict[str, Any]:
        return {"title": request.data["title"], "size": request.data["image"].size}


api = [
    path("whoami/", Whoami.as_view()),
    path("guarded/", Guarded.as_view()),
    path("guarded/<uuid:thing_id>/", Guarded.as_view()),
    path("basket/", Basket.as_view()),
    path("search/", Search.as_view()),
    path("attributes/", Attributes.as_view()),
    path("trouble/<str:kind>/", Trouble.as_view()),
    path("locked/", Locked.as_view()),
    path("till/", Till.as_view()),
    path("slow-till/", SlowTill.as_view()),
    path("catalog/products/window/", Window.as_view()),
    path("listing/", Listing.as_view()),
    path("numbered/", Numbered.as_view()),
    path("upload/", Upload.as_view()),
    path("schema/", SpectacularAPIView.as_view()),
]
urlpatterns = [path("api/", include(api))]
handler400 = "nexus.web.storefront.views.errors.bad_request"
handler403 = "nexus.web.storefront.views.errors.forbidden"
handler404 = "nexus.web.storefront.views.errors.not_found"
handler500 = "nexus.web.storefront.views.errors.server_error"
