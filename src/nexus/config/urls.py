"""What runs where."""

from django.urls import include, path

from nexus.config.back_office import back_office
from nexus.config.document import DocumentView
from nexus.config.settings.apps import provides
from nexus.web.landing.reference import ReDocPage, SwaggerPage
from nexus.web.landing.views import icon

urlpatterns = [
    path("favicon.ico", icon),
    path("api/schema/", DocumentView.as_view(), name="schema"),
    path("api/docs/", SwaggerPage.as_view(url_name="schema")),
    path("api/redoc/", ReDocPage.as_view(url_name="schema")),
    path("api/", include("nexus.config.api_urls")),
    path("admin/", back_office()),
    *(path("", include(module)) for module in provides("interfaces/pages/urls.py")),
    path("seller/", include("nexus.web.seller.urls")),
    path("", include("nexus.web.storefront.urls")),
]

handler400 = "nexus.web.storefront.views.errors.bad_request"
handler403 = "nexus.web.storefront.views.errors.forbidden"
handler404 = "nexus.web.storefront.views.errors.not_found"
handler500 = "nexus.web.storefront.views.errors.server_error"
