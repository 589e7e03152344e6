"""`hengping merge`: the cases of two colleagues joined with the one that both started from."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from hengping.cases.merging.case_merge import Merged, merge_cases
from hengping.cases.merging.conflict import ABSENT, Answer, Choice, Conflict, Decide, SideTally
from hengping.cases.merging.decisions import code_of, read_decisions, write_conflicts
from hengping.cases.merging.files import JoinedFiles, files_beside, join_files
from hengping.cases.merging.renumbering import RENUMBERED_FILES, renumbered
from hengping.cases.merging.three_cases import open_three
from hengping.cases.merging.writing import check_out, write_merged
from hengping.cli.failures import shortened
from hengping.cli.lock_files import tell_if_open
from hengping.errors import Fault, InputError

_CASE = click.Path(readable=False, path_type=Path)
_FILE = click.Path(dir_okay=False, readable=False, path_type=Path)

_HELP = """合并：把两人分头修改的评价按行、按格合在一起。

\b
BASE   两人分头修改之前的那一份
MINE   我方的
YOURS  对方的

三者都可以是评价文件夹或 .xlsx 工作簿。只有一方改过的照改；两方把同一格改成不同内容时才要取舍：
在终端上逐条询问，否则列出冲突、什么都不写，并以退出码 1 结束。
"""


@click.command("merge", help=_HELP)
@click.argument("base", metavar="BASE", type=_CASE)
@click.argument("mine", metavar="MINE", type=_CASE)
@click.argument("yours", metavar="YOURS", type=_CASE)
@click.option("--out", metavar="CASE", required=True, type=_CASE, help="MINE 本身，或新的文件夹、.xlsx 工作簿。")
@click.option(
    "--prefer",
    metavar="MINE|YOURS",
    type=click.Choice(["mine", "yours", "我方", "对方"], case_sensitive=False),
    help="冲突一律取我方（MINE）或对方（YOURS）。",
)
@click.option("--renumber", is_flag=True, help="两人用同一编号新增了不同的行时，把对方的改为下一个空号。")
@click.option("--conflicts", "conflicts_file", metavar="FILE", type=_FILE, help="把冲突写成 CSV，填“取舍”列。")
@click.option("--decisions", "decisions_file", metavar="FILE", type=_FILE, help="填好“取舍”列的 CSV。")
def command(
    base: Path,
    mine: Path,
    yours: Path,
    *,
    out: Path,
    prefer: str | None,
    renumber: bool,
    conflicts_file: Path | None,
    decisions_file: Path | None,
) -> int:
    """Merge three cases. Exit 1 while a conflict is open; nothing is written then."""
    check_out(out, mine=mine, others=(base, yours))
    _check_conflicts_file(conflicts_file, decisions_file)
    answers = read_decisions(decisions_file) if decisions_file else {}
    asking = sys.stdin.isatty() and sys.stdout.isatty() and conflicts_file is None
    seen: list[Conflict] = []
    decide = _decider(answers, prefer, seen, asking=asking)
    with _nothing_collected():
        paths = (base, mine, yours)
        for path in paths:
            tell_if_open(path, "没有保存的修改读不到，请先保存")
        cases = open_three(*paths)
        theirs, numbers = renumbered(*cases) if renumber else (cases[2], {})
        merged = merge_cases(*cases[:2], theirs, decide=decide)
        _tell_unused(answers, seen)
        if merged.case is None:
            if conflicts_file and merged.conflicts:
                write_conflicts(conflicts_file, seen, answers)
            _tell(_open_lines(merged, conflicts_file))
            return 1
        files = join_files(*(files_beside(path, case) for path, case in zip(paths, cases, strict=True)))
        comments_from = next((path for path in (mine, yours, base) if path.is_dir()), None)
        tell_if_open(out, "请关闭后重新打开，才能看到新的内容")
        write_merged(merged.case, out, mine=mine, comments_from=comments_from, files=files.sources)
    _tell(_renumbered_lines(numbers))
    _tell(_summary(merged, files, out))
    return 0


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Three cases are many small objects that all stay: looking for garbage among them takes a fifth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _tell(lines: Iterator[str]) -> None:
    for line in lines:
        click.echo(line)


def _check_conflicts_file(conflicts_file: Path | None, decisions_file: Path | None) -> None:
    if conflicts_file and conflicts_file.exists() and conflicts_file != decisions_file:
        mend = "其中可能有填好的取舍：请换一个文件名；要接着填，同时写 --decisions 同一文件。"
        raise InputError([Fault(str(conflicts_file), "已有文件", "新的文件名", mend)])


def _decider(answers: dict[str, Answer], prefer: str | None, seen: list[Conflict], *, asking: bool) -> Decide:
    """Decided beforehand, else as preferred, else asked where somebody sits at a terminal."""

    def decide(conflict: Conflict) -> Answer | None:
        seen.append(conflict)
        answer = answers.get(code_of(conflict))
        if answer is None and prefer:
            answer = next(choice for choice in Choice if prefer in (choice.value, choice.label))
        return _asked(conflict) if answer is None and asking else answer

    return decide


def _asked(conflict: Conflict) -> Answer:
    click.echo()
    click.echo(f"冲突：{conflict.where}")
    for number, (choice, value) in enumerate(_versions(conflict), start=1):
        click.echo(f"  {number} {choice.label}：{value or '（空）'}")
    choices = dict(zip("123", Choice, strict=True))
    while True:
        words = "取哪一个（1、2、3）" if conflict.whole else "取哪一个（1、2、3；4 另填），或直接输入新的内容"
        typed: str = click.prompt(words, prompt_suffix="：")
        if typed.strip() in choices:
            return choices[typed.strip()]
        if not conflict.whole:
            return click.prompt("新的内容", prompt_suffix="：") if typed.strip() == "4" else typed


def _versions(conflict: Conflict) -> Iterator[tuple[Choice, str]]:
    yield from zip(Choice, (conflict.base, conflict.mine, conflict.yours), strict=True)


def _tell_unused(answers: dict[str, Answer], seen: list[Conflict]) -> None:
    unused = len(answers.keys() - {code_of(conflict) for conflict in seen})
    if unused:
        click.echo(f"提示：取舍清单中有 {unused} 项对不上现在的冲突（内容已变），没有采用。", err=True)


def _open_lines(merged: Merged, conflicts_file: Path | None) -> Iterator[str]:
    if merged.faults:
        yield f"合并后有 {len(merged.faults)} 处不能成立，没有写出任何评价："
        for number, fault in enumerate(merged.faults, start=1):
            yield f"{number}. {fault}"
        yield "请先在我方或对方改好这些地方，再合并。"
        return
    yield f"有 {len(merged.conflicts)} 处冲突，没有写出任何评价："
    for number, conflict in enumerate(merged.conflicts, start=1):
        yield f"{number}. {conflict.where}"
        yield from (f"   {choice.label}：{shortened(value) or '（空）'}" for choice, value in _versions(conflict))
    if any(conflict.base == ABSENT and conflict.file in RENUMBERED_FILES for conflict in merged.conflicts):
        yield "两人用同一编号新增了不同的行：加 --renumber 把对方的改为下一个空号，两行都保留。"
    if conflicts_file:
        yield f"已写入 {conflicts_file}：请填“取舍”列，再加 --decisions {conflicts_file} 合并。"
    else:
        yield "可用 --conflicts FILE 写成清单，填好“取舍”列后用 --decisions FILE 交回；或用 --prefer 一律取一方。"


def _renumbered_lines(numbers: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    for sheet, names in numbers.items():
        yield f"{sheet}：对方的编号 {'、'.join(f'{old} 改为 {new}' for old, new in names.items())}，引用已随之改动"


def _summary(merged: Merged, files: JoinedFiles, out: Path) -> Iterator[str]:
    for sheet, tally in merged.tallies.items():
        parts = [_side("我方", tally.mine), _side("对方", tally.yours)]
        parts += [f"双方相同 {tally.both} 处"] if tally.both else []
        parts += [f"取舍 {tally.decided} 处"] if tally.decided else []
        yield f"{sheet}：{'；'.join(part for part in parts if part)}"
    if files.from_yours:
        yield f"附件：取自对方 {len(files.from_yours)} 个：{'、'.join(files.from_yours)}"
    for name, second in files.both_kept.items():
        yield f"附件：{name} 两方内容不同，两份都保留，对方的改名为 {second}"
    if not merged.tallies:
        yield "三份内容相同，没有改动。"
    yield f"已写入 {out}"


def _side(name: str, tally: SideTally) -> str:
    counts = (("新增", tally.added, "行"), ("删除", tally.deleted, "行"), ("改", tally.changed, "格"))
    words = "、".join(f"{verb} {count} {unit}" for verb, count, unit in counts if count)
    return f"{name} {words}" if words else ""
