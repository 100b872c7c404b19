"""Django's own login (back office, web pages): people of the tenant, and operators of the installation.

Operators live in the installation's own tenant and may enter every tenant's back office. A transaction works
for one tenant only, so they are read on a connection of their own when one is open already.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connections
from django.db.models import OuterRef

from nexus.accounts.contracts.roles import BUYER, OPERATOR
from nexus.accounts.models import RoleGrant, User
from nexus.accounts.services.login import credentials_fit, find_credentials, record_login
from nexus.platform.tenancy import bound_tenant, in_scope, tenant_scope
from nexus.tenancy.facade import system_tenant


def user_by_password(email: str, password: str, /) -> User | None:
    """The person, or the operator, whose address and password these are. Opens a scope when none is open."""
    with nullcontext() if in_scope() else tenant_scope():
        found = find_credentials(email)
        if found is not None and credentials_fit(found, password):
            record_login(found.id, by="session")
            return load_user(found.id)
    operator = among_operators(lambda: find_credentials(email))
    if operator is None:
        _burn(password, hashed=found is not None)
        return None
    return among_operators(lambda: _enter(operator, password))


def user_of_web_session(user_id: UUID, /) -> User | None:
    """The person whom Django's session names, if this tenant knows them; else the operator."""
    with nullcontext() if in_scope() else tenant_scope():
        user = load_user(user_id)
    return user or among_operators(lambda: _operator(user_id))


def load_user(user_id: UUID, /) -> User | None:
    """The active person with their roles, by one statement."""
    grants = RoleGrant.objects.filter(user_id=OuterRef("pk")).values("role")
    user = User.objects.annotate(granted=ArraySubquery(grants)).filter(pk=user_id, is_active=True).first()
    if user is not None:
        user.__dict__["roles"] = frozenset({BUYER, *user.granted})  # fills the cached property
    return user


def among_operators[T](work: Callable[[], T]) -> T | None:
    """Run the work inside the installation's tenant; None when there is none, or when it is this one."""
    home = system_tenant()
    if home is None or home.id == bound_tenant():
        return None
    if not in_scope():
        return _inside(home.id, work)
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(_on_own_connection, home.id, work).result()


def _inside[T](tenant_id: UUID, work: Callable[[], T]) -> T:
    with tenant_scope(tenant_id):
        return work()


def _on_own_connection[T](tenant_id: UUID, work: Callable[[], T]) -> T:
    try:
        return _inside(tenant_id, work)
    finally:
        connections.close_all()


def _burn(password: str, *, hashed: bool) -> None:
    """An unknown address costs as much as a wrong password."""
    if not hashed:
        credentials_fit(None, password)


def _enter(found: Any, password: str) -> User | None:
    operator = _operator(found.id) if credentials_fit(found, password) else None
    if operator is not None:
        record_login(operator.pk, by="session")
    return operator


def _operator(user_id: UUID) -> User | None:
    user = load_user(user_id)
    return user if user is not None and OPERATOR in user.roles else None
