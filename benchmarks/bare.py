"""The floor for cached reads: a Django project with one DRF view that reads one cache entry and returns its bytes."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(
    SECRET_KEY="bench",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["rest_framework"],
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [],
        "DEFAULT_PERMISSION_CLASSES": [],
        "UNAUTHENTICATED_USER": None,
    },
    CACHES={
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": os.environ["REDIS_URL"],
        }
    },
)
application = get_wsgi_application()

from django.core.cache import cache  # noqa: E402
from rest_framework.views import APIView  # noqa: E402


class Bare(APIView):
    def get(self, request):  # type: ignore[no-untyped-def]
        return HttpResponse(cache.get("bare"), content_type="application/json")


with open(os.environ["BARE_BODY"], "rb") as body:
    cache.set("bare", body.read(), None)

urlpatterns = [path("bare/", Bare.as_view())]
