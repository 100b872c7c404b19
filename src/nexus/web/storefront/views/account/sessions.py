"""Logging in and out."""

from django.contrib import auth
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from nexus.accounts import facade as accounts
from nexus.accounts.contracts.errors import InvalidCredentials
from nexus.checkout import facade as checkout
from nexus.checkout.contracts import guests
from nexus.platform.http.actor import Actor
from nexus.web.storefront.account_forms import LoginForm
from nexus.web.storefront.carts import remember
from nexus.web.storefront.rendering import COUNT_COOKIE, page
from nexus.web.storefront.returning import back_to
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.visitors import forget_visitor, visitor


@sensitive_post_parameters("password")
@shop_page("GET", "POST", rate="auth")
def log_in(request: HttpRequest) -> HttpResponse:
    """Who is in already goes on at once. A guest's cart comes along."""
    if is_customer(visitor(request)):
        return HttpResponseRedirect(wished(request))
    if request.method != "POST":
        return _asking(request, LoginForm())
    form = LoginForm(request.POST)
    if not form.is_valid():
        return _asking(request, form, status=400)
    return _entering(request, form)


def _entering(request: HttpRequest, form: LoginForm) -> HttpResponse:
    given = form.cleaned_data
    try:
        user_id = accounts.log_in_on_web(request, email=given["email"], password=given["password"])
    except InvalidCredentials:
        form.add_error(None, _("E-mail and password do not match. Please check both."))
        return _asking(request, form, status=400)
    forget_visitor(request)
    answer = HttpResponseRedirect(wished(request))
    if checkout.merge_guest_cart(request.COOKIES.get(guests.COOKIE, ""), user_id):
        answer.delete_cookie(guests.COOKIE)  # what would not fit into one cart stays with its token
    remember(answer, None, checkout.pieces_in_cart(user_id))
    return answer


def _asking(request: HttpRequest, form: LoginForm, *, status: int = 200) -> HttpResponse:
    facts = {"form": form, "next": wished(request)}
    return page(request, "storefront/account/login.html", facts, status=status)


def wished(request: HttpRequest, /) -> str:
    """Where `next`, of the form or the address, leads: on this host, else to the account."""
    said = request.POST.get("next") or request.GET.get("next", "")
    return back_to(request, said, default=reverse("shop:account"))


def is_customer(actor: Actor, /) -> bool:
    """Logged in as a person of this shop; an operator of the installation is none."""
    return actor.kind == "user" and not actor.is_operator


@shop_page("POST")
def log_out(request: HttpRequest) -> HttpResponse:
    """To the front page; the cart stays with the account."""
    auth.logout(request)
    forget_visitor(request)
    answer = HttpResponseRedirect(reverse("shop:home"))
    answer.delete_cookie(COUNT_COOKIE)
    return answer
