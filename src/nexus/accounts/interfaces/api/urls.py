"""Paths below /api/."""

from django.urls import path

from nexus.accounts.interfaces.api import address_book, groups, passwords, profile, registration, tokens

urlpatterns = [
    path("auth/users/", registration.Users.as_view()),
    path("auth/users/activation/", registration.Activation.as_view()),
    path("auth/users/resend_activation/", registration.ResendActivation.as_view()),
    path("auth/users/me/", profile.Me.as_view()),
    path("auth/users/set_password/", passwords.SetPassword.as_view()),
    path("auth/users/reset_password/", passwords.ResetPassword.as_view()),
    path("auth/users/reset_password_confirm/", passwords.ConfirmPassword.as_view()),
    path("auth/jwt/create/", tokens.CreateToken.as_view()),
    path("auth/jwt/refresh/", tokens.RefreshToken.as_view()),
    path("auth/jwt/verify/", tokens.VerifyToken.as_view()),
    path("auth/jwt/logout/", tokens.Logout.as_view()),
    path("accounts/profiles/me/", profile.Profile.as_view()),
    path("accounts/addresses/", address_book.Addresses.as_view()),
    path("accounts/addresses/<uuid:address_id>/", address_book.OneAddress.as_view()),
    path("accounts/groups/", groups.GroupsView.as_view()),
    path("accounts/groups/<uuid:group_id>/", groups.OneGroupView.as_view()),
    path("accounts/groups/<uuid:group_id>/members/", groups.MembersView.as_view()),
    path("accounts/groups/<uuid:group_id>/members/<uuid:user_id>/", groups.OneMemberView.as_view()),
]
