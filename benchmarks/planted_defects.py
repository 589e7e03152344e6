"""What `hengping check` finds of known defects planted in clean documents, and what it says of the clean ones.

Two example reports as rendered, a report and a form written for this purpose are saved as Word, PDF, web page and text
and read again. Into copies of them defects are planted, one, four or ten in one document; a defect is found when a
finding of its rules shows it and did not stand in the clean copy. The same seed plants the same defects.
"""

from __future__ import annotations

import functools
import importlib
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.planting.defect import Kind, Planted
    from hengping.lint.finding import Finding

ROOT = Path(__file__).resolve().parent.parent
SEED = 20221122
ROUNDS = 12
"""How often each kind is planted, format and intensity taking turns."""
INTENSITIES = (1, 4, 10)
LEAST = {"arithmetic": 95, "numbering": 95, "other": 80}
MOST_WARNINGS_PER_TEN_PAGES = 1
# What the region's example really contains: its four vetoes name a grade that its scale lacks, and what was not
# published has no value. The goals of both examples are printed as they were filed.
TRUE_OF_THE_EXAMPLES = frozenset(("HP516", "HP520", "HP521", "HP710"))


@dataclass
class Tally:
    """Plantings of one kind: how many, how many found, and the texts of some that were missed."""

    planted: int = 0
    found: int = 0
    missed: list[str] = field(default_factory=list)


def main() -> bool:
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    clean = _clean_documents()
    planted = _planted_documents()
    written = _written_documents()
    return planted and clean and written


def _clean_documents() -> bool:
    """Findings on the clean documents: what is true of the examples is told apart."""
    from benchmarks.planting.bases import FORMATS, base_sheets
    from hengping.lint.finding import Severity

    holds = True
    print("  clean documents            pages  errors  warnings  (true of the case)")
    for name in base_sheets():
        pages = _pages(name)
        for kind in FORMATS:
            findings = _findings_of_clean(name, kind)
            false = [f for f in findings if not (name[-4:].isdigit() and f.code in TRUE_OF_THE_EXAMPLES)]
            counts = Counter(f.severity for f in false)
            true = len(findings) - len(false)
            errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
            print(f"    {name:<16} {kind:<5} {pages:>6} {errors:>7} {warnings:>9}  ({true})")
            for finding in false:
                print(f"      {finding.code} {finding.where}：{finding.remark.message}")
            holds &= errors == 0 and warnings <= max(pages * MOST_WARNINGS_PER_TEN_PAGES / 10, 0)
    return holds


@functools.cache
def _findings_of_clean(name: str, kind: str) -> tuple[Finding, ...]:
    from benchmarks.planting.bases import base_sheet, saved
    from hengping.lint.documents.report import check_document

    return check_document(saved(base_sheet(name), kind)).findings


def _pages(name: str) -> int:
    import pypdfium2

    from benchmarks.planting.bases import base_sheets
    from benchmarks.planting.sheet import document_of
    from hengping.rendering.publish import render

    return len(pypdfium2.PdfDocument(render(document_of(base_sheets()[name]), formats=("pdf",))["pdf"]))


def _planted_documents() -> bool:
    beside = Counter[str]()
    tallies = measure(ROUNDS, beside)
    groups: dict[str, Tally] = {}
    print("\n  kind                      planted   found  recall")
    for kind in _kinds():
        tally = tallies[kind.name]
        group = groups.setdefault(kind.group, Tally())
        group.planted, group.found = group.planted + tally.planted, group.found + tally.found
        rate = f"{100 * tally.found / tally.planted:.0f} %" if tally.planted else "–"
        pad = " " * max(24 - 2 * len(kind.title), 1)
        print(f"    {kind.title}{pad}{tally.planted:>9} {tally.found:>7} {rate:>7}  {kind.group}")
        for text in tally.missed[:3]:
            print(f"        missed: {text}")
    told = "、".join(f"{code} {count}" for code, count in sorted(beside.items()))
    print(f"  findings beside what was planted, by rule: {told or 'none'}")
    holds = True
    for name, tally in groups.items():
        rate = 100 * tally.found / tally.planted
        holds &= rate >= LEAST[name]
        print(f"  {name}: {tally.found} of {tally.planted} found, {rate:.1f} % (at least {LEAST[name]} %)")
    return holds


def _written_documents() -> bool:
    """Documents of authors who had not seen the checks, with the defects that they planted; formats taking turns."""
    from benchmarks.planting.bases import FORMATS
    from benchmarks.planting.written import false_alarms, findings_of_defects, written_documents

    holds = True
    print("\n  written documents          errors  warnings   arithmetic   numbering       other")
    for document in written_documents():
        alarms = [alarm for form in FORMATS for alarm in false_alarms(document, form)]
        tallies = {group: Tally() for group in LEAST}
        for defect, findings in findings_of_defects(document):
            tally, found = tallies[defect.group], any(defect.is_found(finding) for finding in findings)
            tally.planted, tally.found = tally.planted + 1, tally.found + found
            if not found:
                tally.missed.append(f"{defect.kind}：{defect.why}")
        errors = sum(alarm.severity == "error" for alarm in alarms)
        figures = "".join(f"{f'{tally.found} of {tally.planted}':>13}" for tally in tallies.values())
        print(f"    {document.name:<22} {errors:>8} {len(alarms) - errors:>9}{figures}")
        for text in (text for tally in tallies.values() for text in tally.missed):
            print(f"        missed: {text}")
        holds &= errors == 0
    return holds


def measure(rounds: int, beside: Counter[str], seed: int = SEED) -> dict[str, Tally]:
    """Plant every kind so many times and look for it; what did not fit its document is planted alone in one it fits.

    `beside` counts, by rule, findings that neither the clean document nor a planted defect accounts for.
    """
    kinds = _kinds()
    tallies = {kind.name: Tally() for kind in kinds}
    rng = random.Random(seed)
    queue = [kind for _ in range(rounds) for kind in rng.sample(kinds, len(kinds))]
    alone: list[Kind] = []
    turn = 0
    while queue or alone:
        size = min(INTENSITIES[turn % len(INTENSITIES)], len(queue))
        batch = [queue.pop() for _ in range(size)] or [alone.pop()]
        told = list(_round(batch, turn, rng, beside))
        if len(batch) > 1:
            alone += [kind for kind in batch if all(kind is not other for other, _, _ in told)]
        for kind, text, found in told:
            tally = tallies[kind.name]
            tally.planted, tally.found = tally.planted + 1, tally.found + found
            if not found:
                tally.missed.append(text)
        turn += 1
    return tallies


def _kinds() -> list[Kind]:
    for name in ("arithmetic", "numbering", "wording"):
        importlib.import_module(f"benchmarks.planting.{name}")
    return importlib.import_module("benchmarks.planting.defect").KINDS


def _round(batch: list[Kind], turn: int, rng: random.Random, beside: Counter[str]) -> Iterator[tuple[Kind, str, bool]]:
    """Plant a batch in one document, save it, read it, check it. Kinds that do not fit the document are passed over."""
    from benchmarks.planting.bases import FORMATS, base_sheets, saved
    from hengping.lint.documents.report import check_document

    name = _fitting(batch, turn)
    sheet, form = base_sheets()[name].copy(), FORMATS[(turn + turn // len(FORMATS)) % len(FORMATS)]
    planted = [(kind, defect) for kind in batch if (defect := kind.plant(sheet, rng)) is not None]
    if not planted:
        return
    before = Counter(_shown(finding) for finding in _findings_of_clean(name, form))
    findings = [f for f in check_document(saved(sheet, form)).findings if not before[_shown(f)]]
    accounted = {code for _, defect in planted for code in defect.codes}
    beside.update(f.code for f in findings if f.code not in accounted)
    for kind, defect in planted:
        yield kind, f"{name}.{form}: {' / '.join(defect.needles)}", any(_is_found(defect, f) for f in findings)


def _fitting(batch: list[Kind], turn: int) -> str:
    from benchmarks.planting.bases import base_sheets

    names = list(base_sheets())
    order = names[turn % len(names) :] + names[: turn % len(names)]
    if len(batch) > 1:
        return order[0]
    trial = random.Random(turn)
    return next((n for n in order if batch[0].plant(base_sheets()[n].copy(), trial) is not None), order[0])


def _shown(finding: Finding) -> str:
    remark = finding.remark
    return f"{finding.code} {remark.message} {remark.expected} {remark.found}"


def _is_found(defect: Planted, finding: Finding) -> bool:
    shown = f"{finding.where} {_shown(finding)}"
    return finding.code in defect.codes and any(needle in shown for needle in defect.needles)


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
