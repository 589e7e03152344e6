"""句中比率与数字不符: a share or rate in a sentence is not what the amounts it is of give.

Meaning: a sentence says what share one amount is of another (占, 完成预算的, 执行率, 征缴率, 逾期率); the amount stands
before it or is named, the whole stands before it, is named, or is known from the other shares of the sentence; and
neither this pair nor any other that could be meant gives the printed share at its decimals.
Why: one of three printed numbers is wrong, and readers quote the share.
Basis: arithmetic; the city's 162167 of 148078 万元 reproduces 109.51 %, the region's 96.90 % likewise.
Exclusions:
1. Targets, bounds, approximations, quotations; another base or scope stated in words; growth (the matter of HP715) and
   rates of law (费率, 利率, 替代率), whose operands are others.
2. What any figure of the document as the whole, amounts of the sentence added up, the rest of the whole (100 % less
   it), or the unprinted whole of the shares beside it explains; where words do not tie amount and share, any two
   amounts of the paragraph.
3. Where the sentence names the whole (占全部有效问卷的) and only a figure of another name gives the share: a warning.
4. A whole that stands elsewhere, a rate that is called after neither amount, a last digit cut off instead of rounded,
   results less than half or more than twice the printed ones: a warning, or nothing where no slip of the hand leads
   from one to the other.
Fires: 预算为1495378.00万元，实际支出1448983.18万元，完成预算的96.98%
Silent: 计划征缴148078万元，实际征缴162167万元，征缴率109.51%
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.documents.figure_book import Entry
from hengping.lint.documents.nearby import before, coverage, own_name
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import Verdict
from hengping.lint.documents.shares.share_claims import ShareClaim, share_claims
from hengping.lint.documents.shares.share_lists import OddShare, odd_shares
from hengping.lint.documents.shares.share_readings import Reading, Readings, is_slip
from hengping.lint.documents.shares.wholes import Wholes, gives, has_whole_of_others
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_TWICE, _LITTLE = Decimal(2), Decimal("1.2")
_CLEARLY = 0.3
# A whole of another section is believed where it gives nearly the share: 占实际支出的, reckoned on what came in.
_CLOSE = Decimal("1.2")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    wholes, readings = Wholes(subject.nearby), Readings(subject.nearby)
    for passage in subject.nearby.passages():
        claims = list(share_claims(passage))  # (1)
        for claim in claims:
            yield from _remark(claim, claims, wholes, readings)
        for odd in odd_shares(passage, subject.nearby):
            yield _of_list(odd)


def _of_list(odd: OddShare) -> Remark:
    share = odd.share.figure
    expected = share.as_printed(odd.exact)
    return Remark(
        at(odd.share.place),
        f"“{odd.share.name}{share.text}”与数字不符：{odd.part} ÷ {odd.whole} = {expected}。",
        expected=expected,
        found=str(share),
        severity=None if odd.sure else Severity.WARNING,  # (4)
    )


def _remark(claim: ShareClaim, claims: list[ShareClaim], wholes: Wholes, every: Readings) -> Iterator[Remark]:
    parts = every.parts(claim)
    agreeing = next((whole for part in parts if (whole := wholes.agreeing(claim, part)) is not None), None)
    if agreeing is not None and (len(parts) > 1 or not claim.base or claim.whole is not None):
        return  # (2)
    reading = _likely(claim, (r for part in parts for r in every.readings(claim, part, claims)), len(parts) == 1)
    if reading is None:
        return
    if agreeing is not None:
        if not _is_other_whole(claim, reading, agreeing):
            return  # (2)
        reading = replace(reading, sure=False, why=f"，{agreeing.figure}才得{claim.share.figure}")  # (3)
    elif _is_explained(claim, reading, claims, wholes, named=claim.named or parts[0] in claim.row):
        return  # (2)
    yield _worded(claim, reading)


def _likely(claim: ShareClaim, readings: Iterator[Reading], is_sole: bool) -> Reading | None:
    """The first reading that is sure or comes near the share; None where it gives the share.

    Where a name stands for several figures, only a slip of the hand tells which was meant.
    """
    rest = claim.is_of_rest
    for found in readings:
        if found.whole.figure.number in (0, found.part.figure.number) or not (
            is_sole or is_slip(claim.share.figure, found.exact)
        ):
            continue
        reading = replace(found, sure=found.sure and claim.named and not rest, is_rest=rest)
        if reading.sure or _is_near(claim, reading):  # (4)
            given = gives(
                claim.share.figure, reading.part.figure, reading.whole.figure, or_rest=rest or claim.may_be_rest
            )
            return None if given else reading
    return None


def _worded(claim: ShareClaim, reading: Reading) -> Remark:
    share, working = claim.share.figure, reading.working
    expected = share.as_printed(reading.exact)
    cut_off = working is not None and share.verdict(working) is Verdict.LAST_DIGIT
    return Remark(
        at(claim.share.place),
        f"“{claim.words}”与数字不符：{reading.shown} = {expected}{reading.why}。",
        expected=expected,
        found=str(share),
        severity=None if reading.sure and not cut_off and _is_near(claim, reading) else Severity.WARNING,  # (4)
    )


def _is_explained(
    claim: ShareClaim, reading: Reading, claims: list[ShareClaim], wholes: Wholes, *, named: bool
) -> bool:
    if has_whole_of_others(claim, reading.part, claims):
        return True
    if not named and wholes.is_given_by_any(claim):
        return True
    return not _is_inside(reading) and wholes.is_given_by_sums(claim, reading.part, claims)


def _is_other_whole(claim: ShareClaim, reading: Reading, agreeing: Entry) -> bool:
    """Whether what explains a share is called otherwise than the sentence calls the whole."""
    ratio = reading.exact / claim.share.figure.number
    if reading.whole.heading is not claim.share.heading and not 1 / _CLOSE < ratio < _CLOSE:
        return False
    name = own_name(reading.whole)
    # The caption of a table names all of its columns alike: 调整后预算 under 资金支出情况 is no 全部支出.
    other = agreeing.words if agreeing.sentence is not None else own_name(agreeing)
    better = coverage(claim.base, name, strictly=True) - coverage(claim.base, other, strictly=True)
    return coverage(claim.base, name) == 1 and better > _CLEARLY


def _is_inside(reading: Reading) -> bool:
    """42所学校中有7所: the sentence itself says of what the part is."""
    return reading.sure and reading.part.sentence is reading.whole.sentence and before(reading.whole, reading.part)


def _is_near(claim: ShareClaim, reading: Reading) -> bool:
    printed, exact, working = claim.share.figure, reading.exact, reading.working
    if working is not None and printed.verdict(working) is Verdict.LAST_DIGIT:
        return False
    most = _TWICE if claim.named or claim.form != "rate" else _LITTLE
    return is_slip(printed, exact) or exact / most < printed.number < exact * most


CHECK = Check(code="HP704", title="句中比率与数字不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
