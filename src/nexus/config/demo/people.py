"""The demo's users. One password for all of them, which works nowhere but in a demo."""

from uuid import UUID

from nexus.accounts import facade as accounts
from nexus.accounts.contracts.dto import UserInfo

PASSWORD = "nexus-demo-1"  # noqa: S105 - printed by `make up` on purpose
_NAMES = {
    "buyer": ("Alma", "Berg"), "buyer2": ("Ravi", "Costa"), "seller": ("Nora", "Lind"), "seller2": ("Teo", "Verde"),
    "support": ("Sam", "Okafor"), "owner": ("Olga", "Martin"), "operator": ("Ops", "Desk"),
}  # fmt: skip
_CROWD = ("Ines", "Jonas", "Mira", "Paul", "Lea", "Hugo", "Zoe", "Emil", "Ada", "Nils", "Ella", "Kai")


def person(name: str, domain: str, /, *, roles: tuple[str, ...] = ()) -> UserInfo:
    """A verified user `name@domain`; the one that exists if it does."""
    email = f"{name}@{domain}"
    first, last = _NAMES.get(name, (name.capitalize(), "Demo"))
    return accounts.find_by_email(email) or accounts.create_user(
        email, PASSWORD, first_name=first, last_name=last, roles=roles, verified=True
    )


def staff(domain: str, /) -> dict[str, UserInfo]:
    """One user for each role of a tenant."""
    return {
        "buyer": person("buyer", domain),
        "buyer2": person("buyer2", domain),
        "seller": person("seller", domain),
        "seller2": person("seller2", domain),
        "support": person("support", domain, roles=("support",)),
        "owner": person("owner", domain, roles=("owner",)),
    }


def crowd(domain: str, /) -> list[UUID]:
    """Further buyers, so that the order list has more than two names. They cannot log in."""
    found = []
    for name in _CROWD:
        email = f"{name.lower()}@{domain}"
        known = accounts.find_by_email(email)
        made = known or accounts.create_user(email, None, first_name=name, last_name="Demo", verified=True)
        found.append(made.id)
    return found
