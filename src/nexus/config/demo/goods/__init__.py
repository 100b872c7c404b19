"""What the sellers sell, one module for each of them (or two)."""

from nexus.config.demo.content import Seller
from nexus.config.demo.goods.casa_verde import CASA_VERDE
from nexus.config.demo.goods.little_fox import LITTLE_FOX
from nexus.config.demo.goods.mar import ATELIER
from nexus.config.demo.goods.nordlicht import NORDLICHT
from nexus.config.demo.goods.papier import PAPIER
from nexus.config.demo.goods.roast import ROAST
from nexus.config.demo.goods.stitch import STITCH
from nexus.config.demo.goods.trailhead import TRAILHEAD
from nexus.config.demo.goods.volt import VOLT

SELLERS: tuple[Seller, ...] = (NORDLICHT, CASA_VERDE, VOLT, TRAILHEAD, PAPIER, LITTLE_FOX, ROAST, STITCH)

__all__ = ["ATELIER", "SELLERS"]
