"""Who wants to hear what, and where."""

from collections.abc import Iterable
from uuid import UUID

from nexus.kernel.ids import new_id
from nexus.notifications.contracts.errors import NotChoosable
from nexus.notifications.contracts.kinds import CHANNELS, CHOOSABLE_KINDS
from nexus.platform import db
from nexus.platform.tenancy import current_tenant


def set_preferences(user_id: UUID, choices: Iterable[tuple[str, str, bool]], /) -> None:
    """`choices` are (kind, channel, enabled); the last one for a pair counts. Raises NotChoosable."""
    wanted = {(kind, channel): enabled for kind, channel, enabled in choices}
    for kind, channel in wanted:
        if kind not in CHOOSABLE_KINDS or channel not in CHANNELS:
            raise NotChoosable(f"{kind} by {channel} cannot be switched.", kind=kind, channel=channel)
    values = [
        (new_id(), current_tenant(), user_id, kind, channel, enabled)
        for (kind, channel), enabled in sorted(wanted.items())
    ]
    db.insert_many(
        "notifications_preference",
        ("id", "tenant_id", "user_id", "kind", "channel", "enabled"),
        values,
        on_conflict="ON CONFLICT (tenant_id, user_id, kind, channel) "
        "DO UPDATE SET enabled = excluded.enabled",
    )
