"""Log-in and everything of one person. Mails point to the two addresses with a token."""

from django.urls import path

from nexus.web.storefront.views import address
from nexus.web.storefront.views.account import (
    address_book,
    credit,
    notifications,
    orders,
    overview,
    passwords,
    profile,
    registration,
    sessions,
    verification,
)

urlpatterns = [
    path("address/fields/", address.fields, name="address-fields"),
    path("account/", overview.overview, name="account"),
    path("account/login/", sessions.log_in, name="login"),
    path("account/logout/", sessions.log_out, name="logout"),
    path("account/register/", registration.register, name="register"),
    path("account/register/sent/", registration.registered, name="registered"),
    path("account/verify/", verification.verify, name="verify"),
    path("account/activate/<str:uid>/<str:token>/", verification.activate, name="activate"),
    path("account/forgot-password/", passwords.forgot, name="forgot-password"),
    path("account/reset-password/<str:uid>/<str:token>/", passwords.reset, name="reset-password"),
    path("account/password/", passwords.change, name="password"),
    path("account/profile/", profile.profile, name="profile"),
    path("account/delete/", profile.close, name="close-account"),
    path("account/closed/", profile.closed, name="account-closed"),
    path("account/addresses/", address_book.book, name="addresses"),
    path("account/addresses/add/", address_book.add, name="address-add"),
    path("account/addresses/<uuid:address_id>/", address_book.edit, name="address-edit"),
    path("account/addresses/<uuid:address_id>/delete/", address_book.remove, name="address-delete"),
    path("account/addresses/<uuid:address_id>/default/", address_book.prefer, name="address-default"),
    path("account/orders/", orders.mine, name="account-orders"),
    path("account/credit/", credit.mine, name="account-credit"),
    path("account/credit/gift-card/", credit.look_up, name="account-gift-card"),
    path("account/notifications/", notifications.inbox, name="account-notifications"),
    path("account/notifications/read/", notifications.read_all, name="notifications-read"),
    path("account/notifications/settings/", notifications.settings, name="notification-settings"),
    path("account/notifications/<uuid:note_id>/read/", notifications.read, name="notification-read"),
]
