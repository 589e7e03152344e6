"""The specimen, published once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from hengping.rendering.document import Document
from hengping.rendering.publish import render
from tests.rendering.specimen import specimen


@pytest.fixture(scope="session")
def document() -> Document:
    return specimen()


@pytest.fixture(scope="session")
def files(document: Document, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("published")
    made = {str(kind): (folder / f"report.{kind}", data) for kind, data in render(document).items()}
    for path, data in made.values():
        path.write_bytes(data)
    return {kind: path for kind, (path, _) in made.items()}
