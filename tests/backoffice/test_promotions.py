"""Promotions are written, tried and published in the back office."""

from __future__ import annotations

import re
from typing import Any

import pytest

LIST = "pricing/promotionrecord/"
TEN: dict[str, Any] = {
    "code": "ten", "title": "Ten percent", "kind": "cart", "benefit.type": "percentage", "benefit.percent": "10",
    "target.type": "goods",
}  # fmt: skip


def promotion(shop: Any, code: str = "ten") -> Any:
    from nexus.pricing.models import PromotionRecord

    return shop.row(PromotionRecord, code=code)


def many(shop: Any) -> int:
    from nexus.pricing.models import PromotionRecord

    return int(shop.count(PromotionRecord))


def fields_of(text: str) -> dict[str, Any]:
    """What a browser would send of the editor's form: names with their values."""
    form = text.split('id="promotion-form"')[1].split("</form>")[0]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        facts = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if "name" in facts and (facts.get("type") != "checkbox" or " checked" in tag):
            found.setdefault(facts["name"], []).append(facts.get("value", "on"))
    for name, inner in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        options = re.findall(r'<option value="([^"]*)"( selected)?', inner)
        chosen = [value for value, mark in options if mark] or [value for value, _ in options[:1]]
        found.setdefault(name, []).extend(chosen)
    for name, inner in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        found.setdefault(name, []).append(inner)
    return {name: values for name, values in found.items() if name != "csrfmiddlewaretoken"}


def test_a_draft_is_written_published_paused_and_archived(shop: Any) -> None:
    desk = shop.desk("owner")

    page = desk.post(f"{LIST}add/", **TEN)
    made = promotion(shop)

    assert (page.status, page.url, page.messages) == (
        302,
        f"/admin/{LIST}{made.pk}/change/",
        ["Ten percent is saved."],
    )
    assert (made.status, made.spec["benefit"]) == ("draft", {"type": "percentage", "percent": "10"})
    steps = []
    for action in ("publish", "pause", "publish", "archive"):
        assert desk.act(f"{LIST}{made.pk}/do/{action}/").status == 302
        steps.append(promotion(shop).status)
    assert steps == ["active", "paused", "active", "archived"]


def test_saving_leads_to_publishing_which_lowers_the_next_order(shop: Any) -> None:
    before, desk = shop.order()["total"], shop.desk("owner")

    page = desk.post(f"{LIST}add/", **TEN | {"then": "publish"})
    made = promotion(shop)
    asked = (made.status, shop.order()["total"])
    done = desk.act(page.url.removeprefix("/admin/"))

    assert page.url == f"/admin/{LIST}{made.pk}/do/publish/"
    assert asked == ("draft", before)
    assert done.messages[-1] == "Ten percent is published."
    assert (before, shop.order()["total"]) == ("10.00", "9.00")


def test_a_live_one_that_is_changed_is_looked_through_for_conflicts(shop: Any) -> None:
    desk = shop.desk("owner")
    desk.post(f"{LIST}add/", **TEN)
    made = promotion(shop)
    desk.act(f"{LIST}{made.pk}/do/publish/")

    page = desk.post(
        f"{LIST}{made.pk}/edit/", **TEN | {"benefit.percent": "20", "version": str(promotion(shop).version)}
    )
    shown = desk.get(page.url.removeprefix("/admin/"))

    assert page.url == f"/admin/{LIST}{made.pk}/conflicts/"
    assert "No conflict was found" in shown.text
    assert shop.desk("support").get(f"{LIST}{made.pk}/conflicts/").status == 200


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"benefit.percent": ""}, "benefit.percent", "This is required."),
        ({"benefit.percent": "101"}, "benefit.percent", "at most 100"),
        ({"title": ""}, "title", "State one"),
        ({"code": "with space"}, "code", "letters"),
        ({"starts_at": "2026-02-01T10:00", "ends_at": "2026-01-01T10:00"}, "ends_at", "Must be after"),
        ({"starts_at": "whenever"}, "starts_at", "A day and a time"),
        ({"limit_total": "often"}, "limit_total", "A whole number."),
        ({"conditions.0.type": "min_spend"}, "conditions.0.amounts", "required"),
        ({"conditions.0.type": "min_spend", "conditions.0.amounts.EUR": "-5"}, "conditions.0.amounts", "below zero"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(
    shop: Any, wrong: dict[str, str], field: str, said: str
) -> None:
    page = shop.desk("owner").post(f"{LIST}add/", **TEN | wrong)

    id_ = "id-" + field.replace(".", "-")
    found = re.search(rf'<p class="pe-wrong" id="{id_}-wrong">([^<]*)</p>', page.text)
    assert page.status == 200
    assert found is not None, page.text[-3000:]
    assert said in found[1]
    assert f'aria-describedby="{id_}-wrong"' in page.text
    assert many(shop) == 0


def test_the_form_of_a_kept_promotion_sends_the_same_back(shop: Any) -> None:
    from nexus.platform.tenancy import tenant_scope
    from nexus.pricing import facade

    with tenant_scope(shop.tenant.id):
        facade.create_lane(position=3, name="Late")
    desk = shop.desk("owner")
    thing = str(shop.shelf.product_ids[0])
    full = TEN | {
        "conditions.0.type": "min_spend", "conditions.0.amounts.EUR": "20.00", "conditions.0.of.products": thing,
        "conditions.0.of.label": "Things", "target.selection.products": thing, "target.selection.exclude.tags": "sale",
        "target.selection.attributes": "colour: red, blue", "starts_at": "2030-01-01T08:00", "ends_at": "2030-02-01T08:00",
        "lane": "3", "priority": "7", "exclusive": "on", "needs_coupon": "on", "limit_total": "100", "limit_per_buyer": "1",
        "max_per_order.EUR": "50.00", "floor_percent": "60",
    }  # fmt: skip
    kept = desk.post(f"{LIST}add/", **full)
    assert kept.status == 302, re.findall(
        r'pe-wrong" id="([^"]+)">([^<]+)|bo-refusal[^>]*><p>([^<]+)', kept.text
    )
    before = promotion(shop)

    for _ in range(3):
        sent = fields_of(desk.get(f"{LIST}{before.pk}/edit/").text)
        page = desk.post(f"{LIST}{before.pk}/edit/", **sent)
        assert page.status == 302, page.text

    after = promotion(shop)
    assert after.spec == before.spec
    assert after.version == before.version
    assert before.spec["target"]["selection"] == {
        "products": [thing], "attributes": {"colour": ["red", "blue"]}, "exclude": {"tags": ["sale"]},
    }  # fmt: skip


def test_a_form_that_is_behind_is_refused(shop: Any) -> None:
    desk = shop.desk("owner")
    desk.post(f"{LIST}add/", **TEN)
    made = promotion(shop)
    first = desk.post(f"{LIST}{made.pk}/edit/", **TEN | {"title": "Mine", "version": str(made.version)})
    second = desk.post(f"{LIST}{made.pk}/edit/", **TEN | {"title": "Theirs", "version": str(made.version)})

    assert (first.status, second.status) == (302, 200)
    assert "changed this promotion in the meantime" in second.text
    assert promotion(shop).title == "Mine"


def test_conditions_come_and_go_without_losing_the_rest(shop: Any) -> None:
    desk = shop.desk("owner")
    sent = TEN | {"add_condition": "min_spend", "do": "add"}

    added = desk.post(f"{LIST}draft/", **sent)
    removed = desk.post(
        f"{LIST}draft/",
        **TEN | {"conditions.0.type": "min_spend", "conditions.0.amounts.EUR": "20", "do": "remove:0"},
    )

    assert 'name="conditions.0.amounts.EUR"' in added.text
    assert 'value="Ten percent"' in added.text
    assert added.headers["HX-Trigger-After-Swap"] == "drafted"
    assert "conditions.0" not in removed.text
    assert many(shop) == 0


def preview(shop: Any, **more: str) -> str:
    cart = {
        "sample.variants": str(shop.shelf.variant_ids[0]),
        f"sample.quantity.{shop.shelf.variant_ids[0]}": "2",
    }
    page = shop.desk("owner").post(f"{LIST}preview/", **TEN | cart | more)
    assert page.status == 200
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def test_the_cart_beside_the_form_tells_what_the_draft_does(shop: Any) -> None:
    applies = preview(shop)
    short = preview(shop, **{"conditions.0.type": "min_spend", "conditions.0.amounts.EUR": "50"})
    unready = preview(shop, **{"benefit.percent": ""})
    unnamed = preview(shop, code="", title="")

    assert "It applies: 2.00 EUR off." in applies
    assert "Total 18.00 EUR Without it 20.00 EUR" in applies
    assert "It does not apply. 30.00 EUR more. Failed rule: min_spend , missing 30.00 EUR" in short
    assert "Not complete yet Benefit, percent: This is required." in unready
    assert "It applies: 2.00 EUR off." in unnamed
    assert many(shop) == 0


def test_a_draft_that_begins_later_is_tried_when_it_begins(shop: Any) -> None:
    assert "It applies" in preview(shop, starts_at="2040-01-01T08:00")
    late = preview(shop, ends_at="2020-01-01T08:00")
    assert "It does not apply. It does not hold at that moment." in late


def test_goods_are_found_by_name_for_pickers(shop: Any) -> None:
    desk = shop.desk("owner")
    title = desk.get(f"catalog/product/{shop.shelf.product_ids[0]}/change/").text
    name = re.search(r"Thing 0 \w+", title)
    assert name is not None

    page = desk.get(
        f"{LIST}find/?kinds=categories,products&path=target.selection&find.target.selection={name[0]}"
    )

    assert f'data-name="target.selection.products" data-value="{shop.shelf.product_ids[0]}"' in page.text
    assert "Nothing is called that." in desk.get(f"{LIST}find/?kinds=products&path=p&find.p=zzz").text


def test_support_reads_and_does_not_write(shop: Any) -> None:
    shop.desk("owner").post(f"{LIST}add/", **TEN)
    made, desk = promotion(shop), shop.desk("support")
    page = f"{LIST}{made.pk}/"

    shown = desk.get(f"{page}change/")
    refused = [
        desk.get(f"{LIST}add/").status, desk.post(f"{LIST}add/", **TEN | {"code": "x"}).status, desk.get(f"{page}edit/").status,
        desk.post(f"{page}edit/", **TEN | {"title": "Stolen"}).status, desk.post(f"{LIST}draft/", **TEN).status,
        desk.post(f"{LIST}preview/", **TEN).status, desk.get(f"{LIST}find/?q=a").status,
        *(desk.post(f"{page}do/{one}/", once="x").status for one in ("publish", "duplicate", "archive", "delete")),
    ]  # fmt: skip

    assert shown.status == 200
    assert "/edit/" not in shown.text
    assert set(refused) == {403}
    assert (promotion(shop).title, promotion(shop).status, many(shop)) == ("Ten percent", "draft", 1)


def test_another_shops_promotion_is_not_there(shop: Any, rival: Any) -> None:
    shop.desk("owner").post(f"{LIST}add/", **TEN)
    made, desk = promotion(shop), rival.desk("owner")

    for path in ("change/", "edit/", "do/publish/"):
        assert desk.get(f"{LIST}{made.pk}/{path}").status == 404
    assert desk.post(f"{LIST}{made.pk}/edit/", **TEN).status == 404
    assert "Ten percent" not in desk.get(LIST).text


def test_a_copy_is_a_draft_of_its_own(shop: Any) -> None:
    desk = shop.desk("owner")
    desk.post(f"{LIST}add/", **TEN)
    desk.act(f"{LIST}{promotion(shop).pk}/do/publish/")

    first = desk.act(f"{LIST}{promotion(shop).pk}/do/duplicate/")
    desk.act(f"{LIST}{promotion(shop).pk}/do/duplicate/")

    copy = promotion(shop, "ten-copy")
    assert first.url == f"/admin/{LIST}{copy.pk}/edit/"
    assert (copy.status, copy.spec["benefit"], promotion(shop, "ten-copy2").status) == (
        "draft",
        promotion(shop).spec["benefit"],
        "draft",
    )


def test_a_page_says_its_rules_in_words(shop: Any) -> None:
    desk = shop.desk("owner")
    rule = {"conditions.0.type": "min_spend", "conditions.0.amounts.EUR": "20.00"}
    desk.post(f"{LIST}add/", **TEN | rule | {"target.selection.products": str(shop.shelf.product_ids[0])})

    text = " ".join(re.sub(r"<[^>]+>", " ", desk.get(f"{LIST}{promotion(shop).pk}/change/").text).split())

    assert "What buyers get Percentage off percent: 10" in text
    assert "When Minimum spend amounts: 20.00 EUR" in text
    assert re.search(r"On what Goods selection: \(products: Thing 0 \w+\)", text)


def test_publishing_tells_which_carts_it_brings_too_far_down(shop: Any) -> None:
    desk = shop.desk("owner")
    for code, lane in (("half", 0), ("other", 0)):
        exclusive = {"code": code, "title": f"Title of {code}", "benefit.percent": "70", "lane": str(lane)}
        desk.post(f"{LIST}add/", **TEN | exclusive)

    page = desk.get(f"{LIST}{promotion(shop, 'half').pk}/do/publish/")

    assert page.status == 200
    assert "It applies from now on" in page.text
    assert "carts with" in page.text or "Together too far down" in page.text


def test_a_draft_gives_its_gift_in_the_cart_beside_it(shop: Any) -> None:
    gift = {
        "benefit.type": "gift",
        "benefit.variant": str(shop.shelf.variant_ids[1]),
        "benefit.quantity": "1",
        "benefit.percent": "",
    }

    shown = preview(shop, **gift)

    assert "It applies: 5.00 EUR off" in shown
    assert "gift" in shown
    assert "Total 20.00 EUR" in shown
