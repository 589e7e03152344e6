"""A Word report that people have edited, brought up to date with the case: figures renewed, edits kept and told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hengping.cases.model.case import Case
from hengping.errors import Fault, InputError
from hengping.rendering.document import Document
from hengping.rendering.numbering import number
from hengping.rendering.word import custom_properties
from hengping.rendering.word.baseline import Baseline, is_baseline, properties, read_baseline, renewed
from hengping.rendering.word.edited import Content, EditedFile, put, write_texts
from hengping.rendering.word.package import pack
from hengping.rendering.word.passages import DocumentText, Line, document_text
from hengping.reports.evaluation_report import evaluation_report
from hengping.reports.material import gather
from hengping.reports.sync.charts import renew_charts
from hengping.reports.sync.edits import Passage, compare, edits
from hengping.reports.sync.figures_in_file import FiguresInFile, figures_in_file, issued_texts, renew
from hengping.reports.sync.findings import Findings
from hengping.reports.sync.lost import lost_figures
from hengping.reports.sync.reconstruction import reconstructed
from hengping.reports.sync.renewal import Renewal, renewal
from hengping.reports.sync.revision import IssuedLine, marked
from hengping.reports.sync.wordings import headings, wordings
from hengping.scoring.case_score import score_case


@dataclass(frozen=True)
class Synchronised:
    """The renewed file, the same with its changes marked (None if not asked for), and what was found."""

    data: bytes
    marked: bytes | None
    findings: Findings


def synchronise(
    docx: Path, case: Case, *, issued: Path | None = None, mark: bool = False, force: bool = False
) -> Synchronised:
    """Renew the figures of an edited report from its case.

    Args:
        docx: the edited report.
        issued: an earlier file to compare people's passages with, instead of the text that `docx` was issued with.
        mark: also make the file with its changes marked (修订对照).
        force: go on where the report seems to be another case's.

    Raises:
        InputError: a file that is no report of this program, or another case's report; a case that cannot be scored.
    """
    file = EditedFile(docx)
    document = evaluation_report(gather(case, score_case(case)))
    baseline = read_baseline(file.properties)
    _check(file, baseline, document, force=force)
    now = document_text(document, number(document))
    known = baseline or reconstructed(file.content, _title(document), now)
    earlier = EditedFile(issued) if issued is not None else None

    figures = figures_in_file(file.content, known.lines)
    beside = renewal(known.lines, now.lines)
    texts, changes, kept = renew(file.content, figures, beside.texts, _places(file.content))
    findings = _passages_told(file, known, now, figures, beside, texts, earlier)
    write_texts(file.content, texts)
    charts, pictures = renew_charts(file, known, now, beside.alignment)
    written = renewed(replace(known, title=_title(document)), _written(figures, beside.texts), pictures)
    parts = custom_properties.added(file.data_parts(), properties(written), drop=is_baseline)
    findings = replace(
        findings,
        figures=tuple(changes),
        kept=tuple(kept),
        charts=tuple(charts),
        notes=() if baseline is not None else (_NO_BASELINE,),
    )
    revision = _marked(parts, file.label, known.lines, earlier, case) if mark else None
    return Synchronised(pack(parts), revision, findings)


def _passages_told(
    file: EditedFile,
    known: Baseline,
    now: DocumentText,
    figures: FiguresInFile,
    beside: Renewal,
    texts: list[str],
    earlier: EditedFile | None,
) -> Findings:
    """What people did to the words, what the case would write otherwise, and which figures lost their bookmarks."""
    passages = _passages(file.content, issued_texts(file.content, figures))
    before = _issued_passages(known.lines)
    alignment = compare(before, passages)
    outdated, right = lost_figures(figures.missing, known.lines, beside.texts, passages, alignment)
    told = wordings(
        known.lines,
        now.lines,
        beside.alignment,
        beside.texts,
        still_there={pair.old for pair in alignment.pairs},
        said={passage.text for passage in _passages(file.content, texts)},
    )
    if earlier is not None:
        before = _earlier_passages(earlier, known.lines)
        alignment = compare(before, passages)
    people = edits(before, passages, alignment)
    return Findings(edits=people, wordings=told, lost=tuple(outdated), lost_but_right=right)


_NO_BASELINE = (
    "文件中没有出具时的原文（由较早的版本生成，或保存时丢失），改以评价数据现在生成的报告对照："
    "文字改动、图和手工改过的数可能列得不全。"
)


def _title(document: Document) -> str:
    return document.title.replace("\n", "")


def _check(file: EditedFile, baseline: Baseline | None, document: Document, *, force: bool) -> None:
    """Refuse what is no report, or seems to be another case's."""
    if baseline is None and not file.content.figures:
        expected = "由 hengping evaluate 生成、可带手工修改的评价报告"
        mend = "请选择由本程序生成的报告；文字全部粘贴到新文件后，数与评价数据的联系就没有了。"
        raise InputError([Fault(file.label, "没有与评价数据相联系的数", expected, mend)])
    title = file.title() if baseline is None else baseline.title
    if title and title != _title(document) and not force:
        expected = f"本评价的报告“{_title(document)}”"
        mend = "请核对报告与评价文件夹；如确是同一评价（如报告名称改过），加 --force 再运行。"
        raise InputError([Fault(file.label, f"报告“{title}”", expected, mend)])


def _passages(content: Content, texts: list[str]) -> list[Passage]:
    names: dict[int, set[str]] = {}
    for place in content.figures:
        for node in place.nodes:
            names.setdefault(node.index, set()).add(place.bookmark)
    return [
        Passage(
            line.passage_kind,
            line.texts(texts),
            tuple(line.place_of(cell) for cell in range(len(line.cells))),
            frozenset(
                name
                for cell in line.cells
                for each in cell
                for node in each.nodes
                for name in names.get(node.index, ())
            ),
        )
        for line in content.lines
    ]


def _issued_passages(lines: Sequence[Line]) -> list[Passage]:
    return [
        Passage(
            line.passage_kind,
            line.texts,
            (under,) * len(line.cells),
            frozenset(piece.bookmark for piece in line.pieces if piece.bookmark),
            under,
        )
        for line, under in zip(lines, headings(lines), strict=True)
    ]


def _earlier_passages(earlier: EditedFile, lines: Sequence[Line]) -> list[Passage]:
    """An earlier file's passages, its figures as the edited file last had them: figures are told by themselves."""
    printed = {piece.bookmark: piece.text for line in lines for piece in line.pieces if piece.bookmark}
    texts = list(earlier.content.texts)
    for place in earlier.content.figures:
        if place.bookmark in printed and place.nodes:
            put(texts, place.nodes, 0, len(place.text(texts)), printed[place.bookmark])
    return [replace(each, under=each.places[0]) for each in _passages(earlier.content, texts)]


def _places(content: Content) -> dict[int, str]:
    """The place of each text node."""
    return {
        node.index: line.place_of(number)
        for line in content.lines
        for number, cell in enumerate(line.cells)
        for paragraph in cell
        for node in paragraph.nodes
    }


def _written(figures: FiguresInFile, texts: Mapping[str, str]) -> dict[str, str]:
    """What now stands in the file, by bookmark as issued."""
    names = {each.piece.bookmark for each in figures.found}
    return {name: text for name, text in texts.items() if name in names}


def _marked(
    parts: Mapping[str, bytes], label: str, lines: Iterable[Line], earlier: EditedFile | None, case: Case
) -> bytes:
    if earlier is None:
        before = [IssuedLine(line.kind, line.issued_texts, line.level if line.kind == "row" else 0) for line in lines]
    else:
        content = earlier.content
        before = [IssuedLine(line.kind, line.texts(content.texts), line.table) for line in content.lines]
    return pack(marked(EditedFile.of(parts, label), before, case.identity.issued_on))
