"""The styles of a Word file after GB/T 9704, under the ids that pandoc's writer uses and a few of our own.

They take the place of the styles that pandoc wrote, so no reference file has to be kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from hengping.rendering.style import StylePack
from hengping.rendering.word.wordml import DECLARATIONS, HEAD, attribute, mm_twips, twips

# Newer machines have a face under another name; Word takes it where the first is missing.
_ALSO_CALLED = {"仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体", "方正小标宋简体": "方正小标宋_GBK"}


@dataclass(frozen=True)
class _ParagraphStyle:
    style_id: str
    name: str
    based_on: str = "Normal"
    paragraph: str = ""
    characters: str = ""
    following: str = ""


def styles_xml(style: StylePack) -> bytes:
    """The part word/styles.xml."""
    paragraphs = "".join(_written(each) for each in (*_text(style), *_headings(style), *_tables(style), *_front(style)))
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(style.faces.body, style.faces.latin)}{_size(style.sizes.body)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    return f"{HEAD}<w:styles {DECLARATIONS}>{defaults}{paragraphs}{_others(style)}</w:styles>".encode()


def font_table_xml(style: StylePack) -> bytes:
    """The part word/fontTable.xml: the faces named, with their other names."""
    faces = style.faces
    named = dict.fromkeys((faces.title, faces.heading, faces.subheading, faces.body, faces.table, faces.latin))
    fonts = "".join(
        f"<w:font w:name={attribute(face)}>"
        + (f"<w:altName w:val={attribute(_ALSO_CALLED[face])}/>" if face in _ALSO_CALLED else "")
        + ('<w:charset w:val="00"/>' if face == faces.latin else '<w:charset w:val="86"/>')
        + "</w:font>"
        for face in named
    )
    return f"{HEAD}<w:fonts {DECLARATIONS}>{fonts}</w:fonts>".encode()


def numbering_levels(bullet: bool) -> str:
    """The inside of a list level: （1） or •, beginning two characters in and running on to the margin."""
    kind = ("bullet", "•") if bullet else ("decimal", "（%1）")
    font = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:hint="default"/>' if bullet else ""
    return (
        f'<w:start w:val="1"/><w:numFmt w:val="{kind[0]}"/><w:suff w:val="{"space" if bullet else "nothing"}"/>'
        f'<w:lvlText w:val="{kind[1]}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLineChars="200" w:firstLine="640"/></w:pPr><w:rPr>{font}</w:rPr>'
    )


def _text(style: StylePack) -> list[_ParagraphStyle]:
    indent = _indent(style)
    pitch = _pitch(style.sizes.line_pitch)
    note = style.sizes.note
    return [
        _ParagraphStyle("Normal", "Normal", "", f'<w:widowControl/>{pitch}<w:jc w:val="both"/>'),
        _ParagraphStyle("BodyText", "Body Text", paragraph=indent),
        _ParagraphStyle("FirstParagraph", "首段", "BodyText"),
        _ParagraphStyle("Compact", "列项", "BodyText"),
        _ParagraphStyle("Flush", "顶格", paragraph=""),
        _ParagraphStyle("AlignRight", "右对齐", paragraph='<w:jc w:val="right"/>'),
        _ParagraphStyle("AlignCenter", "居中", paragraph='<w:jc w:val="center"/>'),
        _ParagraphStyle(
            "FootnoteText",
            "footnote text",
            paragraph=f'<w:snapToGrid w:val="0"/>{_single()}<w:jc w:val="left"/>',
            characters=_fonts(style.faces.table, style.faces.latin) + _size(note),
        ),
        _ParagraphStyle(
            "Header",
            "header",
            paragraph=f'{_single()}<w:jc w:val="center"/>',
            characters=_fonts(style.faces.subheading, style.faces.latin) + _size(style.sizes.table),
        ),
        _ParagraphStyle(
            "Footer",
            "footer",
            paragraph=_single(),
            characters=_fonts(style.faces.page_number, style.faces.latin) + _size(style.sizes.page_number),
        ),
    ]


def _headings(style: StylePack) -> list[_ParagraphStyle]:
    faces = (style.faces.heading, style.faces.subheading, style.faces.body, style.faces.body)
    indent = _indent(style)
    listed = [
        _ParagraphStyle(
            f"Heading{level}",
            f"heading {level}",
            paragraph=f'<w:keepNext/><w:keepLines/>{indent}<w:jc w:val="left"/><w:outlineLvl w:val="{level - 1}"/>',
            characters=_fonts(face, style.faces.latin),
            following="BodyText",
        )
        for level, face in enumerate(faces, start=1)
    ]
    # The contents list is made of the headings above by their names: these stay out of it.
    unlisted = [
        _ParagraphStyle(
            f"UnlistedHeading{level}",
            f"标题{level}（不入目录）",
            paragraph=f'<w:keepNext/><w:keepLines/>{indent}<w:jc w:val="left"/>',
            characters=_fonts(face, style.faces.latin),
            following="BodyText",
        )
        for level, face in enumerate(faces, start=1)
    ]
    annex = _ParagraphStyle(
        "AnnexTitle",
        "附件标题",
        paragraph=f'<w:keepNext/><w:keepLines/><w:pageBreakBefore/>{_single(after=240)}<w:jc w:val="center"/>'
        '<w:outlineLvl w:val="0"/>',
        characters=_fonts(style.faces.title, style.faces.latin) + _size(style.sizes.annex),
        following="BodyText",
    )
    return [*listed, *unlisted, annex]


def _tables(style: StylePack) -> list[_ParagraphStyle]:
    caption = _fonts(style.faces.heading, style.faces.latin) + _size(style.sizes.caption)
    text = _fonts(style.faces.table, style.faces.latin)
    head = _fonts(style.faces.heading, style.faces.latin)
    return [
        _ParagraphStyle(
            "TableCaption",
            "表题",
            paragraph=f'<w:keepNext/><w:keepLines/>{_single(before=160, after=80)}<w:jc w:val="center"/>',
            characters=caption,
        ),
        _ParagraphStyle(
            "ImageCaption",
            "图题",
            paragraph=f'<w:keepLines/>{_single(before=60, after=160)}<w:jc w:val="center"/>',
            characters=caption,
        ),
        _ParagraphStyle(
            "CaptionedFigure",
            "图",
            paragraph=f'<w:keepNext/>{_single(before=160)}<w:jc w:val="center"/>',
        ),
        _ParagraphStyle(
            "TableNote",
            "表注",
            paragraph=f'<w:keepLines/>{_single()}<w:jc w:val="left"/>',
            characters=text + _size(style.sizes.note),
        ),
        _ParagraphStyle("TableText", "表文", paragraph=_single(), characters=text + _size(style.sizes.table)),
        _ParagraphStyle("TableHead", "表头", "TableText", characters=head),
        _ParagraphStyle("DenseTableText", "密表文", "TableText", characters=_size(style.sizes.dense_table)),
        _ParagraphStyle("DenseTableHead", "密表头", "DenseTableText", characters=head),
    ]


def _front(style: StylePack) -> list[_ParagraphStyle]:
    title = _fonts(style.faces.title, style.faces.latin)
    tab = mm_twips(style.page.text_width)
    contents = [
        _ParagraphStyle(
            f"TOC{level}",
            f"toc {level}",
            paragraph=f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{tab}"/></w:tabs>'
            f'<w:spacing w:line="440" w:lineRule="exact"/><w:ind w:left="{(level - 1) * 420}"/><w:jc w:val="left"/>',
            characters=_fonts(style.faces.heading if level == 1 else style.faces.body, style.faces.latin)
            + _size(style.sizes.contents),
        )
        for level in (1, 2, 3)
    ]
    return [
        _ParagraphStyle(
            "Title",
            "Title",
            paragraph=f'{_single(after=240, line=336)}<w:jc w:val="center"/>',
            characters=title + _size(style.sizes.title),
        ),
        _ParagraphStyle(
            "Subtitle",
            "Subtitle",
            paragraph=f'{_single(after=240)}<w:jc w:val="center"/>',
            characters=_fonts(style.faces.subheading, style.faces.latin),
        ),
        _ParagraphStyle(
            "TOCHeading",
            "目录标题",
            paragraph=f'<w:keepNext/>{_single(after=360)}<w:jc w:val="center"/>',
            characters=_fonts(style.faces.heading, style.faces.latin) + _size(style.sizes.title),
        ),
        *contents,
    ]


def _others(style: StylePack) -> str:
    heading = style.faces.heading
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/>'
        f"<w:rPr>{_fonts(heading, heading)}</w:rPr></w:style>"
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/></w:style>'
        '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        f"{_cell_margins(0)}</w:tblPr></w:style>"
        '<w:style w:type="table" w:styleId="Table"><w:name w:val="评价表格"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders>{_cell_margins(50)}</w:tblPr></w:style>"
    )


def _cell_margins(above_and_below: int) -> str:
    sides = (("top", above_and_below), ("left", 70), ("bottom", above_and_below), ("right", 70))
    return (
        "<w:tblCellMar>"
        + "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
        + "</w:tblCellMar>"
    )


def _written(style: _ParagraphStyle) -> str:
    default = ' w:default="1"' if style.style_id == "Normal" else ""
    based = f'<w:basedOn w:val="{style.based_on}"/>' if style.based_on else ""
    following = f'<w:next w:val="{style.following}"/>' if style.following else ""
    characters = f"<w:rPr>{style.characters}</w:rPr>" if style.characters else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style.style_id}"><w:name w:val="{style.name}"/>'
        f"{based}{following}<w:qFormat/><w:pPr>{style.paragraph}</w:pPr>{characters}</w:style>"
    )


def _fonts(east_asian: str, latin: str) -> str:
    return (
        f"<w:rFonts w:ascii={attribute(latin)} w:hAnsi={attribute(latin)} w:eastAsia={attribute(east_asian)} "
        f"w:cs={attribute(latin)}/>"
    )


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _pitch(points: float) -> str:
    return f'<w:spacing w:line="{twips(points)}" w:lineRule="exact"/>'


def _single(*, before: int = 0, after: int = 0, line: int = 240) -> str:
    """Spacing that follows the type, `line` in 240ths; room above and below in twentieths of a point."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _indent(style: StylePack) -> str:
    return f'<w:ind w:firstLineChars="200" w:firstLine="{twips(style.sizes.body * 2)}"/>'
