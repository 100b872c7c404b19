"""The front page, what is told about the shop, and small things of every page."""

from django.urls import path

from nexus.web.storefront.views import brand, home, info, language, styleguide

urlpatterns = [
    path("", home.home, name="home"),
    path("brand.css", brand.stylesheet, name="brand"),
    path("language/", language.choose, name="language"),
    path("info/<slug:topic>/", info.info, name="info"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
