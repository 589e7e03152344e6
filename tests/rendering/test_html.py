from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest

from hengping.rendering import html
from hengping.rendering.document import (
    Column,
    Cover,
    Document,
    FactFigure,
    Note,
    Row,
    Strong,
    Table,
    cell,
    inlines,
    paragraph,
)
from hengping.rendering.numbering import number

VOID = {"meta", "br", "col", "img", "path", "line", "rect"}


class Balance(HTMLParser):
    """Follows the open elements, ids, links and what is fetched from outside."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.targets.append(value or "")
            if name in ("src", "srcset"):
                self.fetched.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page(files: Mapping[str, Path]) -> str:
    return files["html"].read_text("utf-8")


@pytest.fixture(scope="module")
def balance(page: str) -> Balance:
    balance = Balance()
    balance.feed(page)
    return balance


def small(*content: object) -> str:
    document = Document("标题", (paragraph(*content),), contents=False)  # type: ignore[arg-type]
    return html.page(document, number(document), [])


def test_the_page_is_well_formed_and_every_id_its_own(balance: Balance) -> None:
    assert balance.open == []
    assert len(balance.ids) == len(set(balance.ids))


def test_every_link_leads_somewhere_in_the_page(balance: Balance) -> None:
    assert {target.removeprefix("#") for target in balance.targets} <= set(balance.ids)
    assert all(target.startswith("#") for target in balance.targets)


def test_nothing_is_fetched_from_outside(page: str, balance: Balance) -> None:
    assert balance.fetched == []
    assert re.findall(r"url\((?!#)|@import|<script|<link", page) == []


def test_a_figure_carries_its_fact_its_source_and_its_mark() -> None:
    written = small("核查", FactFigure("缺口", "1,203.40万元", mark="推算", hover='2020年度"决算"'), "。")
    assert (
        '核查<span class="marked"><span class="fact" id="hp_缺口_1" data-fact="缺口" title="2020年度&quot;决算&quot;">1,203.40万元</span>'
        '<sup class="mark">推算</sup></span>。'
    ) in written


def test_text_is_never_taken_for_html() -> None:
    assert "<p>1 &lt; 2 &amp; <strong>&lt;b&gt;</strong></p>" in small("1 < 2 & ", Strong(inlines("<b>")))


def test_notes_stand_at_the_end_and_lead_back() -> None:
    written = small("甲", Note(inlines("来源一")), "乙", Note(inlines("来源二")))
    assert '<a id="note_place_2" href="#note_2">2</a>' in written
    assert '<li id="note_2">来源二 <a href="#note_place_2"' in written


def test_merged_cells_and_header_rows_are_said_in_html(page: str) -> None:
    (head,) = (head for head in re.findall(r"<thead>.*?</thead>", page, re.DOTALL) if "指标体系" in head)
    assert '<th colspan="4" style="text-align:center">指标体系</th>' in head
    assert head.count("<tr>") == 2
    assert '<td rowspan="15" style="text-align:center">决策</td>' in page


def test_a_broken_table_is_refused_by_its_name() -> None:
    table = Table((Column(), Column()), (Row((cell("甲"),)),), caption=inlines("分担"), key="sharing")
    document = Document("标题", (table,))
    with pytest.raises(ValueError, match="sharing"):
        html.page(document, number(document), [])


def test_a_document_without_cover_and_contents() -> None:
    document = Document("长标题\n第二行", (), contents=False, watermark=None)
    written = html.page(document, number(document), [])
    assert "<h1>长标题<br>第二行</h1>" in written
    assert "<title>长标题第二行</title>" in written
    assert "<nav" not in written
    assert 'class="watermark"' not in written


def test_the_cover_says_what_it_was_given() -> None:
    document = Document("标题", (), cover=Cover((("项目单位", "甲<乙>"),), "某事务所", "2021年9月", "第1号"))
    written = html.page(document, number(document), [])
    assert "<dt>项目单位</dt><dd>甲&lt;乙&gt;</dd>" in written
    assert all(text in written for text in ("某事务所", "2021年9月", "第1号"))
