"""What `nexus verify` checks about promotions: their versions, and how often they were used."""

from collections.abc import Iterator
from typing import Final

from nexus.platform.db import rows
from nexus.platform.tenancy import current_tenant
from nexus.platform.verification import Check, Finding

# What should be counted, from the redemptions: by subject, in all and by each name of the buyer.
_USES: Final = """
WITH redeemed AS (
  SELECT r.promotion_id, r.coupon_id, r.buyer, r.email FROM pricing_redemption r
  WHERE r.tenant_id = %s AND r.returned_at IS NULL
), subject AS (
  SELECT p.id, p.limit_total, p.limit_per_buyer FROM pricing_promotion p WHERE p.tenant_id = %s
  UNION ALL SELECT c.id, c.limit_total, c.limit_per_buyer FROM pricing_coupon c WHERE c.tenant_id = %s
), named AS (
  SELECT s.id AS subject_id, k.buyer FROM redeemed r
  JOIN subject s ON s.id = r.promotion_id OR s.id = r.coupon_id
  CROSS JOIN LATERAL (
    SELECT '' AS buyer WHERE s.limit_total IS NOT NULL
    UNION ALL SELECT r.buyer WHERE s.limit_per_buyer IS NOT NULL AND r.buyer <> ''
    UNION ALL SELECT 'email:' || r.email
      WHERE s.limit_per_buyer IS NOT NULL AND r.email <> '' AND r.buyer <> 'email:' || r.email
  ) k
), redeemed_by AS (
  SELECT subject_id, buyer, count(*) AS many FROM named GROUP BY subject_id, buyer
), counted AS (
  SELECT u.subject_id, u.buyer, u.used FROM pricing_use u WHERE u.tenant_id = %s
)
SELECT subject_id, coalesce(counted.used, 0) AS used, coalesce(redeemed_by.many, 0) AS many
FROM counted FULL JOIN redeemed_by USING (subject_id, buyer)
WHERE coalesce(counted.used, 0) <> coalesce(redeemed_by.many, 0) ORDER BY subject_id LIMIT 100"""
_OVER: Final = """
SELECT subject_id, used, "limit" AS most FROM pricing_use
WHERE tenant_id = %s AND used > "limit" ORDER BY subject_id LIMIT 100"""
_VERSIONS: Final = """
SELECT p.id, p.status, p.version, v.version AS open FROM pricing_promotion p
LEFT JOIN pricing_promotion_version v
  ON v.tenant_id = p.tenant_id AND v.promotion_id = p.id AND v.valid_until IS NULL AND v.tenant_id = %s
WHERE p.tenant_id = %s AND CASE WHEN p.status = 'active'
  THEN v.version IS DISTINCT FROM p.version OR v.spec IS DISTINCT FROM p.spec ELSE v.version IS NOT NULL END
ORDER BY p.id LIMIT 100"""


def uses_that_differ() -> Iterator[Finding]:
    """Counted uses against the redemptions that were not given back. Nobody is named: a buyer's key may be an address."""
    for entry in rows(_USES, [current_tenant()] * 4):
        detail = f"counter says {entry.used}, redemptions add up to {entry.many}"
        yield Finding("uses differ from redemptions", {"subject": str(entry.subject_id)}, detail)


def uses_above_the_limit() -> Iterator[Finding]:
    """More uses than there were when the last one was claimed."""
    for entry in rows(_OVER, [current_tenant()]):
        yield Finding("used too often", {"subject": str(entry.subject_id)}, f"{entry.used} of {entry.most}")


def versions_that_differ() -> Iterator[Finding]:
    """A promotion that applies has one open version, which says what it says; one that does not has none."""
    for entry in rows(_VERSIONS, [current_tenant()] * 2):
        detail = f"{entry.status}, version {entry.version}, open version {entry.open}"
        yield Finding("promotion and its versions differ", {"promotion": str(entry.id)}, detail)


CHECKS_OF_PROMOTIONS: Final = (
    Check("pricing: uses are the redemptions that were not given back", uses_that_differ),
    Check("pricing: nothing was used more often than its limit says", uses_above_the_limit),
    Check("pricing: promotions are what their open versions say", versions_that_differ),
)
