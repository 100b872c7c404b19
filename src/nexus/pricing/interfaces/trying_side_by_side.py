"""`python -m nexus.pricing.interfaces.trying_side_by_side`: one of the processes of `infrastructure/trial_crew.py`."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import django


def main() -> None:
    """Effects of a draft on the stretches that are read from the input, until that ends."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nexus.config.settings")
    os.nice(5)
    output = sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing but messages in the pipe
    django.setup()
    gc.freeze()  # what was imported stays to the end
    from nexus.pricing.infrastructure import trial_crew

    with suppress(BrokenPipeError):
        try:
            for page in _pages():
                trial_crew.send(output, trial_crew.Answer(page=page))
        except BrokenPipeError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the parent has to hear of it
            trial_crew.send(output, trial_crew.Answer(failure=f"{type(error).__name__}: {error}"))


def _pages() -> Iterator[Any]:
    import msgspec

    from nexus.platform.tenancy import bind_tenant
    from nexus.pricing.domain.promotions import PromotionSpec, compiled
    from nexus.pricing.domain.trials import as_draft
    from nexus.pricing.facade.trying import tried
    from nexus.pricing.infrastructure import past_orders, trial_crew
    from nexus.pricing.infrastructure.strategies import strategies

    task = trial_crew.receive(sys.stdin.buffer, trial_crew.Task)
    if task is None:
        return
    spec = msgspec.convert(task.spec, PromotionSpec, strict=False)
    draft = as_draft(compiled(spec, strategies(), promotion_id=task.promotion_id, version=task.version))
    stretches = iter(lambda: trial_crew.receive(sys.stdin.buffer, past_orders.Stretch), None)
    with bind_tenant(task.tenant_id):
        yield from tried(draft, task.vendor_id, stretches)


if __name__ == "__main__":
    main()
