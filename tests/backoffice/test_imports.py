"""A file of products by hand: uploaded, checked, started."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from nexus.integrations import facade
from nexus.integrations.models import ImportJob

GOODS = b"sku,title,category,price\nNEW-1,Fern,Plants,3.00\nNEW-2,Moss,Plants,x\n"


def _file(content: bytes) -> BytesIO:
    file = BytesIO(content)
    file.name = "goods.csv"
    return file


def test_a_file_is_uploaded_looked_at_and_imported(shop: Any) -> None:
    desk = shop.desk("support")
    sent = desk.act(
        "integrations/importjob/do/upload/", file=_file(GOODS),
        create_categories="on",
    )  # fmt: skip
    job = shop.row(ImportJob)
    page = f"integrations/importjob/{job.pk}"
    assert sent.messages == ["goods.csv is uploaded. Nothing has changed yet: check it."]

    desk.act(f"{page}/do/check/")
    facade.work_off(job.pk)
    seen = desk.get(f"{page}/change/").text
    assert "fern" in seen
    assert "A number is expected here, such as 12.50." in seen
    desk.act(f"{page}/do/start/")
    facade.work_off(job.pk)
    assert "goods.csv" in desk.get("integrations/importjob/").text
    assert shop.row(ImportJob).counts["products_created"] == 1


def test_a_file_that_is_none_is_refused_at_its_field(shop: Any) -> None:
    page = shop.desk("owner").act("integrations/importjob/do/upload/", file=_file(b"\xd0\xcf\x11\xe0old"))
    assert "Old Excel files (.xls) and locked workbooks cannot be read." in page.text
    assert shop.count(ImportJob) == 0
