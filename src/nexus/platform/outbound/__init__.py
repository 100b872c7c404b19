"""Fetching what strangers name by URL, without reaching anything that is not public."""

from nexus.platform.outbound.fetching import Fetched, NotFetched, fetch

__all__ = ["Fetched", "NotFetched", "fetch"]
