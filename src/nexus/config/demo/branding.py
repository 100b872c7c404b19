"""How the demo shops present themselves: colours, words and a still life, kept in the tenant's settings."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any, Final
from uuid import UUID, uuid5

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from nexus.config.demo.pictures import hero
from nexus.tenancy.contracts.dto import TenantInfo

BAZAAR: Final[dict[str, Any]] = {
    "tagline": {"en": "Good things from independent makers", "es": "Cosas buenas de talleres independientes"},
    "accent": "#1f5f54",
    "announcement": {
        "en": "10 % off with WELCOME10 · Free shipping by post in Germany from €60",
        "es": "10 % menos con WELCOME10 · Envío gratis por correo en Alemania desde 60 €",
    },
    "hero_title": {"en": "Made well, by people you can name", "es": "Bien hecho, por gente con nombre"},
    "hero_text": {
        "en": "Lamps, pans, packs and paper from eight small houses, under one roof and in one basket.",
        "es": "Lámparas, ollas, mochilas y papel de ocho casas pequeñas, bajo un techo y en una sola cesta.",
    },
    "hero_alt": {
        "en": "A lamp, an enamelled casserole, a backpack, a mug, books and a plush fox before pale green paper",
        "es": "Una lámpara, una cazuela esmaltada, una mochila, una taza, libros y un zorro de peluche sobre papel verde",
    },
    "about": {
        "en": "Bazaar began as a market hall with eight stalls. Every stall is still run by the people who make or "
        "choose what lies on it: they set their prices, pack their parcels and answer your questions.\n\n"
        "We look after the roof: one basket, one payment, one place to ask. What we sell is meant to be used for "
        "years, and what can be repaired comes with a note on how.",
        "es": "Bazaar empezó como un mercado con ocho puestos. Cada puesto lo lleva todavía quien hace o elige lo que "
        "ofrece: fija sus precios, prepara sus paquetes y responde a tus preguntas.\n\n"
        "Nosotros cuidamos el techo: una cesta, un pago, un solo sitio donde preguntar. Lo que vendemos está pensado "
        "para usarse durante años, y lo que se puede reparar lleva una nota que explica cómo.",
    },
    "contact_email": "hello@bazaar.test",
}  # fmt: skip

ATELIER: Final[dict[str, Any]] = {
    "tagline": {"en": "Ceramics, weaving and prints by the sea", "es": "Cerámica, tejido y grabado junto al mar"},
    "accent": "#26647f",
    "announcement": {
        "en": "Free shipping on every order, wrapped in straw and paper",
        "es": "Envío gratis en todos los pedidos, envueltos en paja y papel",
    },
    "hero_title": {"en": "One studio, one kiln, one loom", "es": "Un taller, un horno, un telar"},
    "hero_text": {
        "en": "Stoneware for every day, wool in the colours of the shore, prints pulled by hand.",
        "es": "Gres para todos los días, lana con los colores de la orilla, estampas hechas a mano.",
    },
    "hero_alt": {
        "en": "A white moon jar, a blue vase, a terracotta pitcher, stacked bowls and a framed print of a harbour",
        "es": "Un jarrón luna blanco, un jarrón azul, una jarra terracota, cuencos apilados y un grabado de un puerto",
    },
    "about": {
        "en": "Atelier Mar is a former net store with a kiln in the yard and a loom under the window. We throw, weave "
        "and print what we would like to live with, in small batches, and sign what we are content with.\n\n"
        "The glazes are named after what we see from the door: tide, salt, dune, coral, slate. No two pieces are "
        "quite alike, and we would not want them to be.",
        "es": "Atelier Mar es un antiguo almacén de redes con un horno en el patio y un telar bajo la ventana. "
        "Torneamos, tejemos e imprimimos aquello con lo que querríamos vivir, en series cortas, y firmamos lo que nos "
        "deja contentos.\n\n"
        "Los esmaltes se llaman como lo que vemos desde la puerta: marea, sal, duna, coral, pizarra. No hay dos "
        "piezas iguales, ni querríamos que las hubiera.",
    },
    "contact_email": "taller@atelier.test",
    "instagram": "ateliermar",
}  # fmt: skip

BRANDS: Final = {"bazaar": BAZAAR, "atelier": ATELIER}


def branded(slug: str, tenant_id: UUID, /) -> dict[str, Any]:
    """The settings a demo shop is opened with; its still life has a path below the tenant's own folder."""
    url = f"{settings.MEDIA_URL}{_file(tenant_id)}"
    return {"branding": {**BRANDS[slug], "hero_image": url}}


def hang_hero(tenant: TenantInfo, slug: str, /) -> None:
    """Store the still life that the branding names, unless it is there, or the shop has another one."""
    shown = tenant.settings.get("branding", {}).get("hero_image", "")
    file = _file(tenant.id)
    if shown == f"{settings.MEDIA_URL}{file}" and not default_storage.exists(file):
        default_storage.save(file, ContentFile(hero(slug)))


def _file(tenant_id: UUID) -> str:
    return str(PurePosixPath(str(tenant_id), "shop", f"{uuid5(tenant_id, 'hero')}.webp"))
