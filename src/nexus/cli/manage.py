"""`python -m nexus.cli.manage`: Django's command line with the product's settings.

The environment must be complete (`nexus manage ...` sees to that).
"""

import os
import sys


def main() -> None:
    """Run one Django management command; what only the operator can mend is told in a line, not in a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nexus.config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(["nexus manage", *sys.argv[1:]])
    except ImproperlyConfigured as error:
        sys.exit(f"A setting cannot be used: {error}")
    except OperationalError as error:
        sys.exit(f"The database does not let us work: {str(error).strip()}")


if __name__ == "__main__":
    main()
