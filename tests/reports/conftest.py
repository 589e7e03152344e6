"""The two example cases as material and as documents, made once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from hengping.cases.store import open_case
from hengping.rendering.document import Document
from hengping.reports.evaluation_report import evaluation_report
from hengping.reports.material import Material, gather
from hengping.scoring.case_score import score_case

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NAMES = ("datong-2020", "xinjiang-2021")


@pytest.fixture(scope="session")
def materials() -> Mapping[str, Material]:
    opened = {name: open_case(EXAMPLES / name) for name in NAMES}
    return {name: gather(case, score_case(case)) for name, case in opened.items()}


@pytest.fixture(scope="session")
def documents(materials: Mapping[str, Material]) -> Mapping[str, Document]:
    return {name: evaluation_report(material) for name, material in materials.items()}
