"""Django settings, one small file per concern; the environment is read in `env.py` alone."""

from nexus.config.settings.accounts import *  # noqa: F403
from nexus.config.settings.api import *  # noqa: F403
from nexus.config.settings.apps import *  # noqa: F403
from nexus.config.settings.backoffice import *  # noqa: F403
from nexus.config.settings.commerce import *  # noqa: F403
from nexus.config.settings.cors import *  # noqa: F403
from nexus.config.settings.database import *  # noqa: F403
from nexus.config.settings.media import *  # noqa: F403
from nexus.config.settings.notifications import *  # noqa: F403
from nexus.config.settings.observability import *  # noqa: F403
from nexus.config.settings.security import *  # noqa: F403
from nexus.config.settings.services import *  # noqa: F403
from nexus.config.settings.storefront import *  # noqa: F403
