"""A tenant with everything in it: two sellers and two buyers with things of every kind, guests, staff, keys.

Made over HTTP wherever HTTP can, so that the rows are those of real use.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tests.contract.grouped import grouped, price_lists
from tests.contract.pictures import upload
from tests.contract.priced import fill_cart_again, price_things
from tests.contract.promoted import promoted
from tests.contract.termed import terms_of
from tests.contract.tried import tried
from tests.factories.buying import fill_cart, place
from tests.fixtures import Api, _new_tenant

from nexus.accounts import facade as accounts
from nexus.catalog import facade as catalog
from nexus.catalog.facade import NewProduct, NewVariant
from nexus.integrations import facade as integrations
from nexus.kernel.money import Money
from nexus.platform.events.delivery import drain
from nexus.platform.tenancy import bind_tenant, tenant_scope
from nexus.search import facade as search
from nexus.tenancy import facade as tenancy
from nexus.vendors import facade as vendors

_LOGINS = ("refresh", "ending_refresh", "checked_refresh")


@dataclass(kw_only=True)
class Side:
    """A seller and a buyer of one tenant, what is theirs (`ids`), and a guest's purchase."""

    seller: Api
    buyer: Api
    guest: Api
    seller_key: Api
    ids: dict[str, str] = field(default_factory=dict)


@dataclass(kw_only=True)
class World:
    """One tenant, its two sides and its staff."""

    tenant: Any
    guest: Api
    sides: tuple[Side, Side]
    staff: dict[str, Api]
    session: Api

    @property
    def ids(self) -> dict[str, str]:
        """What belongs to the first side."""
        return self.sides[0].ids

    def logged_out(self) -> list[str]:
        """Roles whose credentials are not good any more: what was asked in their name proved nothing."""
        return [
            role
            for role, client in self.roles().items()
            if role != "guest" and client.get("/api/payments/").status_code != 200
        ]

    def roles(self) -> dict[str, Api]:
        """A client for every role; buyer and seller are the first side's."""
        return {
            "guest": self.guest,
            "buyer": self.sides[0].buyer,
            "seller": self.sides[0].seller,
            **self.staff,
        }


def make_world() -> World:
    """About a second of work; committed."""
    tenant = _new_tenant()
    guest = Api(tenant)
    with bind_tenant(tenant.id):
        staff = _staff(guest)
        sides = (_side(guest, staff["owner"]), _side(guest, staff["owner"]))
        drain(tenant.id)
        drain(tenant.id)
        for side in sides:
            _read_back(side, staff["owner"])
        with tenant_scope():
            user_id, _ = _person("buyer")
        session = session_client(tenant, user_id)
    return World(tenant=tenant, guest=guest, sides=sides, staff=staff, session=session)


def session_client(tenant: Any, user_id: UUID, *, home: UUID | None = None) -> Api:
    """A browser with a web session; `home`: the tenant where the person lives, when it is another one."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from nexus.accounts.models import User

    with tenant_scope(home or tenant.id):
        user = User.objects.get(pk=user_id)
    store = SessionStore()
    store[SESSION_KEY] = str(user_id)
    store[BACKEND_SESSION_KEY] = "nexus.accounts.interfaces.backends.TenantBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    client = Api(tenant)
    client.client.cookies["sessionid"] = store.session_key
    return client


def _staff(guest: Api) -> dict[str, Api]:
    with tenant_scope():
        support, owner = _person("support", roles=("support",)), _person("owner", roles=("owner",))
        _, key = tenancy.create_api_key("machines", roles=("owner",))
    operator = session_client(guest.tenant, _operator(), home=_home().id)
    return {
        "support": guest.as_user(support[1]),
        "owner": guest.as_user(owner[1]),
        "api_key": guest.with_headers(Authorization=f"Api-Key {key}"),
        "operator": operator,
    }


def _home() -> Any:
    return tenancy.create_tenant("nexus", name="Installation", mode="system")


def _operator() -> UUID:
    with bind_tenant(_home().id), tenant_scope():
        return _person("operator", roles=("operator",))[0]


def _person(name: str, *, roles: tuple[str, ...] = ()) -> tuple[UUID, str]:
    """(id, access token) of a new verified account."""
    email = f"{name}-{secrets.token_hex(6)}@world.example.org"
    user = accounts.create_user(
        email, None, first_name=name.title(), last_name="World", roles=roles, verified=True
    )
    return user.id, accounts.open_session(user.id).access


def _side(guest: Api, owner: Api) -> Side:
    with tenant_scope():
        seller_id, _ = _person("seller")
        vendor = vendors.create_vendor(name=f"Vendor {secrets.token_hex(4)}", owner_user_id=seller_id)
        access = accounts.open_session(seller_id).access
        buyer_id, buyer_access = _person("buyer")
        buyer = accounts.user(buyer_id)
        # Logins of their own: using a refresh token twice ends the login, access tokens included.
        logins = {name: accounts.open_session(buyer_id).refresh for name in _LOGINS}
        _, key = tenancy.create_api_key("seller's machine", roles=("seller",), vendor_id=vendor.id)
    side = Side(
        seller=guest.as_user(access), buyer=guest.as_user(buyer_access), guest=Api(guest.tenant),
        seller_key=guest.with_headers(Authorization=f"Api-Key {key}"),
        ids={"vendor": str(vendor.id), "buyer_id": str(buyer_id), "buyer_email": buyer.email if buyer else "", **logins},
    )  # fmt: skip
    _offer(side, vendor.id)
    side.ids |= promoted(side.seller, owner)
    terms_of(side.ids, side.seller, owner)
    tried(side.ids)
    _buy(side, owner)
    side.ids |= grouped(owner, side.ids["buyer_id"])
    side.ids |= price_lists(side.seller, side.ids)
    price_things(side.ids)
    fill_cart_again(side.buyer, side.ids, variant=side.ids["variant"])
    return side


def _offer(side: Side, vendor_id: UUID) -> None:
    """Categories, products, pictures, a store, stock that was counted."""
    with tenant_scope():
        category = catalog.create_category(name=f"Category {secrets.token_hex(4)}")
        leaf = catalog.create_category(name=f"Leaf {secrets.token_hex(4)}")
        product = catalog.create_product(_new_product(vendor_id, category.id))
        draft = catalog.create_product(_new_product(vendor_id, category.id, status="draft"))
        pictured = catalog.create_product(_new_product(vendor_id, category.id))
        proposal = _proposal(product.id)
        if not catalog.attribute_definitions():
            catalog.define_attribute(code="material", name="Material", kind="text")
        free = catalog.define_attribute(code=f"a{secrets.token_hex(4)}", name="Finish", kind="text")
        types = [catalog.define_product_type(code=f"t{secrets.token_hex(4)}", name="Thing", attributes=asked)
                 for asked in ([("material", False)], [])]  # fmt: skip
        synonym = search.create_synonym(phrases=[f"a{secrets.token_hex(4)}", f"b{secrets.token_hex(4)}"])
        brand, free_brand = (catalog.create_brand(name=f"Brand {secrets.token_hex(4)}") for _ in "ab")
        gifts, bare = (catalog.create_collection(name=f"Gifts {secrets.token_hex(4)}") for _ in "ab")
        store = vendors.create_store(
            vendor_id, name="Corner", address="1 Main St", latitude=52.5, longitude=13.4
        )
    side.ids |= {
        "category": str(category.id), "empty_category": str(leaf.id), "product": str(product.id),
        "variant": str(product.variants[0].id), "draft": str(draft.id), "draft_variant": str(draft.variants[0].id),
        "store": str(store.id), "attribute": str(types[0].attributes[0].attribute_id), "free_attribute": str(free.id),
        "pictured": str(pictured.id), "proposal": str(proposal), "product_type": str(types[0].id), "free_type": str(types[1].id),
        "synonym": str(synonym.id),
        "brand": str(brand.id), "free_brand": str(free_brand.id), "collection": str(gifts.id), "free_collection": str(bare.id),
    }  # fmt: skip
    _imports(side, vendor_id)
    side.ids["image"] = _made(upload(side.seller, f"/api/catalog/products/{product.id}/media/"))["id"]
    side.ids["only_image"] = _made(upload(side.seller, f"/api/catalog/products/{pictured.id}/media/"))["id"]
    count = {"variant_id": side.ids["variant"], "delta": 3, "reason": "found behind the shelf"}
    _made(side.seller.post("/api/inventory/adjustments/", count))


def _proposal(product_id: UUID) -> UUID:
    """Another title that waits: this shop asks for nothing to wait, so it is written as the service would."""
    from nexus.catalog.models import ChangeProposal
    from nexus.kernel import clock

    title = catalog.products([product_id])[product_id].title
    wished = {"before": {"title": title}, "changes": {"title": f"{title}, new"}}
    made = ChangeProposal.objects.create(product_id=product_id, kind="edit", created_at=clock.now(), **wished)
    return UUID(str(made.id))


def _imports(side: Side, vendor_id: UUID) -> None:
    """A file that was uploaded, and one that was read through."""
    for name in ("import", "checked_import"):
        file = [b"title,category,price\nMug,Nowhere,1.00\n"]
        side.ids[name] = str(integrations.create_import(file, filename="goods.csv", vendor_id=vendor_id).id)
    checked = UUID(side.ids["checked_import"])
    with tenant_scope():
        integrations.check_import(checked, vendor_ids=None, nudges=False)
    integrations.work_off(checked)


def _new_product(vendor_id: UUID, category_id: UUID, **facts: Any) -> NewProduct:
    sizes = tuple(
        NewVariant(price=Money.of("10.00", "EUR"), stock_quantity=1000, options={"size": size})
        for size in ("S", "M")
    )
    title = f"Thing {secrets.token_hex(4)}"
    return NewProduct(title=title, vendor_id=vendor_id, category_id=category_id, variants=sizes, **facts)


def _buy(side: Side, owner: Api) -> None:
    """Orders in different states with their payments, a guest's order, carts, a review, an address."""
    address = {
        "name": "Ada",
        "address_line": "1 Main St",
        "city": "Berlin",
        "country": "DE",
        "postal_code": "10115",
    }
    side.ids["address"] = _made(side.buyer.post("/api/accounts/addresses/", address))["id"]
    order = _order(side.buyer, side.ids["variant"], "sandbox")
    side.ids |= {
        "order": order["id"],
        "payment": order["payment"]["id"],
        "reference": order["payment"]["reference"],
    }
    _made(side.buyer.post("/api/payments/initiate/", {"order_id": order["id"]}))
    side.ids |= _paid(side, owner, "paid_order", "paid_payment")
    side.ids |= _paid(side, owner, "leaving_order", "leaving_payment")
    _made(side.buyer.post(f"/api/orders/{side.ids['leaving_order']}/cancel/", {"reason": "changed my mind"}))
    refund = {"amount": "1.00", "reason": "scratched"}
    _made(owner.post(f"/api/payments/{side.ids['paid_payment']}/refunds/", refund))
    _as_guest(side)
    review = {"rating": 5, "comment": "Would buy again."}
    reviews = f"/api/catalog/products/{side.ids['product']}/reviews/"
    side.ids["review"] = _made(side.buyer.post(reviews, review))["id"]
    reviews = f"/api/catalog/products/{side.ids['pictured']}/reviews/"
    side.ids["voted_review"] = _made(side.buyer.post(reviews, review))["id"]
    _made(owner.put(f"{reviews}{side.ids['voted_review']}/vote/", {"helpful": True}))
    _made(side.seller.put(f"{reviews}{side.ids['voted_review']}/answer/", {"text": "Thank you."}))


def _paid(side: Side, owner: Api, order_name: str, payment_name: str) -> dict[str, str]:
    order = _order(side.buyer, side.ids["variant"], "manual")
    _made(owner.post(f"/api/payments/{order['payment']['id']}/capture/"))
    drain(side.buyer.tenant.id)
    return {order_name: order["id"], payment_name: order["payment"]["id"]}


def _as_guest(side: Side) -> None:
    token = fill_cart(side.guest, [side.ids["variant"]])
    order = _made(place(side.guest, token, email=f"guest-{secrets.token_hex(6)}@world.example.org"))
    side.ids |= {
        "guest_order": order["id"], "guest_token": order["token"], "guest_payment": order["payment"]["id"],
        "guest_reference": order["payment"]["reference"],
    }  # fmt: skip
    item = {"variant_id": side.ids["variant"], "quantity": 2}
    cart = _made(Api(side.guest.tenant).post("/api/cart/cart/items/", item))
    side.ids |= {"guest_cart": cart["cart"]["token"], "guest_item": cart["id"]}


def _order(buyer: Api, variant: str, method: str) -> dict[str, Any]:
    fill_cart(buyer, [variant])
    return _made(place(buyer, method=method, email=f"buyer-{secrets.token_hex(6)}@world.example.org"))


def _read_back(side: Side, owner: Api) -> None:
    """Ids of what was made by listening: notes, mails, the cancellation request."""
    side.ids["note"] = _first(side.buyer.get("/api/notifications/"))["id"]
    side.ids["mail"] = _first(owner.get(f"/api/notifications/mailbox/?to={side.ids['buyer_email']}"))["id"]
    requests = owner.get("/api/orders/cancellation-requests/").json()["results"]
    side.ids["request"] = next(
        one["id"] for one in requests if one["order"]["id"] == side.ids["leaving_order"]
    )


def _first(answer: Any) -> dict[str, Any]:
    return _made(answer)["results"][0]  # type: ignore[no-any-return]


def _made(answer: Any) -> dict[str, Any]:
    assert answer.status_code in (200, 201, 202), (answer.request["PATH_INFO"], answer.content)
    return answer.json()  # type: ignore[no-any-return]
