"""The proof of a mailbox. A GET changes nothing: mail programs open links to look at them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from nexus.accounts import facade as accounts
from nexus.accounts.contracts.errors import LinkNotValid
from nexus.web.storefront.account_forms import EmailForm
from nexus.web.storefront.rendering import page
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.visitors import visitor


@shop_page("GET", "POST", rate="auth")
def verify(request: HttpRequest) -> HttpResponse:
    """Send the link again: to one's own address, or to one that is typed in; the answer does not tell who has an account."""
    actor = visitor(request)
    form = EmailForm(request.POST if request.method == "POST" and not actor.email else None)
    facts = {"form": form, "address": actor.email, "is_verified": actor.is_verified}
    if request.method != "POST":
        return page(request, "storefront/account/verify.html", facts)
    if not actor.email and not form.is_valid():
        return page(request, "storefront/account/verify.html", facts, status=400)
    return _sent(request, actor.email or form.cleaned_data["email"])


def _sent(request: HttpRequest, email: str) -> HttpResponse:
    accounts.ask_for_verification(email)
    text = _("If %(email)s has an account that is not confirmed yet, a mail is on its way.")
    messages.success(request, text % {"email": email})
    return HttpResponseRedirect(reverse("shop:verify"))


@shop_page("GET", "POST", rate="write")
def activate(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """A button, and after it the thanks. Notifications writes this address into mails."""
    if request.method != "POST":
        return page(request, "storefront/account/activate.html", {"state": "ask"})
    try:
        accounts.verify_email(uid, token)
    except LinkNotValid:
        state = "before" if visitor(request).is_verified else "dead"
        return page(request, "storefront/account/activate.html", {"state": state}, status=400)
    return page(request, "storefront/account/activate.html", {"state": "done"})
