"""Uploading a picture that is fine."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image
from tests.fixtures import Api


def upload(client: Api, path: str) -> Any:
    """A small PNG as multipart."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    buffer = BytesIO()
    Image.new("RGB", (4, 4), "red").save(buffer, "PNG")
    file = SimpleUploadedFile("a.png", buffer.getvalue(), content_type="image/png")
    headers = {"X-Tenant": client.tenant.slug} | client.headers
    return client.client.post(path, {"file": file, "alt": "A thing"}, headers=headers)
