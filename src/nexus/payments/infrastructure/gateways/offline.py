"""Ways to pay without a network: staff confirm the money that comes and hand back the money that goes."""

from typing import ClassVar

from nexus.payments.application.gateway import Capability, Provider


class ManualProvider(Provider):
    """Bank transfer, invoice, cheque: the order waits until staff see the money."""

    code: ClassVar[str] = "manual"
    title: ClassVar[str] = "Bank transfer"
    capabilities: ClassVar[frozenset[Capability]] = frozenset({Capability.SETTLED_BY_STAFF})


class InStoreProvider(Provider):
    """Pay at pick-up: the order is confirmed at once and staff take the money at the counter."""

    code: ClassVar[str] = "in_store"
    title: ClassVar[str] = "Pay in store"
    capabilities: ClassVar[frozenset[Capability]] = frozenset(
        {Capability.SETTLED_BY_STAFF, Capability.PAYS_LATER}
    )
