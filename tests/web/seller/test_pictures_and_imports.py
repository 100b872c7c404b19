"""Pictures of a product, and products by file."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

_PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


def _png(colour: str) -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (40, 20), colour).save(content, "PNG")
    return SimpleUploadedFile(f"{colour}.png", content.getvalue(), "image/png")


def _broken() -> SimpleUploadedFile:
    return SimpleUploadedFile("broken.png", b"\x89PNG\r\n\x1a\nno", "image/png")


def test_pictures_are_added_ordered_described_and_removed(
    market: Any, clay: Any, desk: Any, known: Any, refresh: Any
) -> None:
    sizes = tuple(market.variant("5.00", options={"Colour": colour}) for colour in ("red", "blue"))
    mug = market.product(vendor_id=clay.vendor_id, variants=sizes)
    path = f"/seller/products/{mug.id}/pictures/"

    desk.post(f"{path}add/", file=[_png("red"), _broken(), _png("blue")])
    page = desk.get(path)
    red, blue = (image.id for image in known(mug.id)[0].images)
    assert ("broken.png: Not a picture that can be kept" in page, "The pictures are kept." in page) == (
        True,
        True,
    )

    refused = desk.client.post(f"{path}add/", {"file": _broken()}, headers=_PARTIAL)
    assert (refused.status_code, refused["Content-Type"]) == (400, "text/plain; charset=utf-8")
    added = desk.client.post(f"{path}add/", {"file": _png("green")}, headers=_PARTIAL)
    green = known(mug.id)[0].images[2].id
    assert (added.status_code, str(green) in added.content.decode(), b"<html" in added.content) == (
        200,
        True,
        False,
    )

    def order() -> list[Any]:
        return [image.id for image in known(mug.id)[0].images]

    desk.post(f"{path}order/", order=f"{green},{red},{blue}")
    assert order() == [green, red, blue]
    desk.post(f"{path}order/", move=str(blue), by="-1")
    assert order() == [green, blue, red]
    for wrong in (f"{green},{red}", f"{green},{red},{mug.id}", f"{green},{green},{red}"):
        assert desk.client.post(f"{path}order/", {"order": wrong}, headers=_PARTIAL).status_code == 400
    assert order() == [green, blue, red]

    typed = {"alt": "From\nabove", "focal_x": "20", "focal_y": "900", "option-0": "blue"}
    desk.post(f"{path}{blue}/", **typed)
    image = known(mug.id)[0].images[1]
    assert (image.alt, image.focal_x, image.focal_y, image.options) == (
        "From above",
        20,
        100,
        {"Colour": "blue"},
    )
    desk.post(f"{path}{blue}/delete/")
    assert order() == [green, red]
    assert desk.client.post(f"{path}{blue}/delete/", headers=_PARTIAL).status_code == 400


def test_other_sellers_pictures_are_not_there(market: Any, clay: Any, desk: Any, known: Any) -> None:
    pan = market.product("Pan", vendor_id=market.seller("Iron").vendor_id)
    path = f"/seller/products/{pan.id}/pictures/"

    answers = [desk.get(path).status, desk.post(f"{path}add/", file=_png("red")).status]
    answers += [
        desk.post(f"{path}order/", order="").status,
        desk.get(f"/seller/products/{pan.id}/variants/").status,
    ]

    assert answers == [404, 404, 404, 404]
    assert known(pan.id)[0].images == ()


def _file(*lines: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("goods.csv", "\n".join(lines).encode(), "text/csv")


def _work(tenant: Any, place: str) -> None:
    from uuid import UUID

    from nexus.integrations import facade as integrations
    from nexus.platform.tenancy import bind_tenant

    with bind_tenant(tenant.id):
        integrations.work_off(UUID(place.rstrip("/").rpartition("/")[2]))


def test_a_file_is_looked_at_checked_and_brought_in(
    market: Any, clay: Any, desk: Any, known: Any, tenant: Any, refresh: Any
) -> None:
    mug = market.product(vendor_id=clay.vendor_id, sku="MUG")
    file = _file(
        "Name,Category,Article,price,stock",
        "Red Mug,kitchen,MUG,9.00,4",
        "Jug,kitchen,JUG,20.00,2",
        "Bad,kitchen,BAD,-1,2",
    )

    place = desk.post("/seller/imports/", file=file).place
    uploaded = desk.get(place)
    assert [refresh(uploaded)[f"field-{n}"] for n in range(5)] == ["title", "category", "", "price", "stock"]
    checking = desk.get(desk.post(f"{place}columns/", **(refresh(uploaded) | {"field-2": "sku"})).place)
    assert ("nothing is written" in checking, f'hx-get="{place}"' in checking.source) == (True, True)
    _work(tenant, place)
    page = desk.get(place)
    assert ("Start the import" in page, "Must not be negative." in page, "Jug" in page) == (True, True, True)
    assert known(mug.id)[1] == {"MUG": ("12.50", 7)}

    desk.post(f"{place}start/")
    _work(tenant, place)
    page = desk.part(place)
    assert ("To the products" in page, "<html" in page.source) == (True, False)
    assert (known(mug.id)[1], "Jug" in desk.get("/seller/products/")) == ({"MUG": ("9.00", 4)}, True)
    told = b"".join(desk.client.get(f"{place}problems.csv").streaming_content).decode()
    assert (told.count("\n"), "Must not be negative." in told) == (2, True)
    exported = b"".join(desk.client.get("/seller/exports/products.csv").streaming_content).decode()
    assert ("JUG" in exported, "MUG" in exported) == (True, True)


def test_what_cannot_be_imported_and_what_is_anothers(
    market: Any, clay: Any, desk: Any, enter: Any, tenant: Any
) -> None:
    iron = market.seller("Iron")
    place = desk.post("/seller/imports/", file=_file("title,sku,price", "Cup,CUP,1.00")).place

    for path in (place, f"{place}problems.csv", "/seller/exports/products.exe"):
        assert enter(iron.user_id).get(path).status == 404
    for action in ("columns/", "start/", "cancel/"):
        assert enter(iron.user_id).post(f"{place}{action}").status == 404
    assert "goods.csv" not in enter(iron.user_id).get("/seller/imports/")
    for file in (SimpleUploadedFile("a.csv", b"\x00\x01\x02", "text/csv"), ""):
        assert desk.post("/seller/imports/", file=file).status == 400
    desk.post(f"{place}start/")
    assert "This import has gone on meanwhile." in desk.get(place)
    desk.post(f"{place}cancel/")
    assert "Cancelled" in desk.get(place)
