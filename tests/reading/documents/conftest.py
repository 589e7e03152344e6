"""Reports to read back: the specimen of the rendering room and both examples, each published once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from hengping.cases.store import open_case
from hengping.rendering.document import Document
from hengping.rendering.publish import render
from hengping.reports.evaluation_report import evaluation_report
from hengping.reports.material import gather
from hengping.scoring.case_score import score_case
from tests.rendering.specimen import specimen

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


@dataclass(frozen=True)
class Published:
    """A document and its files by kind: docx, pdf, html."""

    document: Document
    files: dict[str, Path]


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Published]:
    """Publishes `specimen` or an example by name, once."""
    made: dict[str, Published] = {}

    def publish(name: str) -> Published:
        if name not in made:
            folder = tmp_path_factory.mktemp("published")
            document = specimen() if name == "specimen" else _report(name)
            files = {}
            for kind, data in render(document).items():
                files[str(kind)] = folder / f"report.{kind}"
                files[str(kind)].write_bytes(data)
            made[name] = Published(document, files)
        return made[name]

    return publish


def _report(name: str) -> Document:
    case = open_case(EXAMPLES / name)
    return evaluation_report(gather(case, score_case(case)))
