"""`python -m nexus.cli.tasks`: Celery's command line, which says when it is ready.

A worker listens on no port, so the supervisor could not tell one that works from one that is still loading.
"""

import os
from pathlib import Path

from celery.__main__ import main  # type: ignore[import-untyped]
from celery.signals import beat_init, worker_ready  # type: ignore[import-untyped]


def _say_ready(**_: object) -> None:
    if path := os.environ.get("NEXUS_READY_FILE"):
        Path(path).touch()


if __name__ == "__main__":
    worker_ready.connect(_say_ready, weak=False)
    beat_init.connect(_say_ready, weak=False)
    main()
