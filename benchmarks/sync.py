"""How long `hengping sync` of a report of at least 60 pages takes: figures renewed, both lists, with and without marks.

The report is that of an example whose chapters are written out at greater length. It is edited with python-docx (a
sentence added to every fifth paragraph, every tenth moved to the end), and a fact on which a hundred figures and four
charts depend is changed.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.paired import command, paired_seconds, verdict

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = "xinjiang-2021"
FACT = ("支出_实际,基金支出,自治区本级,1448983.18", "支出_实际,基金支出,自治区本级,1400000.00")
LEAST_PAGES = 60
LIMIT_SECONDS = 2
_TIMES_AS_LONG = 4


def main() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "case"
        pages, figures = _issue(case, Path(folder) / "issued.docx")
        _edit(Path(folder) / "issued.docx", Path(folder) / "edited.docx")
        facts = case / "facts.csv"
        text = facts.read_text("utf-8-sig")
        assert FACT[0] in text
        facts.write_text(text.replace(*FACT), "utf-8-sig")
        program = str(Path(sys.executable).with_name("hengping"))
        plain = [program, "sync", f"{folder}/edited.docx", "--case", str(case), "--out", f"{folder}/out.docx"]
        marked = [*plain, "--marked", f"{folder}/marked.docx"]
        seconds = paired_seconds({"sync": command(plain), "sync --marked": command(marked)}, repeats=5)
    print(f"  a report of {pages} pages with {figures} figures")
    for name, spread in seconds.items():
        print(f"  {name:14} {spread.shown()} s")
    holds = verdict("pages", pages, LEAST_PAGES, at_most=False)
    return verdict("sync, s", seconds["sync"].median, LIMIT_SECONDS) and holds


def _issue(case_folder: Path, docx: Path) -> tuple[int, int]:
    """Lengthen the case's chapters and write its report; pages of the PDF and figures."""
    import pypdfium2

    from hengping.cases.store import open_case
    from hengping.rendering.publish import render
    from hengping.rendering.walk import figures_of
    from hengping.reports.evaluation_report import evaluation_report
    from hengping.reports.material import gather
    from hengping.scoring.case_score import score_case

    shutil.copytree(ROOT / "examples" / EXAMPLE, case_folder)
    for chapter in (case_folder / "text").glob("*.md"):
        chapter.write_text(_longer(chapter.read_text("utf-8")), "utf-8")
    case = open_case(case_folder)
    document = evaluation_report(gather(case, score_case(case)))
    made = render(document, ("docx", "pdf"))
    docx.write_bytes(made["docx"])
    return len(pypdfium2.PdfDocument(made["pdf"])), len(list(figures_of(document)))


def _longer(text: str) -> str:
    """A chapter with each of its paragraphs several times, numbered apart; headings, tables and charts once."""
    pieces: list[str] = []
    for piece in re.split(r"\n\s*\n", text):
        plain = not piece.lstrip().startswith(("#", "{{", "|", "-", "1."))
        pieces.append(piece)
        pieces += [f"就第{number}项而言，{piece}" for number in range(2, _TIMES_AS_LONG + 1) if plain and piece.strip()]
    return "\n\n".join(pieces)


def _edit(source: Path, target: Path) -> None:
    import docx

    opened = docx.Document(str(source))
    body = [each for each in opened.paragraphs if each.text.endswith("。")]
    last = body[-1]._p
    for number, paragraph in enumerate(body[:-1]):
        if number % 10 == 7:
            last.addnext(paragraph._p)
        elif number % 5 == 0:
            paragraph.add_run("此项已与有关单位核对。")
    opened.save(str(target))
