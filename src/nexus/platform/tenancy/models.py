"""Base model and foreign key of everything that belongs to a tenant.

Django sees a primary key `id`; the database has (tenant_id, id), and foreign keys (tenant_id, x_id) -> (tenant_id, id), made by
`operations.SecureTenantTables`. So the tables can be distributed by tenant_id, and a row can never point across tenants.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models.base import ModelBase
from django.db.models.sql.where import WhereNode

from nexus.kernel.ids import new_id
from nexus.platform.tenancy.scope import current_tenant, is_unscoped


class TenantQuerySet[M: models.Model](models.QuerySet[M]):
    """Plain queryset, but it locks as little as it can; contexts may extend it."""

    def select_for_update(
        self, nowait: bool = False, skip_locked: bool = False, of: Any = (), no_key: bool = True
    ) -> TenantQuerySet[M]:
        """FOR NO KEY UPDATE unless asked otherwise: FOR UPDATE would also hold up whoever refers to the row."""
        return super().select_for_update(nowait=nowait, skip_locked=skip_locked, of=of, no_key=no_key)


class TenantManager[M: models.Model](models.Manager.from_queryset(TenantQuerySet)):  # type: ignore[misc]
    """Fail-closed: no scope, no query. Names the tenant in every statement; row-level security is only the net."""

    def get_queryset(self) -> TenantQuerySet[M]:
        queryset = super().get_queryset()
        return queryset if is_unscoped() else queryset.filter(tenant_id=current_tenant())


class _TenantModelBase(ModelBase):
    """Makes the fail-closed manager the base manager of every subclass, whatever its own Meta says."""

    def __new__(mcs, name: str, bases: tuple[type, ...], attrs: dict[str, Any], **kwargs: Any) -> Any:
        meta = attrs.setdefault("Meta", type("Meta", (), {}))
        if not hasattr(meta, "base_manager_name"):
            meta.base_manager_name = "objects"
        return super().__new__(mcs, name, bases, attrs, **kwargs)


class TenantModel(models.Model, metaclass=_TenantModelBase):
    """A row of one tenant. `tenant_id` comes from the scope and never changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant_id = models.UUIDField(default=current_tenant, editable=False)

    objects: ClassVar[TenantManager[Any]] = TenantManager()

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete by tenant and id; Django's own single-row delete would name the id alone."""
        return type(self)._base_manager.filter(pk=self.pk).delete()


class TenantForeignKey(models.ForeignKey):
    """Foreign key inside a context. `on_delete` is CASCADE or RESTRICT and is carried out by the database.

    Joins compare the tenant as well as the id. There is no SET NULL: with a composite key it would null the tenant too.
    """

    def __init__(self, to: Any, on_delete: Any, **kwargs: Any) -> None:
        if on_delete not in (models.CASCADE, models.RESTRICT):
            raise ValueError("TenantForeignKey takes CASCADE or RESTRICT")
        kwargs.pop("db_constraint", None)
        kwargs.setdefault("db_index", False)  # the composite index comes from SecureTenantTables
        self.database_rule = on_delete
        super().__init__(to, models.DO_NOTHING, db_constraint=False, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        kwargs["on_delete"] = self.database_rule
        return name, path, args, kwargs

    def get_extra_restriction(self, alias: str | None, related_alias: str | None) -> WhereNode | None:
        own = self.model._meta.get_field("tenant_id")
        remote = self.remote_field.model._meta.get_field("tenant_id")
        if alias and related_alias:
            return _equal(remote.get_col(related_alias), own.get_col(alias))
        # Django cut one side off (`exclude()` along a reverse relation): the other is left to be tied to the tenant.
        left = own.get_col(alias) if alias else remote.get_col(related_alias)
        return None if is_unscoped() else _equal(left, current_tenant())


def _equal(column: Any, value: Any) -> WhereNode:
    return WhereNode([column.target.get_lookup("exact")(column, value)], connector="AND")
