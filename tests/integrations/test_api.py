"""Imports and exports over HTTP: who may, what is answered, what the worker does."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.integrations.files import HEAD
from tests.integrations.shops import shop

from nexus.integrations.interfaces import sweeping, tasks
from nexus.integrations.services import nudging

URL = "/api/integrations/imports/"
FILE = HEAD + "mug,Mug,Home,MUG,9.50,3,,clay,\nbowl,Bowl,Home,BOWL,cheap,3,,,\n"


def sent(api: Any, content: str = FILE, **fields: str) -> Any:
    file = SimpleUploadedFile("goods.csv", content.encode(), content_type="text/csv")
    headers = {"X-Tenant": api.tenant.slug} | api.headers
    return api.client.post(URL, {"file": file, "create_categories": "true", **fields}, headers=headers)


def work(tenant: Any) -> None:
    """What the beat and the worker do."""
    asked: list[Any] = []
    original = nudging._send
    nudging._send = lambda tenant_id, import_id: asked.append((str(tenant_id), str(import_id)))
    try:
        sweeping.resume_all()
        for one in asked:
            if one[0] == str(tenant.id):
                tasks.work_off(*one)
    finally:
        nudging._send = original


def test_from_upload_to_products(market: Any, tenant: Any) -> None:
    staff = market.staff()
    made = sent(staff)
    assert made.status_code == 201
    body = made.json()
    assert (body["status"], body["filename"], body["rows"], body["percent"]) == (
        "uploaded",
        "goods.csv",
        0,
        0,
    )
    assert body["columns"][3] == {"header": "sku", "field": "sku", "examples": ["MUG", "BOWL"]}
    one = made["Location"]

    mapped = staff.put(f"{one}mapping/", {"mapping": {"tags": "", "attr.material": "attr.stuff"}}).json()
    assert {c["header"]: c["field"] for c in mapped["columns"]}["attr.material"] == "attr.stuff"
    assert mapped["create_categories"] is True
    assert staff.post(f"{one}start/").json()["code"] == "import_state"
    assert staff.post(f"{one}preview/").status_code == 202
    work(tenant)
    seen = staff.get(one).json()
    assert (seen["status"], seen["rows"], seen["counts"]["products_created"], seen["counts"]["problems"]) == (
        "checked",
        2,
        1,
        1,
    )
    assert [line["handle"] for line in seen["preview"]] == ["mug"]
    assert shop()["products"] == []

    assert staff.post(f"{one}start/").status_code == 202
    work(tenant)
    assert staff.get(one).json()["percent"] == 100
    assert staff.post(f"{one}cancel/").status_code == 409
    (problem,) = staff.get(f"{one}errors/?count=true").json()["results"]
    assert problem == {
        "line": 3,
        "column": "price",
        "value": "cheap",
        "reason": "A number is expected here, such as 12.50.",
    }
    answer = staff.get(f"{one}errors/file/")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows == [["line", "column", "value", "reason"], ["3", "price", "cheap", problem["reason"]]]
    assert [row["attributes"] for row in shop()["products"]] == [{"stuff": "clay"}]
    assert [entry["status"] for entry in staff.get(URL).json()["results"]] == ["done"]


def test_sellers_see_their_own_imports_and_nobody_elses(market: Any, other_market: Any, tenant: Any) -> None:
    mine, theirs = market.seller(), market.seller()
    made = sent(mine.api)
    assert made.json()["vendor"] == str(mine.vendor_id)
    one = made["Location"]
    assert [entry["id"] for entry in mine.api.get(URL).json()["results"]] == [made.json()["id"]]
    assert theirs.api.get(URL).json()["results"] == []
    for api in (theirs.api, other_market.staff()):
        for method, path in (
            ("GET", one),
            ("POST", f"{one}preview/"),
            ("POST", f"{one}cancel/"),
            ("GET", f"{one}errors/file/"),
        ):
            assert api.request(method, path, {} if method == "POST" else None).status_code == 404
    assert market.buyer().get(URL).status_code == 403
    assert sent(market.buyer()).status_code == 403
    assert sent(mine.api, vendor=str(theirs.vendor_id)).status_code == 403
    assert [row["status"] for row in shop()["import"]] == ["uploaded"]


@pytest.mark.parametrize(
    ("content", "errors"),
    [("", {"file": ["The submitted file is empty."]}), ("sku,sku\na,b\n", {"file": ["Two columns are called 'sku'."]})],
)  # fmt: skip
def test_a_bad_upload_names_the_field(content: str, errors: dict[str, Any], market: Any) -> None:
    answer = sent(market.staff(), content)
    assert (answer.status_code, answer.json()["errors"]) == (400, errors)
    assert shop()["import"] == []


def test_one_import_of_an_owner_runs_at_a_time(market: Any, tenant: Any) -> None:
    staff, seller = market.staff(), market.seller()
    first, second, other = (sent(api)["Location"] for api in (staff, staff, seller.api))
    for one, api in ((first, staff), (second, staff), (other, seller.api)):
        api.post(f"{one}preview/")
    work(tenant)
    assert staff.post(f"{first}start/").status_code == 202
    refused = staff.post(f"{second}start/")
    assert (refused.status_code, refused.json()["code"]) == (409, "import_running")
    assert refused.json()["import_id"] == first.split("/")[-2]
    assert seller.api.post(f"{other}start/").status_code == 202
    assert staff.post(f"{first}cancel/").json()["status"] == "cancelled"
    assert staff.post(f"{second}start/").status_code == 202


def test_an_export_holds_what_the_caller_may_see(market: Any) -> None:
    mine = market.seller()
    market.product("Mine", sku="MINE", vendor_id=mine.vendor_id, status="draft")
    market.product("House", sku="HOUSE")
    for api, skus in ((mine.api, ["MINE"]), (market.staff(), ["MINE", "HOUSE"])):
        answer = api.get("/api/integrations/exports/products/?format=csv")
        assert answer["Content-Disposition"] == 'attachment; filename="products.csv"'
        content = answer.content.decode("utf-8-sig")
        assert [row["sku"] for row in csv.DictReader(io.StringIO(content))] == skus
    refused = mine.api.get("/api/integrations/exports/products/?format=pdf&category=none")
    assert list(refused.json()["errors"]) == ["format"]
    assert market.buyer().get("/api/integrations/exports/products/").status_code == 403
