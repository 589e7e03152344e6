"""`hengping verify`: every hash and every score of an archive worked out again, and whatever differs named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from hengping.reports.archive.bag_files import PAYLOAD, TAG_MANIFEST
from hengping.reports.archive.bag_source import open_bag
from hengping.reports.archive.difference import Difference, Kind
from hengping.reports.archive.fixity import Fixity
from hengping.reports.archive.recomputing import Recomputing
from hengping.reports.archive.volume import Progress


@dataclass(frozen=True)
class Verification:
    """What came of it.

    Attributes:
        bag: its path as given.
        files, size: of the payload as it is now, in files and bytes.
        differences: all that is not as it was archived; none: the archive is whole.
        notes: what could not be compared, and why.
        scored: whether the archived data could be scored again.
        remade: how many files were made again with the same bytes.
        fingerprint: SHA-256 of the tag manifest as it is now.
        total, grade: from the archived data, worked out again; None where they could not be.
    """

    bag: str
    files: int
    size: int
    differences: tuple[Difference, ...]
    notes: tuple[str, ...]
    scored: bool
    remade: int
    fingerprint: str
    total: str | None
    grade: str | None

    @property
    def intact(self) -> bool:
        """Whether nothing differs."""
        return not self.differences

    def lines(self) -> Iterator[str]:
        """In words, for the person who ran it."""
        if self.intact:
            yield f"归档包完整：{self.files} 个文件，{self.size} 字节，哈希值全部相符。"
        else:
            yield f"归档包有 {len(self.differences)} 处不符："
            for number, difference in enumerate(self.differences, start=1):
                first, *more = difference.lines()
                yield f"{number}. {first}"
                yield from (f" {line}" for line in more)
        if self.scored:
            points = "总分尚不能得出" if self.total is None else f"总分 {self.total}，等级“{self.grade or '未定'}”"
            yield f"由归档数据重新计分：{points}。"
        if self.remade:
            yield f"由归档数据重做的文件中，{self.remade} 个与归档的逐字节相同。"
        if self.fingerprint:
            yield f"归档包指纹：{self.fingerprint}"
        yield from (f"说明：{note}" for note in self.notes)


def verify(path: Path, *, fingerprint: str = "", progress: Progress | None = None) -> Verification:
    """Check a bag, a folder or a zip of it.

    Args:
        fingerprint: what `archive` printed then, or its beginning, as it was kept outside of the archive.

    Raises:
        InputError: there is no bag at the path.
    """
    tell = progress or (lambda _: None)
    with open_bag(path) as source:
        fixity = Fixity(source)
        tell("核对哈希值")
        found = [*fixity.differences(), *_fingerprint(fixity, fingerprint)]
        again = Recomputing(fixity, tell)
        found = _joined(found, list(again.differences()))
    payload = [sums.size for name, sums in fixity.files.items() if name.startswith(PAYLOAD)]
    result = again.result or {}
    return Verification(
        str(path),
        len(payload),
        sum(payload),
        tuple(found),
        tuple(again.notes),
        again.result is not None,
        again.remade,
        fixity.fingerprint,
        result.get("total"),
        result.get("grade"),
    )


def _fingerprint(fixity: Fixity, kept: str) -> Iterator[Difference]:
    """A whole archive that was written anew has manifests that agree, but another fingerprint."""
    wanted = kept.strip().lower()
    if wanted and not fixity.fingerprint.startswith(wanted):
        message = "归档包指纹与所给的不符：这不是当时的归档包，或清单被重写。"
        yield Difference(Kind.LISTING, TAG_MANIFEST, message, expected=wanted, found=fixity.fingerprint)


def _joined(found: list[Difference], again: list[Difference]) -> list[Difference]:
    """A file that was changed and made again is told once; where the remade one is the original, with its bytes."""
    remade = {each.file: each for each in again if each.kind is Kind.NOT_REPRODUCED}
    joined = []
    for each in found:
        other = remade.get(each.file)
        if each.kind is Kind.CHANGED and other is not None:
            if other.expected == each.expected:
                each = replace(each, spots=other.spots)
            del remade[each.file]
        joined.append(each)
    return [*joined, *(each for each in again if each.kind is not Kind.NOT_REPRODUCED or each.file in remade)]
