"""封面: the customary fields; blank ones are left out of a final text and shown as 未提供 in a draft."""

from __future__ import annotations

from hengping.cases.model.process import PartyRole
from hengping.quantities.numbers import chinese_numeral
from hengping.rendering.document import Cover
from hengping.reports.material import Material

_BLANK = "未提供"
_OPTIONAL = ("委托单位", "参与评价中介机构")


def cover(material: Material) -> Cover:
    """The cover of a report."""
    identity = material.case.identity
    evaluator = _names(material, PartyRole.EVALUATOR)
    agency = _names(material, PartyRole.THIRD_PARTY_AGENCY)
    commissioning = _names(material, PartyRole.COMMISSIONING_PARTY)
    entries = [
        ("主管部门", _names(material, PartyRole.SUPERVISING_DEPARTMENT)),
        ("项目单位", _names(material, PartyRole.IMPLEMENTING_UNIT)),
        ("项目名称", identity.project_name),
        ("委托单位", commissioning if commissioning != evaluator else ""),
        ("评价机构", evaluator),
        ("参与评价中介机构", agency),
    ]
    rows = tuple((label, text or _BLANK) for label, text in entries if text or _is_shown(material, label))
    return Cover(rows, issuer=evaluator or agency, date=_date(material), number=identity.report_number)


def _is_shown(material: Material, label: str) -> bool:
    if material.final or label in _OPTIONAL:
        return False
    material.gaps.add(f"封面没有{label}")
    return True


def _names(material: Material, role: PartyRole) -> str:
    return "、".join(party.name for party in material.case.parties if party.role is role)


def _date(material: Material) -> str:
    """The date as the case words it, else 二〇二二年八月 from the day of issue; none is invented."""
    identity = material.case.identity
    if identity.issued_text:
        return identity.issued_text
    day = identity.issued_on
    if day is None:
        return ""
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    return f"{year}年{chinese_numeral(day.month)}月{chinese_numeral(day.day)}日"
