"""What runs where."""

from django.urls import include, path
from drf_spectacular.views import SpectacularRedocView, SpectacularSwaggerView

from nexus.config.back_office import back_office
from nexus.config.document import DocumentView
from nexus.config.settings.apps import provides
from nexus.web.landing.views import landing

urlpatterns = [
    path("", landing),
    path("api/schema/", DocumentView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerView.as_view(url_name="schema")),
    path("api/redoc/", SpectacularRedocView.as_view(url_name="schema")),
    path("api/", include("nexus.config.api_urls")),
    path("admin/", back_office()),
    *(path("", include(module)) for module in provides("interfaces/pages/urls.py")),
]

handler400 = "nexus.platform.http.handlers.bad_request"
handler403 = "nexus.platform.http.handlers.forbidden"
handler404 = "nexus.platform.http.handlers.not_found"
handler500 = "nexus.platform.http.handlers.server_error"
