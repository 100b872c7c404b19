"""Raw connections, and a database with rows in every table."""

import os
from collections.abc import Iterator

import pytest
from tests.tenancy.catalogue import tenant_tables
from tests.tenancy.filled import Filled, filled_database
from tests.tenancy.raw import Connection, as_app, as_owner


@pytest.fixture
def app() -> Iterator[Connection]:
    """The session's database as the application's role; autocommit, no scope."""
    with as_app() as connection:
        yield connection


@pytest.fixture
def owner() -> Iterator[Connection]:
    """The session's database as the role that migrates."""
    with as_owner() as connection:
        yield connection


@pytest.fixture(scope="session")
def filled() -> Iterator[Filled]:
    with filled_database(os.environ["DATABASE_URL"], tuple(tenant_tables())) as made:
        yield made


@pytest.fixture
def rows(filled: Filled) -> Iterator[Connection]:
    """The filled database as the application's role; autocommit, no scope."""
    with filled.connect() as connection:
        yield connection
