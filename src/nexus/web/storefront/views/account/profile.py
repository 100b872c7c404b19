"""Names, phone, language; and the end of the account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from nexus.accounts import facade as accounts
from nexus.accounts.contracts.errors import WrongPassword
from nexus.web.storefront.account_forms import ClosingForm, ProfileForm, refuse
from nexus.web.storefront.rendering import COUNT_COOKIE, page
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.views.account.frame import account_page, own_id, person_of
from nexus.web.storefront.visitors import forget_visitor


@shop_page("GET", "POST", members=True, rate="write")
def profile(request: HttpRequest) -> HttpResponse:
    """The address cannot be changed: a new one needs a proof, and taking it would tell whether it is in use."""
    person = person_of(request)
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=person)
    if request.method == "POST" and form.is_valid():
        accounts.change_profile(person["id"], **form.cleaned_data)
        messages.success(request, _("Your profile is saved."))
        return HttpResponseRedirect(reverse("shop:profile"))
    facts = {"form": form, "person": person}
    return account_page(request, "profile.html", facts, tab="profile", status=400 if form.is_bound else 200)


@sensitive_post_parameters("current_password")
@shop_page("GET", "POST", members=True, rate="auth")
def close(request: HttpRequest) -> HttpResponse:
    """The password is asked, and what stays is said before."""
    person = person_of(request)
    form = ClosingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _closed(request, form):
        answer = HttpResponseRedirect(reverse("shop:account-closed"))
        answer.delete_cookie(COUNT_COOKIE)
        return answer
    facts = {"form": form, "person": person}
    return account_page(request, "close.html", facts, tab="profile", status=400 if form.is_bound else 200)


def _closed(request: HttpRequest, form: ClosingForm) -> bool:
    password = form.cleaned_data["current_password"]
    try:
        accounts.delete_account_on_web(request, own_id(request), current_password=password)
    except WrongPassword as error:
        refuse(form, error)
        return False
    forget_visitor(request)
    return True


@shop_page()
def closed(request: HttpRequest) -> HttpResponse:
    """Farewell."""
    return page(request, "storefront/account/closed.html")
