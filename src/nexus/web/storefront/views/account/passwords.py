"""Passwords: forgotten, set anew by the link from a mail, changed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from nexus.accounts import facade as accounts
from nexus.accounts.contracts.errors import LinkNotValid, WeakPassword, WrongPassword
from nexus.web.storefront.account_forms import ChangePasswordForm, EmailForm, NewPasswordForm, refuse
from nexus.web.storefront.rendering import page
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.views.account.frame import account_page, own_id, person_of
from nexus.web.storefront.visitors import visitor


@shop_page("GET", "POST", rate="auth")
def forgot(request: HttpRequest) -> HttpResponse:
    """Mail a link, if the address has an account; the answer does not tell."""
    if request.method != "POST":
        form = EmailForm(initial={"email": visitor(request).email})
        return page(request, "storefront/account/forgot_password.html", {"form": form})
    form = EmailForm(request.POST)
    if not form.is_valid():
        return page(request, "storefront/account/forgot_password.html", {"form": form}, status=400)
    email = form.cleaned_data["email"]
    accounts.ask_for_new_password(email)
    messages.success(request, _("If %(email)s has an account, a mail is on its way.") % {"email": email})
    return HttpResponseRedirect(reverse("shop:forgot-password"))


@sensitive_post_parameters("new_password")
@shop_page("GET", "POST", rate="write")
def reset(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """A field, and after it the confirmation. Notifications writes this address into mails; a GET changes nothing."""
    if request.method != "POST":
        return _resetting(request, "ask", form=NewPasswordForm())
    form = NewPasswordForm(request.POST)
    if not form.is_valid():
        return _resetting(request, "ask", form=form, status=400)
    try:
        accounts.reset_password(uid, token, form.cleaned_data["new_password"])
    except LinkNotValid:
        return _resetting(request, "dead", status=400)
    except WeakPassword as error:
        refuse(form, error)
        return _resetting(request, "ask", form=form, status=400)
    return _resetting(request, "done")


def _resetting(request: HttpRequest, state: str, *, status: int = 200, **facts: Any) -> HttpResponse:
    known = {"state": state, "rules": password_validators_help_texts(), **facts}
    return page(request, "storefront/account/reset_password.html", known, status=status)


@sensitive_post_parameters("current_password", "new_password")
@shop_page("GET", "POST", members=True, rate="auth")
def change(request: HttpRequest) -> HttpResponse:
    """Every other login ends."""
    person = person_of(request)
    form = ChangePasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _changed(request, form):
        messages.success(request, _("Your password is changed. Other devices have to log in again."))
        return HttpResponseRedirect(reverse("shop:password"))
    facts = {"form": form, "rules": password_validators_help_texts(), "person": person}
    return account_page(request, "password.html", facts, tab="password", status=400 if form.is_bound else 200)


def _changed(request: HttpRequest, form: ChangePasswordForm) -> bool:
    given = form.cleaned_data
    try:
        accounts.change_password_on_web(
            request, own_id(request), current=given["current_password"], new=given["new_password"]
        )
    except (WrongPassword, WeakPassword) as error:
        refuse(form, error)
        return False
    return True
