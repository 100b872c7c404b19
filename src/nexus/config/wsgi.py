"""HTTP."""

import os

from django.core.wsgi import get_wsgi_application

from nexus.config.chunks import measured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nexus.config.settings")
application = measured(get_wsgi_application())
