"""What runs where."""

from django.urls import include, path

urlpatterns = [path("api/", include("nexus.config.api_urls"))]
