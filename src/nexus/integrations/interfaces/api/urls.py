"""Paths below /api/."""

from django.urls import path

from nexus.integrations.interfaces.api import imports
from nexus.integrations.interfaces.api.exports import ProductExportView

_ONE = "integrations/imports/<uuid:import_id>/"

urlpatterns = [
    path("integrations/imports/", imports.ImportsView.as_view()),
    path(_ONE, imports.OneImportView.as_view()),
    path(f"{_ONE}mapping/", imports.ImportMappingView.as_view()),
    path(f"{_ONE}preview/", imports.ImportPreviewView.as_view()),
    path(f"{_ONE}start/", imports.ImportStartView.as_view()),
    path(f"{_ONE}cancel/", imports.ImportCancelView.as_view()),
    path(f"{_ONE}errors/", imports.ImportErrorsView.as_view()),
    path(f"{_ONE}errors/file/", imports.ImportErrorsFileView.as_view()),
    path("integrations/exports/products/", ProductExportView.as_view()),
]
