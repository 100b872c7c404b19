"""`python -m nexus.cli.manage`: Django's command line with the product's settings.

The environment must be complete (`nexus manage ...` sees to that).
"""

import os
import sys


def main() -> None:
    """Run one Django management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nexus.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["nexus manage", *sys.argv[1:]])


if __name__ == "__main__":
    main()
