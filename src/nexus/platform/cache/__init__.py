"""Byte cache for public reads, under one generation per tenant.

A write that changes public data calls `bump_generation()`; every answer from before is void with the commit. Answers live a
minute at most anyway, which bounds what a missed bump (Valkey down at that moment) can do. What ends by itself (a promotion, a
rate) ends a kept answer to the instant: `hold_until()`. Without Valkey everything is computed.
"""

from nexus.platform.cache.generation import bump_generation
from nexus.platform.cache.holding import hold_until
from nexus.platform.cache.responses import cached_response, kept_page

__all__ = ["bump_generation", "cached_response", "hold_until", "kept_page"]
