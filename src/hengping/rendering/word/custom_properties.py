"""The custom properties of an Office file, which it keeps wherever it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

from lxml import etree

from hengping.rendering.word.wordml import HEAD, attribute

PART = "docProps/custom.xml"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006"
RELATION = f"{_SPACE}/relationships/custom-properties"
_PROPERTY = f"{{{_SPACE}/custom-properties}}property"
# The set that Office shows under 自定义; its numbers begin with 2.
_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def written(values: Mapping[str, str]) -> bytes:
    """A part with these texts, by name."""
    properties = "".join(
        f'<property fmtid="{_SET}" pid="{number}" name={attribute(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(sorted(values.items()), start=2)
    )
    return (
        f'{HEAD}<Properties xmlns="{_SPACE}/custom-properties" xmlns:vt="{_SPACE}/docPropsVTypes">'
        f"{properties}</Properties>"
    ).encode()


def read(part: bytes) -> dict[str, str]:
    """The values of a part as text, by name."""
    # The file may come from anywhere: entities stay unread.
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    return {each.get("name", ""): "".join(each.itertext()) for each in root.iter(_PROPERTY)}


def put(part: bytes, values: Mapping[str, str], *, drop: frozenset[str]) -> bytes:
    """A part with the properties named in `drop` taken out and these texts added; all others stay as they are."""
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    for each in list(root.iter(_PROPERTY)):
        if each.get("name", "") in drop:
            each.getparent().remove(each)
    number = max((int(each.get("pid", "1")) for each in root.iter(_PROPERTY)), default=1)
    added = etree.fromstring(written(values))
    for offset, each in enumerate(list(added), start=1):
        each.set("pid", str(number + offset))
        root.append(each)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
