"""One copy of the sources for all tests that plant something in them."""

from collections.abc import Iterator

import pytest
from tests.architecture.linting import Copy, linted_copy


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    with linted_copy(tmp_path_factory.mktemp("sources")) as copy:
        yield copy
