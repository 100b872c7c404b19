"""Reads: plain SQL into frozen rows."""

from nexus.accounts.queries.address_book import address_of, addresses_of
from nexus.accounts.queries.people import (
    holders_of,
    profile_of,
    sellers_of,
    user_by_email,
    user_by_id,
    user_of_session,
    users_by_ids,
)

__all__ = [
    "address_of",
    "addresses_of",
    "holders_of",
    "profile_of",
    "sellers_of",
    "user_by_email",
    "user_by_id",
    "user_of_session",
    "users_by_ids",
]
