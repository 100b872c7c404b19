"""A shop with people of every role, and a desk: a browser that is logged in to its back office."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from tests.factories.shop import Shelf

PASSWORD = "a-good-pass-phrase-1"


@dataclass
class Page:
    """What came back."""

    status: int
    text: str
    url: str
    headers: Any
    messages: list[str] = field(default_factory=list)

    @property
    def once(self) -> str:
        return self.text.split('name="once" value="')[1].split('"')[0]


class Desk:
    """Requests to the back office of one tenant with one session."""

    def __init__(self, tenant: Any) -> None:
        from django.test import Client

        self.tenant, self.client = (
            tenant,
            Client(raise_request_exception=False, headers={"X-Tenant": tenant.slug}),
        )

    def log_in(self, user_id: UUID, *, home: UUID | None = None) -> Desk:
        """As the login does, without the work of hashing."""
        from nexus.accounts.models import User
        from nexus.platform.tenancy import tenant_scope

        with tenant_scope(home or self.tenant.id):
            user = User.objects.get(pk=user_id)
        self.client.force_login(user)
        return self

    def get(self, path: str) -> Page:
        return self._page(self.client.get(f"/admin/{path}"))

    def post(self, path: str, **data: Any) -> Page:
        return self._page(self.client.post(f"/admin/{path}", data))

    def act(self, path: str, **data: Any) -> Page:
        """Open the action's form, then send it with its own token."""
        form = self.get(path)
        assert form.status == 200, (form.status, form.url)
        return self.post(path, once=form.once, **data)

    def _page(self, response: Any) -> Page:
        from django.contrib.messages import get_messages

        assert response.status_code < 500, response.content[:2000]
        url = response.headers.get("Location", "")
        said = [str(one) for one in get_messages(response.wsgi_request)]
        return Page(response.status_code, unescape(response.content.decode()), url, response.headers, said)


@dataclass
class Shop:
    """One tenant with its people."""

    tenant: Any
    api: Any
    shelf: Shelf
    people: dict[str, UUID]

    def email(self, role: str) -> str:
        return f"{role}@{self.tenant.slug}.test"

    def desk(self, role: str) -> Desk:
        return Desk(self.tenant).log_in(self.people[role])

    def order(self, *, method: str = "manual", quantity: int = 1) -> dict[str, Any]:
        """A guest's order; not delivered yet."""
        from tests.factories.buying import buy

        return buy(self.api, [self.shelf.variant_ids[0]], quantity=quantity, method=method)

    def row(self, model: Any, **wanted: Any) -> Any:
        """The one row, read now."""
        from nexus.platform.tenancy import tenant_scope

        with tenant_scope(self.tenant.id):
            return model.objects.get(**wanted)

    def count(self, model: Any, **wanted: Any) -> int:
        from nexus.platform.tenancy import tenant_scope

        with tenant_scope(self.tenant.id):
            return int(model.objects.filter(**wanted).count())

    def facts(self, stream: str, stream_id: Any) -> list[str]:
        """Types of the events of a stream, without context and version."""
        from nexus.platform.events import load_envelopes
        from nexus.platform.tenancy import tenant_scope

        with tenant_scope(self.tenant.id):
            return [one.type.split(".")[1] for one in load_envelopes(stream, UUID(str(stream_id)))]


def open_shop(tenant: Any, *, prices: tuple[str, ...] = ("10.00", "5.00"), stock: int = 10) -> Shop:
    from tests.factories.shop import stock_shelf
    from tests.fixtures import Api

    from nexus.accounts import facade as accounts
    from nexus.platform.tenancy import bind_tenant, tenant_scope

    with bind_tenant(tenant.id), tenant_scope():
        shelf = stock_shelf(prices=prices, stock=stock)
        people = {}
        for role in ("owner", "support", "buyer", "seller"):
            granted = (role,) if role in {"owner", "support"} else ()
            email = f"{role}@{tenant.slug}.test"
            people[role] = accounts.create_user(email, PASSWORD, roles=granted, verified=True).id
        accounts.grant_role(people["seller"], "seller", subject_id=shelf.vendor_id)
    return Shop(tenant, Api(tenant), shelf, people)
