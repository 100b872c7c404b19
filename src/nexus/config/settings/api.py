"""REST framework and OpenAPI."""

from nexus.config.settings import env

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "nexus.platform.http.schema.AutoSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "EXCEPTION_HANDLER": "nexus.platform.http.handlers.framework_errors",
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "UNAUTHENTICATED_TOKEN": None,
    "COERCE_DECIMAL_TO_STRING": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Nexus",
    "DESCRIPTION": "Multi-tenant commerce: catalogue, cart, orders, payments.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": True,
    "SCHEMA_PATH_PREFIX": "/api/",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {},
    "POSTPROCESSING_HOOKS": [],  # choices stay where they are used: a dozen contexts have a `status` of their own
}
NEXUS_CACHED_PREFIXES = ["/api/catalog/products/", "/api/catalog/categories/", "/api/catalog/search/"]
NEXUS_THROTTLING = env.flag("NEXUS_THROTTLING", True)
