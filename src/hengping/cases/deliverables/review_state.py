"""How far the three-level review of each deliverable has come, read off `reviews.csv`. A pure function of the case.

A row with a conclusion is a decision of its level over one content; a row with a remark is a remark that has to be
answered and cleared; a row may be both. A pass counts while the deliverable says what was signed, and only above valid
passes of the levels below. Once a later step rests on a text that all three levels passed (letters sent out, the
indicators locked, field work begun), that text is settled: later edits do not undo its signatures, they belong to the
deliverable that comes next.
"""

from __future__ import annotations

from dataclasses import dataclass

from hengping.cases.deliverables.content import content_hash, same_hash
from hengping.cases.deliverables.deliverable import LEVELS, Deliverable, deliverable_named, folded, level_named
from hengping.cases.model import Case
from hengping.cases.model.fields import Labelled
from hengping.cases.model.review import ReviewRow

PASS, RETURN = "通过", "退回"


class Standing(Labelled):
    """What a level's word is worth now."""

    UNSIGNED = "unsigned", "未签"
    PASSED = "passed", "有效"
    VOID = "void", "失效"
    RETURNED = "returned", "退回"
    SETTLED = "settled", "定稿"


@dataclass(frozen=True)
class LevelState:
    """One level of one deliverable.

    Attributes:
        level: 1 to 3.
        standing: what its last decision is worth.
        decision: that decision; None where there is none yet.
        remarks: all its remarks, in order.
        reason: why a pass is void; "" elsewhere.
    """

    level: int
    standing: Standing
    decision: ReviewRow | None
    remarks: tuple[ReviewRow, ...]
    reason: str = ""

    @property
    def uncleared(self) -> tuple[ReviewRow, ...]:
        """Remarks that nobody has closed."""
        return tuple(remark for remark in self.remarks if not remark.cleared)

    @property
    def unanswered(self) -> tuple[ReviewRow, ...]:
        """Remarks without a reply that nobody has closed."""
        return tuple(remark for remark in self.uncleared if not remark.reply.strip())


@dataclass(frozen=True)
class ReviewState:
    """The review of one deliverable.

    Attributes:
        content_hash: of what it says now.
        levels: 1 to 3.
        settled_hash: the content that all three levels passed and later work rests on; "" where there is none.
        signers: name (folded) → levels that person decided at, over all versions.
    """

    deliverable: Deliverable
    content_hash: str
    levels: tuple[LevelState, ...]
    settled_hash: str
    signers: dict[str, tuple[int, ...]]

    @property
    def submitted(self) -> bool:
        """Whether anybody has reviewed it."""
        return any(level.decision or level.remarks for level in self.levels)

    @property
    def passed(self) -> bool:
        """Whether all three levels pass what it says now."""
        return self.levels[-1].standing is Standing.PASSED

    @property
    def stands(self) -> bool:
        """Whether the next deliverable may build on it."""
        return self.passed or bool(self.settled_hash)

    @property
    def void(self) -> tuple[LevelState, ...]:
        """Levels whose pass no longer counts."""
        return tuple(level for level in self.levels if level.standing is Standing.VOID)

    def level(self, number: int) -> LevelState:
        """The state of level 1, 2 or 3."""
        return self.levels[number - 1]


def review_state(case: Case) -> dict[Deliverable, ReviewState]:
    """The review of every deliverable as the case stands."""
    return {deliverable: state_of(case, deliverable) for deliverable in Deliverable}


def state_of(case: Case, deliverable: Deliverable) -> ReviewState:
    """The review of one deliverable."""
    current = content_hash(case, deliverable)
    rows = rows_of(case, deliverable)
    complete = _complete_hash(rows)
    settled = complete if complete and _next_step_begun(case, deliverable) else ""
    levels: list[LevelState] = []
    for number in LEVELS:
        own = tuple(row for row in rows if level_named(row.level) == number)
        levels.append(_level(number, own, current, settled, below=levels[-1] if levels else None))
    signers: dict[str, tuple[int, ...]] = {}
    for row in rows:
        number_or_none = level_named(row.level)
        if row.conclusion.strip() and row.reviewer.strip() and number_or_none:
            name = folded(row.reviewer)
            signers[name] = tuple(dict.fromkeys((*signers.get(name, ()), number_or_none)))
    return ReviewState(deliverable, current, tuple(levels), settled, signers)


def rows_of(case: Case, deliverable: Deliverable) -> tuple[ReviewRow, ...]:
    """The rows of `reviews.csv` about a deliverable, in order of filing."""
    return tuple(row for row in case.reviews if deliverable_named(row.deliverable) is deliverable)


def current_deliverable(case: Case) -> Deliverable | None:
    """The furthest deliverable that anybody has reviewed."""
    reviewed = [deliverable for deliverable in Deliverable if rows_of(case, deliverable)]
    return reviewed[-1] if reviewed else None


def _level(
    number: int, rows: tuple[ReviewRow, ...], current: str, settled: str, *, below: LevelState | None
) -> LevelState:
    decisions = [row for row in rows if row.conclusion.strip() in (PASS, RETURN)]
    remarks = tuple(row for row in rows if row.remark.strip())
    if not decisions:
        return LevelState(number, Standing.UNSIGNED, None, remarks)
    last = decisions[-1]
    if last.conclusion.strip() == RETURN:
        return LevelState(number, Standing.RETURNED, last, remarks)
    if not same_hash(last.content_hash, current) and settled and last.content_hash == settled:
        return LevelState(number, Standing.SETTLED, last, remarks)
    if not same_hash(last.content_hash, current):
        reason = "签后内容有改动" if last.content_hash.strip() else "没有记录所签内容的哈希值"
        return LevelState(number, Standing.VOID, last, remarks, reason)
    if below is not None and below.standing is not Standing.PASSED:
        return LevelState(number, Standing.VOID, last, remarks, "下一级没有有效通过")
    return LevelState(number, Standing.PASSED, last, remarks)


def _complete_hash(rows: tuple[ReviewRow, ...]) -> str:
    """The last content that all three levels passed, each with its last word on that content."""
    decisions = [row for row in rows if row.conclusion.strip() in (PASS, RETURN) and row.content_hash.strip()]
    for row in reversed(decisions):
        words = {
            level_named(each.level): each.conclusion.strip()
            for each in decisions
            if same_hash(each.content_hash, row.content_hash) or same_hash(row.content_hash, each.content_hash)
        }
        if all(words.get(number) == PASS for number in LEVELS):
            return row.content_hash
    return ""


def _next_step_begun(case: Case, deliverable: Deliverable) -> bool:
    """Whether later work rests on the deliverable as it was passed."""
    if deliverable is Deliverable.PLAN:
        visited = any(visit.visited_on for visit in case.visits)
        records = (case.visit_records, case.interview_records, case.meetings)
        reported = rows_of(case, Deliverable.DRAFT) or rows_of(case, Deliverable.FINAL)
        return bool(case.identity.plan_lock or visited or any(records) or reported)
    if deliverable is Deliverable.DRAFT:
        sent = any(letter.sent_on or letter.number or letter.replied_on for letter in case.consultations)
        comments = any(deliverable_named(row.deliverable) is not Deliverable.PLAN for row in case.expert_comments)
        return bool(sent or case.opinions or comments or rows_of(case, Deliverable.FINAL))
    return False
