"""评价方案: the plan of the work as a document, with the indicator system and the lists as annexes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hengping.cases.model import Case
from hengping.forms.fill import fill_form
from hengping.forms.word import form_body
from hengping.reference.form_layouts import packaged_form
from hengping.reference.outline import Outline
from hengping.reference.packaged import read_packaged
from hengping.rendering.document import Annex, Cover, Document
from hengping.reports.annexes.registry import ANNEXES
from hengping.reports.cover import cover
from hengping.reports.evaluation_report import missing_box, outline_blocks, start_writing, style_of
from hengping.reports.material import Material, gather
from hengping.reports.references import resolved
from hengping.reports.writing import Writing
from hengping.scoring.case_score import score_case

_FOLDER, _NAME = "plan_outlines", "standard"
_DRAFT = "草稿"
_DESIGN = "F05"
"""The table of indicators, which takes the place of the score table of a report."""


def evaluation_plan(case: Case) -> Document:
    """The plan of a case at any stage; before it is approved it is a draft and lists what it lacks.

    Raises:
        InputError: the indicators cannot be worked with.
    """
    material = _material(case)
    writing = start_writing(material)
    body = outline_blocks(writing)
    blocks = resolved([*body, *_annexes(writing)], material.gaps)
    missing = missing_box(material) if material.watermark else ()
    return Document(
        title=f"{case.identity.project_name}\n绩效评价工作方案",
        blocks=(*missing, *blocks),
        cover=_cover(material),
        watermark=material.watermark or None,
        style=style_of(material),
        author=cover(material).issuer,
    )


def _material(case: Case) -> Material:
    """As for a report, under the outline of a plan; a plan that is approved is final, whatever the report is."""
    identity = case.identity
    watermark = "" if identity.plan_lock is not None else identity.watermark or _DRAFT
    own = case.model_copy(update={"identity": identity.model_copy(update={"watermark": watermark})})
    return replace(gather(own, score_case(own)), outline=read_packaged(Outline, _FOLDER, _NAME))


def _cover(material: Material) -> Cover:
    """The cover of the report without its number and date: those of a plan are its own."""
    lock = material.case.identity.plan_lock
    front = cover(material)
    date = ""
    if lock is not None and lock.approved_on is not None:
        date = f"{lock.approved_on.year}年{lock.approved_on.month}月"
    return replace(front, number="", date=date)


def _annexes(writing: Writing) -> Iterator[Annex]:
    """Annexes of the report by their name, and forms by their code."""
    material = writing.material
    for name in material.outline.annexes:
        if name in ANNEXES:
            annex = ANNEXES[name](writing)
            if annex is not None:
                yield annex
            continue
        layout = packaged_form(name)
        blocks = tuple(block for copy in fill_form(layout, material.case) for block in form_body(copy))
        key = "annex:scores" if name == _DESIGN else f"annex:{name}"
        yield Annex(layout.title, blocks, landscape=layout.landscape, key=key)
