"""The HTTP edge: how a view is declared, how input becomes values, how refusals look. See docs/api/conventions.md."""

from nexus.platform.http.actor import GUEST, Actor
from nexus.platform.http.countries import country_code, country_name
from nexus.platform.http.csrf import CsrfFailed, enforce_csrf
from nexus.platform.http.declaration import Endpoint, endpoint
from nexus.platform.http.encoding import Malformed
from nexus.platform.http.fields import (
    CountryField,
    CurrencyField,
    EmailField,
    IdField,
    InstantField,
    IntegerField,
    ListField,
    MoneyField,
    SlugField,
    TextField,
)
from nexus.platform.http.keysets import Column, Keyset, KeysetPage
from nexus.platform.http.paging import (
    KEYSET_QUERY,
    PAGE_QUERY,
    KeysetQuery,
    NumberedPage,
    PageBody,
    PageQuery,
    keyset_page,
    numbered_page,
    paginate_keyset,
    whole_list,
)
from nexus.platform.http.problems import InvalidCredentials, Problem, problem, problems
from nexus.platform.http.requests import ApiRequest
from nexus.platform.http.responses import Response, created, moved, no_content
from nexus.platform.http.validation import InvalidRequest, validated, validated_list, validated_query
from nexus.platform.http.view import ApiView
from nexus.platform.throttling import client_ip

Page = KeysetPage

__all__ = [
    "GUEST",
    "KEYSET_QUERY",
    "PAGE_QUERY",
    "Actor",
    "ApiRequest",
    "ApiView",
    "Column",
    "CountryField",
    "CsrfFailed",
    "CurrencyField",
    "EmailField",
    "Endpoint",
    "IdField",
    "InstantField",
    "IntegerField",
    "InvalidCredentials",
    "InvalidRequest",
    "Keyset",
    "KeysetPage",
    "KeysetQuery",
    "ListField",
    "Malformed",
    "MoneyField",
    "NumberedPage",
    "Page",
    "PageBody",
    "PageQuery",
    "Problem",
    "Response",
    "SlugField",
    "TextField",
    "client_ip",
    "country_code",
    "country_name",
    "created",
    "endpoint",
    "enforce_csrf",
    "keyset_page",
    "moved",
    "no_content",
    "numbered_page",
    "paginate_keyset",
    "problem",
    "problems",
    "validated",
    "validated_list",
    "validated_query",
    "whole_list",
]
