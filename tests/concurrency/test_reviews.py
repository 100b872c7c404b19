"""Many readers and staff at one review: counters equal the voices, the rating equals what is published."""

from __future__ import annotations

from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db.models import F
from tests.catalog.marketplace import Market
from tests.fixtures import run_in_threads

from nexus.catalog import facade as catalog
from nexus.catalog.models import Product, Review, ReviewStatus, ReviewVote
from nexus.catalog.services import review_desk, review_voices
from nexus.kernel.ids import new_id
from nexus.platform.tenancy import tenant_scope

THREADS = 6


@pytest.fixture
def said(tenant: Any) -> tuple[Any, UUID, UUID]:
    """Tenant, product, and a published review of four stars."""
    product = Market(tenant).product()
    with tenant_scope(tenant.id):
        review = catalog.write_review(product.id, author_id=new_id(), rating=4, title="", comment="Good.")
    return tenant, product.id, review


def _counted(tenant: Any, review: UUID) -> tuple[tuple[int, int], tuple[int, int]]:
    """What the counters say, and what the voices are."""
    with tenant_scope(tenant.id):
        kept = Review.objects.get(pk=review)
        voices = [
            ReviewVote.objects.filter(review_id=review, is_helpful=helpful).count()
            for helpful in (True, False)
        ]
    return (kept.helpful_count, kept.unhelpful_count), (voices[0], voices[1])


def test_counters_follow_voices_that_come_change_and_go_at_once(said: tuple[Any, UUID, UUID]) -> None:
    tenant, product, review = said
    shared = new_id()  # one reader in several windows

    def speak(index: int) -> None:
        reader = shared if index < 3 else new_id()
        for helpful in (True, index % 2 == 0):
            with tenant_scope(tenant.id):
                review_voices.vote(product, review, voter_id=reader, is_helpful=helpful)
        if index == 0:
            with tenant_scope(tenant.id):
                review_voices.take_back_vote(product, review, voter_id=reader)

    run_in_threads(THREADS, speak)

    counters, voices = _counted(tenant, review)
    assert counters == voices
    assert sum(voices) in (3, 4)  # the shared reader's last word came before or after the others'


def test_without_the_lock_voices_are_lost(said: tuple[Any, UUID, UUID]) -> None:
    """The twin reads the counter, meets the others, and writes what it computed."""
    tenant, _, review = said
    meeting = Barrier(THREADS)

    def speak(index: int) -> None:
        with tenant_scope(tenant.id):
            known = Review.objects.get(pk=review).helpful_count
            meeting.wait(timeout=10)
            ReviewVote(id=new_id(), review_id=review, voter_id=new_id(), is_helpful=True).save(
                force_insert=True
            )
            Review.objects.filter(pk=review).update(helpful_count=known + 1)

    run_in_threads(THREADS, speak)
    assert _counted(tenant, review) == ((1, 0), (THREADS, 0))


def _rating(tenant: Any, product: UUID) -> tuple[tuple[int, int], tuple[int, int]]:
    """What the product says, and what is published."""
    with tenant_scope(tenant.id):
        kept = Product.objects.get(pk=product)
        stars = list(
            Review.objects.filter(product_id=product, status=ReviewStatus.PUBLISHED).values_list(
                "rating", flat=True
            )
        )
    return (kept.rating_sum, kept.review_count), (sum(stars), len(stars))


def test_a_review_counts_once_however_many_decide(said: tuple[Any, UUID, UUID]) -> None:
    tenant, product, review = said

    def decide(index: int) -> None:
        with tenant_scope(tenant.id):
            if index % 2:
                review_desk.approve(review, by=None)
            else:
                review_desk.reject(review, by=None, reason="No.")

    run_in_threads(THREADS, decide)
    says, published = _rating(tenant, product)
    assert says == published


def test_without_the_lock_a_review_counts_twice(said: tuple[Any, UUID, UUID]) -> None:
    tenant, product, review = said
    with tenant_scope(tenant.id):
        review_desk.reject(review, by=None, reason="No.")
    meeting = Barrier(2)

    def approve(index: int) -> None:
        with tenant_scope(tenant.id):
            was = Review.objects.get(pk=review).status
            meeting.wait(timeout=10)
            Review.objects.filter(pk=review).update(status=ReviewStatus.PUBLISHED)
            if was != ReviewStatus.PUBLISHED:
                Product.objects.filter(pk=product).update(
                    rating_sum=F("rating_sum") + 4, review_count=F("review_count") + 1
                )

    run_in_threads(2, approve)
    assert _rating(tenant, product) == ((8, 2), (4, 1))
