"""The specimen, published once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from hengping.rendering.document import Document
from hengping.rendering.publish import Published, write_documents
from tests.rendering.specimen import specimen


@pytest.fixture(scope="session")
def document() -> Document:
    return specimen()


@pytest.fixture(scope="session")
def published(document: Document, tmp_path_factory: pytest.TempPathFactory) -> Published:
    return write_documents(document, tmp_path_factory.mktemp("published"), "report")


@pytest.fixture(scope="session")
def files(published: Published) -> Mapping[str, Path]:
    return dict(published.files)
