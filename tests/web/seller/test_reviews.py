"""What buyers say, and what sellers answer."""

from __future__ import annotations

from typing import Any


def test_reviews_are_answered_and_reported(
    market: Any, clay: Any, desk: Any, enter: Any, tenant: Any
) -> None:
    from nexus.catalog import facade as catalog
    from nexus.catalog.queries.seller_reviews import review_for
    from nexus.platform.tenancy import tenant_scope

    iron = market.seller("Iron")
    mug = market.product("Mug", vendor_id=clay.vendor_id)
    buyer, _ = market.person()
    with tenant_scope(tenant.id):
        review_id = catalog.write_review(
            mug.id, author_id=buyer, rating=2, title="Meh", comment="It <b>leaks</b>."
        )

    def kept() -> Any:
        with tenant_scope(tenant.id):
            return review_for(clay.vendor_id, review_id)

    path = f"/seller/reviews/{review_id}/"
    page = desk.get("/seller/reviews/?show=unanswered")
    assert ("Meh" in page, "It leaks." in page, "Meh" in enter(iron.user_id).get("/seller/reviews/")) == (
        True, True, False,
    )  # fmt: skip
    assert enter(iron.user_id).post(path, text="Ours is better").status == 404
    refused = desk.post(path, text="  ")
    assert (refused.status, "Write between 1 and 2,000 characters." in refused, kept().answer) == (
        400,
        True,
        "",
    )

    desk.post(path, text="Sorry! <i>We</i> send a new one.", do="answer")
    assert kept().answer == "Sorry! We send a new one."
    assert "All reviews are answered." in desk.get("/seller/reviews/?show=unanswered")
    desk.post(path, do="take-back")
    assert kept().answer == ""
    desk.post(path, do="report", reason="Not our mug")
    assert "Thank you. The shop will look at this review." in desk.get("/seller/reviews/")
    assert "You have reported this review already." in desk.post(path, do="report")
