"""Three cases joined into one: the one both started from, mine and yours.

Rows are known by their ids, so that order and form (folder or workbook) do not matter. Whatever only one side changed
is taken; a cell that both changed in two ways is a conflict, which somebody decides or which stays open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hengping.cases.merging.cells import Joiner
from hengping.cases.merging.chapters import join_chapters
from hengping.cases.merging.conflict import Choice, Conflict, Decide, Tally, nobody
from hengping.cases.merging.formula_needs import newly_needed
from hengping.cases.merging.merged_places import MergedLocator
from hengping.cases.merging.rows import PartJoin
from hengping.cases.merging.tree import tree_of
from hengping.cases.model import PARTS, Case, PartSpec
from hengping.cases.parts_reading import RawPart, case_from_parts
from hengping.cases.parts_text import value_to_plain
from hengping.cases.workbook_plan import CHAPTERS_SHEET
from hengping.errors import Fault, InputError
from hengping.reading.yaml_files import Plain


@dataclass(frozen=True)
class Merged:
    """What became of a merge.

    Attributes:
        case: the merged case; None while anything is open.
        conflicts: what nobody decided.
        faults: why the joined parts are no case that can be worked with: a formula of one side names a fact that
            the other deleted. Looked for only when no conflict is open.
        tallies: by sheet, what came from whom; parts in which nothing changed are left out.
    """

    case: Case | None
    conflicts: tuple[Conflict, ...]
    faults: tuple[Fault, ...]
    tallies: Mapping[str, Tally]


def merge_cases(base: Case, mine: Case, yours: Case, *, decide: Decide = nobody, checked: bool = True) -> Merged:
    """Join three cases.

    Args:
        decide: asked for each conflict in the order of the parts.
        checked: whether a merged case that cannot be worked with is refused, see `hengping.cases.integrity`.

    Raises:
        InputError: an answer that its cell cannot hold in writing.
    """
    raws: dict[str, RawPart] = {}
    conflicts: list[Conflict] = []
    tallies: dict[str, Tally] = {}
    faults: list[Fault] = []
    needed = {Choice.MINE: newly_needed(base, mine, yours), Choice.YOURS: newly_needed(base, yours, mine)}
    for spec in PARTS:
        joiner = Joiner(decide)
        trees = [tree_of(spec, _plain(case, spec)) for case in (base, mine, yours)]
        part = PartJoin(spec, joiner, trees[0], trees[1], trees[2], needed if spec.attribute == "facts" else {})
        plain = part.joined()
        if plain is not None and plain != []:
            raws[spec.attribute] = RawPart(spec, plain, MergedLocator(spec, plain))
        faults += [_circle(spec, part.words(row_id)) for row_id in part.circles]
        conflicts += joiner.undecided
        if joiner.tally:
            tallies[spec.sheet] = joiner.tally
    joiner = Joiner(decide)
    texts = join_chapters(joiner, base.texts, mine.texts, yours.texts)
    conflicts += joiner.undecided
    if joiner.tally:
        tallies[CHAPTERS_SHEET] = joiner.tally
    if conflicts:
        return Merged(None, tuple(conflicts), (), tallies)
    try:
        case = case_from_parts(raws, texts, faults, checked=checked)
    except InputError as error:
        return Merged(None, (), error.faults, tallies)
    return Merged(case, (), (), tallies)


def _plain(case: Case, spec: PartSpec) -> Plain | None:
    value = getattr(case, spec.attribute)
    return None if value is None else value_to_plain(value)


def _circle(spec: PartSpec, row: str) -> Fault:
    where = f"{spec.file}（表“{spec.sheet}”）“{row}”"
    mend = "请在其中一方把它移回原处，再合并。"
    return Fault(where, "两方的移动使它成为自己的下级", "有上级可归的一项", mend)
