"""The admin site: login, dashboard, search, choice of tenant."""

import time
from typing import Any

from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from unfold.sites import UnfoldAdminSite

from nexus.platform.backoffice import is_operator, is_staff
from nexus.platform.backoffice.acting import own_transactions
from nexus.platform.backoffice.registry import digests, tiles
from nexus.tenancy import facade as tenancy
from nexus.web.backoffice.login import LoginForm
from nexus.web.backoffice.search import find_everywhere
from nexus.web.backoffice.tenants import choose


class BackOffice(UnfoldAdminSite):
    """Replaces Django's site; views that would touch tables we do not have, or go around our services, are closed."""

    login_form = LoginForm
    login_template = "backoffice/login.html"
    index_template = "backoffice/dashboard.html"
    enable_nav_sidebar = True
    final_catch_all_view = True

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.disable_action("delete_selected")

    def has_permission(self, request: HttpRequest) -> bool:
        return is_staff(request.user)

    def get_urls(self) -> list[Any]:
        return [
            path("tenants/choose/", self.admin_view(self.choose_tenant), name="choose_tenant"),
            *super().get_urls(),
        ]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        tenant = request.tenant  # type: ignore[attr-defined]
        return {
            **super().each_context(request),
            "tenant": tenant,
            "may_choose_tenant": is_operator(request.user),
        }

    # Its form asks accounts, which opens what it needs: an operator lives in another tenant than the one of the address.
    @own_transactions
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if REDIRECT_FIELD_NAME not in request.GET:
            request.GET = request.GET.copy()
            request.GET[REDIRECT_FIELD_NAME] = reverse("admin:index")
        return super().login(request, extra_context)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(
            request, {"tiles": tiles(), "digests": digests(), "title": "Today", **(extra_context or {})}
        )

    def choose_tenant(self, request: HttpRequest) -> HttpResponse:
        """Operators pick the shop they work in; everybody else has but one."""
        if not is_operator(request.user):
            raise PermissionDenied
        if request.method == "POST":
            chosen = choose(request, request.POST.get("tenant"))
            if chosen is None:
                raise Http404
            messages.success(request, f"You are in {chosen.name} now.")
            return HttpResponseRedirect(reverse("admin:index"))
        context = {**self.each_context(request), "title": "Choose a shop", "tenants": tenancy.all_active()}
        return TemplateResponse(request, "backoffice/choose_tenant.html", context)

    def search(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The palette: pages by name, and records by what identifies them. Nothing is cached: answers belong to one shop."""
        text = request.GET.get("s", "").strip().replace("\x00", "")
        if not text:
            return HttpResponse()
        started = time.perf_counter()
        found = [
            *self._search_apps(self.get_app_list(request), text.lower()),
            *find_everywhere(self, request, text),
        ]
        pages = Paginator(found, max(1, len(found)))
        context = {
            "results": pages.page(1),
            "page_obj": pages,
            "page_counter": 0,
            "search_term": text,
            "execution_time": time.perf_counter() - started,
        }
        name, headers = "unfold/helpers/command_results.html", {"HX-Trigger": "search"}
        return TemplateResponse(request, name, context, headers=headers)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Passwords are changed by the mail that accounts sends, which ends the other logins too."""
        raise Http404

    def password_change_done(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        raise Http404
