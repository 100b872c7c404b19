"""At the root of the site; `notifications` writes these addresses into mails."""

from django.urls import path

from nexus.accounts.interfaces.pages.views import activate, reset_password, stylesheet

urlpatterns = [
    path("account/style.css", stylesheet, name="accounts-style"),
    path("account/activate/<str:uid>/<str:token>/", activate, name="accounts-activate"),
    path("account/reset-password/<str:uid>/<str:token>/", reset_password, name="accounts-reset-password"),
]
