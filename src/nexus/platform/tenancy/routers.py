"""Schema changes go through the owner's connection only; the application's role owns nothing."""

from typing import Any


class OwnerMigrates:
    """Database router: `default` (application role) for data, `sweeper` for looking over tenants, `owner` for migrations."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "owner"
