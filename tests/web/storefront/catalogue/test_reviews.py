"""What members say: read on the product's page, written on a page of one's own."""

from typing import Any

import pytest

GOOD = {"rating": "5", "title": "Lovely", "comment": "Holds coffee."}
PAGE = "/p/red-mug/review/"


@pytest.fixture
def mug(market: Any) -> Any:
    return market.product()


@pytest.fixture
def member(market: Any, mug: Any, tenant: Any) -> Any:
    """`member()` -> the browser of a new member who may write."""
    from tests.web.storefront.catalogue.visitor import Visitor

    def make(**facts: Any) -> Any:
        return Visitor(tenant).log_in(market.person(**facts)[0])

    return make


def _reviews(market: Any, mug: Any) -> list[tuple[int, str, str]]:
    found = market.guest.get(f"/api/catalog/products/{mug.id}/reviews/").json()["results"]
    return [(one["rating"], one["title"], one["comment"]) for one in found]


def test_guests_are_led_to_the_log_in_and_back(mug: Any, visit: Any) -> None:
    page = visit.get(PAGE)

    assert (page.status, page.place) == (302, "/account/login/?next=%2Fp%2Fred-mug%2Freview%2F")


def test_one_writes_changes_and_takes_back(market: Any, mug: Any, member: Any, visit: Any) -> None:
    browser = member(first_name="Grace")
    assert "csrfmiddlewaretoken" in browser.get(PAGE).source

    sent = browser.post(PAGE, **GOOD)
    assert (sent.status, sent.place) == (302, PAGE)
    assert "Thank you. Your review is published." in browser.get(PAGE)
    shown = visit.get("/p/red-mug/")
    assert all(words in shown for words in ("Grace B.", "Lovely", "Holds coffee.", "5.0", "1 review"))

    browser.post(PAGE, rating="3", title="", comment="It broke.")
    assert _reviews(market, mug) == [(3, "", "It broke.")]
    assert "It broke." in visit.get("/p/red-mug/")

    assert browser.post(PAGE, delete="1").status == 302
    assert _reviews(market, mug) == []
    assert browser.post(PAGE, delete="1").status == 404


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"rating": ""}, "Choose one to five stars."),
        ({"rating": "6"}, "Choose one to five stars."),
        ({"rating": "0"}, "Choose one to five stars."),
        ({"rating": "4.5"}, "Choose one to five stars."),
        ({"title": "x" * 121}, "At most 120 characters."),
        ({"comment": "  "}, "Write between 1 and 5,000 characters."),
        ({"comment": "<b></b>"}, "Write between 1 and 5,000 characters."),
        ({"comment": "x" * 5001}, "Write between 1 and 5,000 characters."),
    ],
)
def test_what_cannot_be_published_is_said_next_to_the_field(
    market: Any, mug: Any, member: Any, changed: dict[str, str], words: str
) -> None:
    page = member().post(PAGE, **{**GOOD, **changed})

    assert page.status == 400
    assert page.text.count(words) == 2
    kept = {**GOOD, **changed}
    assert kept["comment"] in page
    assert kept["title"] in page
    assert _reviews(market, mug) == []


def test_an_unconfirmed_address_is_asked_to_confirm_first(market: Any, mug: Any, member: Any) -> None:
    browser = member(verified=False)

    read, sent = browser.get(PAGE), browser.post(PAGE, **GOOD)

    assert (read.status, sent.status) == (200, 403)
    assert "Please confirm your e-mail address first." in read
    assert "<textarea" not in read.source
    assert _reviews(market, mug) == []


def test_sellers_do_not_praise_their_own_things(market: Any, tenant: Any) -> None:
    from tests.web.storefront.catalogue.visitor import Visitor

    seller = market.seller()
    product = market.product("Own Mug", vendor_id=seller.vendor_id)
    browser = Visitor(tenant).log_in(seller.user_id)

    read, sent = browser.get("/p/own-mug/review/"), browser.post("/p/own-mug/review/", **GOOD)

    assert (read.status, sent.status) == (200, 403)
    assert "You sell this product" in read
    assert _reviews(market, product) == []


def test_what_is_not_public_cannot_be_reviewed(market: Any, member: Any) -> None:
    market.product("Draft Mug", status="draft")

    assert member().post("/p/draft-mug/review/", **GOOD).status == 404
    assert member().get("/p/nothing/review/").status == 404


def test_a_form_from_elsewhere_is_refused(market: Any, mug: Any, tenant: Any) -> None:
    from django.test import Client

    strict = Client(
        enforce_csrf_checks=True, raise_request_exception=False, headers={"X-Tenant": tenant.slug}
    )
    strict.cookies = _session(market, tenant)

    assert strict.post(PAGE, GOOD, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert strict.post(PAGE, GOOD).status_code == 403
    assert _reviews(market, mug) == []
    assert strict.post(PAGE, GOOD, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 302


def _session(market: Any, tenant: Any) -> Any:
    from tests.web.storefront.catalogue.visitor import Visitor

    return Visitor(tenant).log_in(market.person()[0]).client.cookies


def test_reviews_come_in_pages_with_their_stars(market: Any, mug: Any, visit: Any) -> None:
    for number in range(7):
        answer = market.buyer().post(
            f"/api/catalog/products/{mug.id}/reviews/",
            {"rating": 5 if number else 2, "comment": f"Said {number}."},
        )
        assert answer.status_code == 201

    page = visit.get("/p/red-mug/")
    assert [number for number in range(7) if f"Said {number}." in page] == [2, 3, 4, 5, 6]
    assert '<rect width="86%"' in page.source
    assert '<rect width="14%"' in page.source
    (more,) = {link for link in page.links if "cursor=" in link}
    part, plain = visit.part(more.removesuffix("#reviews")), visit.get(more.removesuffix("#reviews"))
    assert [number for number in range(7) if f"Said {number}." in part] == [0, 1]
    assert "<html" not in part.source
    assert "<h1" not in part.source
    assert "Said 0." in plain
    assert "Said 6." not in plain
    assert '<meta name="robots" content="noindex,follow">' in plain.source
    assert visit.get("/p/red-mug/?cursor=nonsense").status == 200


def _by_script(browser: Any, path: str, **data: str) -> Any:
    from tests.web.storefront.catalogue.visitor import Page

    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
    return Page(browser.client.post(path, data, headers=headers))


def test_readers_vote_report_and_read_the_answer(market: Any, mug: Any, member: Any, visit: Any) -> None:
    author, reader = member(first_name="Grace"), member()
    author.post(PAGE, **GOOD)
    (review,) = market.guest.get(f"/api/catalog/products/{mug.id}/reviews/").json()["results"]
    one = f"/p/red-mug/reviews/{review['id']}"
    answered = market.staff().put(
        f"/api/catalog/products/{mug.id}/reviews/{review['id']}/answer/", {"text": "Thank you!"}
    )
    assert answered.status_code == 200

    voted = reader.post(f"{one}/vote/", helpful="true")
    assert (voted.status, voted.place) == (302, f"/p/red-mug/#review-{review['id']}")
    part = _by_script(reader, f"{one}/vote/", helpful="false")
    assert (part.status, "Thank you for telling." in part) == (200, True)
    own = _by_script(author, f"{one}/vote/", helpful="true")
    assert "This is your own review." in own
    assert visit.post(f"{one}/vote/", helpful="true").place.startswith("/account/login/")
    page = visit.get("/p/red-mug/?sort=helpful")
    assert all(words in page for words in ("Thank you!", "Did this help you?"))
    (review,) = market.guest.get(f"/api/catalog/products/{mug.id}/reviews/").json()["results"]
    assert (review["helpful_count"], review["unhelpful_count"]) == (0, 1)

    assert "What is wrong with it?" in reader.get(f"{one}/report/")
    assert reader.post(f"{one}/report/", reason="Rude").place == PAGE
    assert "We will look at this review." in reader.get(PAGE)
    reader.post(f"{one}/report/", reason="Rude")
    assert "You have reported this review before." in reader.get(PAGE)
    assert author.post(f"{one}/report/", reason="Mine").status == 403
    assert reader.get(f"/p/no-such/reviews/{review['id']}/report/").status == 404
    (queued,) = market.staff().get("/api/catalog/reviews/?status=published").json()["results"]
    assert (queued["report_count"], queued["reports"]) == (1, ["Rude"])


def test_reviews_are_narrowed_to_stars_and_to_those_who_bought_it_here(
    market: Any, mug: Any, member: Any, visit: Any
) -> None:
    for stars, words in ((5, "Holds coffee."), (5, "Holds tea."), (2, "Holds nothing.")):
        member().post(PAGE, rating=str(stars), title="", comment=words)

    def shown(query: str) -> list[str]:
        page = visit.get(f"/p/red-mug/?{query}")
        assert page.status == 200
        return [words for words in ("Holds coffee.", "Holds tea.", "Holds nothing.") if words in page]

    assert shown("stars=5") == ["Holds coffee.", "Holds tea."]
    assert shown("stars=2&sort=helpful") == ["Holds nothing."]
    assert [shown(f"stars={wrong}") for wrong in ("9", "x", "-1")] == [shown("")] * 3
    assert shown("verified=true") == []
    page = visit.get("/p/red-mug/?stars=2")
    assert "/p/red-mug/?stars=5#reviews" in page.links
    assert "/p/red-mug/#reviews" in page.links, "the chosen bar leads back to all"
    assert "/p/red-mug/?stars=1#reviews" not in page.links, "nobody gave one star"
    assert '<meta name="robots" content="noindex,follow">' in page.source
    none = visit.get("/p/red-mug/?stars=2&verified=true")
    assert "No review is like that." in none
    assert "/p/red-mug/?stars=5&verified=true#reviews" in none.links
