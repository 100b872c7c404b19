"""Log-in and everything of one person."""

from django.urls import path

from nexus.web.storefront.views import address
from nexus.web.storefront.views.account import overview, sessions

urlpatterns = [
    path("address/fields/", address.fields, name="address-fields"),
    path("account/", overview.overview, name="account"),
    path("account/login/", sessions.log_in, name="login"),
    path("account/logout/", sessions.log_out, name="logout"),
]
