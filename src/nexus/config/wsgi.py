"""HTTP."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nexus.config.settings")
_django = get_wsgi_application()

from nexus.platform.http.chunks import with_length  # noqa: E402 - settings first

application = with_length(_django)
