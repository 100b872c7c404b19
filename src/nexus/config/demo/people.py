"""The demo's users. One password for all of them, which works nowhere but in a demo."""

from dataclasses import dataclass
from random import Random
from typing import Final
from uuid import UUID

from nexus.accounts import facade as accounts
from nexus.accounts.contracts.dto import UserInfo
from nexus.orders.contracts.dto import Address

PASSWORD = "nexus-demo-1"  # noqa: S105 - printed by `make up` on purpose
_NAMES = {
    "buyer": ("Alma", "Berg"), "buyer2": ("Ravi", "Costa"), "seller": ("Nora", "Lind"), "seller2": ("Teo", "Verde"),
    "support": ("Sam", "Okafor"), "owner": ("Olga", "Martin"), "operator": ("Ops", "Desk"),
}  # fmt: skip
_CROWD: Final = {
    "Ines": "Almeida", "Jonas": "Keller", "Mira": "Novak", "Paul": "Lefèvre", "Lea": "Brandt", "Hugo": "Sánchez",
    "Zoe": "Papadakis", "Emil": "Larsen", "Ada": "Rossi", "Nils": "Ekström", "Ella": "Murphy", "Kai": "Vermeer",
}  # fmt: skip
_PLACES: Final = (
    ("Berlin", "10437", "DE", ("Kastanienallee", "Oderberger Straße", "Choriner Straße")),
    ("Madrid", "28004", "ES", ("Calle del Pez", "Calle de Fuencarral", "Calle del Barco")),
    ("Lyon", "69001", "FR", ("Rue des Capucins", "Rue Burdeau", "Montée de la Grande Côte")),
    ("Porto", "4050-014", "PT", ("Rua das Flores", "Rua do Almada", "Rua de Cedofeita")),
    ("Copenhagen", "2200", "DK", ("Elmegade", "Blågårdsgade", "Ravnsborggade")),
    ("Utrecht", "3512 JE", "NL", ("Oudegracht", "Lange Nieuwstraat", "Springweg")),
)
_NUMBER_FIRST: Final = {"FR"}


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who buys in the demo, and where the parcels go."""

    id: UUID
    email: str
    name: str

    def home(self) -> Address:
        """The same address every time."""
        draw = Random(f"home of {self.email}")  # noqa: S311 - a demo is deterministic
        city, code, country, streets = draw.choice(_PLACES)
        street, number = draw.choice(streets), draw.randint(2, 98)
        line = f"{number} {street}" if country in _NUMBER_FIRST else f"{street} {number}"
        return Address(name=self.name, address_line=line, city=city, postal_code=code, country=country)


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


def customers(domain: str, /) -> list[Customer]:
    """Both buyers who can log in, and further ones who cannot: an order list has more than two names."""
    known = [person(name, domain) for name in ("buyer", "buyer2")]
    everybody = [*known, *(_one_of_the_crowd(first, last, domain) for first, last in _CROWD.items())]
    return [Customer(user.id, user.email, f"{user.first_name} {user.last_name}") for user in everybody]


def _one_of_the_crowd(first: str, last: str, domain: str) -> UserInfo:
    email = f"{first.lower()}@{domain}"
    return accounts.find_by_email(email) or accounts.create_user(
        email, None, first_name=first, last_name=last, verified=True
    )
