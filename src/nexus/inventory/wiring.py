"""Use cases with their PostgreSQL parts."""

from nexus.inventory.application.commit import Commit
from nexus.inventory.application.count_stock import Adjust, ImportLevels, SetLevels, WriteCounts
from nexus.inventory.application.expiry import ReleaseExpired, TakeBackExpired
from nexus.inventory.application.release import Release
from nexus.inventory.application.reserve import Reserve
from nexus.inventory.application.restock import Restock
from nexus.inventory.infrastructure.journal import EventJournal
from nexus.inventory.infrastructure.reservations import PostgresReservations
from nexus.inventory.infrastructure.shelf import PostgresShelf

SHELF, RESERVATIONS, JOURNAL = PostgresShelf(), PostgresReservations(), EventJournal()
_TAKE_BACK = TakeBackExpired(reservations=RESERVATIONS, journal=JOURNAL)
_WRITE = WriteCounts(shelf=SHELF, take_back=_TAKE_BACK, journal=JOURNAL)

RESERVE = Reserve(shelf=SHELF, reservations=RESERVATIONS, take_back=_TAKE_BACK, journal=JOURNAL)
RELEASE = Release(shelf=SHELF, reservations=RESERVATIONS, journal=JOURNAL)
COMMIT = Commit(shelf=SHELF, reservations=RESERVATIONS, journal=JOURNAL)
RESTOCK = Restock(shelf=SHELF, reservations=RESERVATIONS, journal=JOURNAL)
RELEASE_EXPIRED = ReleaseExpired(shelf=SHELF, reservations=RESERVATIONS, take_back=_TAKE_BACK)
SET_LEVELS = SetLevels(write=_WRITE)
IMPORT_LEVELS = ImportLevels(write=_WRITE)
ADJUST = Adjust(write=_WRITE)
