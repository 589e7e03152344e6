"""What the evaluation hands in (方案、初稿、终稿): what it says, who signed, what changed, the locked design."""

from hengping.cases.deliverables.changes import Change, changes_between
from hengping.cases.deliverables.content import content, content_hash, design_hash, indicator_design
from hengping.cases.deliverables.deliverable import Deliverable, deliverable_named, level_named
from hengping.cases.deliverables.plan_lock import lock_plan, plan_changes_since_lock, record_plan_change
from hengping.cases.deliverables.review_state import (
    LevelState,
    ReviewState,
    Standing,
    current_deliverable,
    review_state,
)
from hengping.cases.deliverables.signing import answer_remark, clear_remark, sign
from hengping.cases.deliverables.snapshots import (
    deliverable_snapshot,
    indicator_snapshot,
    read_snapshot,
    save_with_snapshots,
)

__all__ = [
    "Change",
    "Deliverable",
    "LevelState",
    "ReviewState",
    "Standing",
    "answer_remark",
    "changes_between",
    "clear_remark",
    "content",
    "content_hash",
    "current_deliverable",
    "deliverable_named",
    "deliverable_snapshot",
    "design_hash",
    "indicator_design",
    "indicator_snapshot",
    "level_named",
    "lock_plan",
    "plan_changes_since_lock",
    "read_snapshot",
    "record_plan_change",
    "review_state",
    "save_with_snapshots",
    "sign",
]
