"""Each import contract is broken on purpose and seen red: a guard that nobody saw fail proves nothing."""

from __future__ import annotations

import pytest
from importlinter.api import read_configuration
from tests.architecture.linting import CONFIGURATION, Copy

# contract -> file -> the line planted at its end
PLANTS = {
    "Street": {
        "pricing/facade.py": "import nexus.inventory.facade",  # two contexts of one layer
        "catalog/facade/reading.py": "import nexus.orders.contracts.events",  # upwards
        "platform/locking.py": "import nexus.accounts.contracts.dto",  # the platform knows no business
        "tenancy/facade.py": "def late():\n    import nexus.vendors.contracts.dto",  # hidden in a function
        "config/wsgi.py": "import nexus.cli.home",  # nobody imports the command line
        "loyalty/__init__.py": "",  # a context that nobody placed
    },
    "Doors": {
        "notifications/services/telling.py": "import nexus.orders.queries.lists",
        "checkout/wiring.py": "import nexus.orders.infrastructure.updating",
        "checkout/infrastructure/carts.py": "from nexus.catalog import models",
        "config/urls.py": "import nexus.catalog.services.slugs",  # queries and interfaces only
    },
    "Rich contexts": {
        "orders/queries/lists.py": "import nexus.orders.infrastructure.updating",
        "inventory/models.py": "import nexus.inventory.queries",
        "payments/domain/payment.py": "import nexus.payments.application.ports",
        "pricing/contracts/dto.py": "import nexus.pricing.domain.offers",
        "orders/helpers.py": "",  # a module that nobody placed
    },
    "Plain contexts": {
        "catalog/models/categories.py": "import nexus.catalog.services.slugs",
        "vendors/services/slugs.py": "import nexus.vendors.interfaces.api.urls",
        "accounts/helpers.py": "",  # a module that nobody placed
    },
    "Framework-free cores": {
        "orders/domain/number.py": "from django.utils import timezone",
        "payments/application/ports.py": "import nexus.platform.db",  # by way of another module
        "catalog/contracts/dto.py": "import celery",
        "kernel/money.py": "import structlog",
    },
    "Command line": {
        "cli/home.py": "import django",
        "cli/product.py": "from nexus.config.settings import env",
    },
    "Process entries": {
        "cli/supervisor.py": "import nexus.cli.manage",
    },
    "No cycles": {
        "kernel/currencies.py": "import nexus.kernel.money",
    },
}
PLANTED = [(contract, path, line) for contract, plants in PLANTS.items() for path, line in plants.items()]
# The other contracts cannot be broken upwards without a circle: those plants may redden this one too.
_CIRCLE = "No cycles"


@pytest.fixture(scope="module")
def already_red(sources: Copy) -> frozenset[str]:
    """Empty, or the product itself is at fault and test_contracts_are_complete.py says how."""
    return sources.lint().broken


@pytest.mark.parametrize(("contract", "path", "line"), PLANTED)
def test_planted_import_reddens_its_contract_and_no_other(
    sources: Copy, already_red: frozenset[str], contract: str, path: str, line: str
) -> None:
    with sources.planted(path, line):
        verdicts = sources.lint()

    assert verdicts.broken - already_red - ({_CIRCLE} - {contract}) == {contract}, verdicts.output


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("checkout/wiring.py", "import nexus.catalog.facade, nexus.orders.contracts.events"),
        ("config/urls.py", "import nexus.orders.queries.lists, nexus.checkout.interfaces.api.urls"),
        (
            "orders/infrastructure/repository.py",
            "import nexus.orders.domain.order, nexus.platform.db, django.db",
        ),
    ],
    ids=["through the doors", "the composition root introduces", "infrastructure uses frameworks"],
)
def test_lawful_import_reddens_no_contract(
    sources: Copy, already_red: frozenset[str], path: str, line: str
) -> None:
    with sources.planted(path, line):
        verdicts = sources.lint()

    assert verdicts.broken == already_red, verdicts.output


def test_every_contract_was_seen_red() -> None:
    written = {contract["name"] for contract in read_configuration(str(CONFIGURATION))["contracts_options"]}

    assert written == set(PLANTS)
