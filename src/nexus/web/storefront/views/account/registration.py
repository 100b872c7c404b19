"""Opening an account. Nothing here tells whether an address has one."""

from django.contrib import messages
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from nexus.accounts import facade as accounts
from nexus.accounts.contracts.errors import WeakPassword
from nexus.web.storefront.account_forms import RegistrationForm, refuse
from nexus.web.storefront.rendering import page
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.views.account.sessions import is_customer, wished
from nexus.web.storefront.visitors import visitor


@sensitive_post_parameters("password")
@shop_page("GET", "POST", rate="auth")
def register(request: HttpRequest) -> HttpResponse:
    """Nobody is logged in by it: that would tell a new account from one that was there."""
    if is_customer(visitor(request)):
        return HttpResponseRedirect(wished(request))
    if request.method != "POST":
        return _asking(request, RegistrationForm())
    form = RegistrationForm(request.POST)
    if not form.is_valid() or not _registered(form):
        return _asking(request, form, status=400)
    messages.success(request, _("We have sent a mail to %(email)s.") % {"email": form.cleaned_data["email"]})
    return HttpResponseRedirect(f"{reverse('shop:registered')}?{urlencode({'next': wished(request)})}")


def _registered(form: RegistrationForm) -> bool:
    given = form.cleaned_data
    names = {name: given[name] for name in ("first_name", "last_name")}
    try:
        accounts.register(given["email"], given["password"], language=get_language() or "", **names)
    except WeakPassword as error:
        refuse(form, error)
        return False
    return True


def _asking(request: HttpRequest, form: RegistrationForm, *, status: int = 200) -> HttpResponse:
    facts = {"form": form, "rules": password_validators_help_texts(), "next": wished(request)}
    return page(request, "storefront/account/register.html", facts, status=status)


@shop_page()
def registered(request: HttpRequest) -> HttpResponse:
    """Look into your mail; the account can be used at once."""
    return page(request, "storefront/account/registered.html", {"next": wished(request)})
