"""Schemathesis over the sample views: whatever is sent, no 5xx and no status or media type that the document does not name."""

from typing import Any

import pytest

OPERATIONS = [
    ("get", "/api/whoami/"), ("get", "/api/guarded/"), ("post", "/api/guarded/"), ("delete", "/api/guarded/{thing_id}/"),
    ("post", "/api/basket/"), ("put", "/api/basket/"), ("get", "/api/search/"), ("get", "/api/attributes/"),
    ("post", "/api/till/"), ("post", "/api/slow-till/"), ("get", "/api/listing/"), ("get", "/api/numbered/"),
    ("get", "/api/catalog/products/window/"),
]  # fmt: skip


@pytest.fixture
def described(sample: Any) -> Any:
    import schemathesis
    from django.core.handlers.wsgi import WSGIHandler
    from drf_spectacular.generators import SchemaGenerator
    from tests.platform.sample_views import urlpatterns

    document = SchemaGenerator(patterns=urlpatterns).get_schema(public=True)
    schema = schemathesis.openapi.from_dict(document)
    schema.app = WSGIHandler()
    return schema


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_no_surprise(described: Any, sample: Any, method: str, path: str) -> None:
    from hypothesis import HealthCheck, given, settings
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

    operation = described[path][method.upper()]
    seen: set[int] = set()

    @given(case=operation.as_strategy())
    @settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def sends(case: Any) -> None:
        response = case.call(headers={"X-Tenant": sample.tenant.slug})
        seen.add(response.status_code)
        case.validate_response(
            response, checks=[not_a_server_error, status_code_conformance, content_type_conformance]
        )

    sends()
    assert seen - {404}
