"""Pictures that rows name by address are fetched when the rows are in."""

from __future__ import annotations

from typing import Any

import pytest
from tests.integrations.files import imported, told

from nexus.integrations import facade
from nexus.integrations.models import PendingPicture
from nexus.platform.tenancy import tenant_scope

FILE = "handle,title,category,sku,price,images\nmug,Mug,Home,MUG,9,{url}\n"


@pytest.mark.parametrize("url", ["http://127.0.0.1/a.png", "http://169.254.169.254/latest/meta-data"])
def test_an_address_that_nobody_may_reach_becomes_a_problem_of_its_row(url: str, tenant: Any) -> None:
    done = imported(FILE.format(url=url))
    assert told(done) == []
    assert facade.fetch_pictures(done.id) is False
    ((line, column, reason),) = told(done)
    assert (line, column) == (2, "images")
    assert reason
    with tenant_scope():
        assert PendingPicture.objects.count() == 0
