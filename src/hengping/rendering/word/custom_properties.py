"""The custom properties of an Office file, which it keeps wherever it is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from xml.sax.saxutils import escape

from lxml import etree

from hengping.rendering.word.wordml import HEAD, attribute, xml_bytes

PART = "docProps/custom.xml"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006"
RELATION = f"{_SPACE}/relationships/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
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
    root = etree.fromstring(part, _parser())
    return {each.get("name", ""): "".join(each.itertext()) for each in root.iter(_PROPERTY)}


def added(parts: Mapping[str, bytes], values: Mapping[str, str], *, drop: Callable[[str], bool]) -> dict[str, bytes]:
    """The parts of a file with these properties added, and without those that `drop` tells."""
    if PART in parts:
        return {**parts, PART: _put(parts[PART], values, drop)}
    types = etree.fromstring(parts["[Content_Types].xml"], _parser())
    etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{PART}", ContentType=CONTENT_TYPE)
    relations = etree.fromstring(parts["_rels/.rels"], _parser())
    taken = {each.get("Id") for each in relations}
    identity = next(name for number in count(1) if (name := f"rIdCustom{number}") not in taken)
    etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship", Id=identity, Type=RELATION, Target=PART)
    return {
        **parts,
        PART: written(values),
        "[Content_Types].xml": xml_bytes(types),
        "_rels/.rels": xml_bytes(relations),
    }


def _put(part: bytes, values: Mapping[str, str], drop: Callable[[str], bool]) -> bytes:
    root = etree.fromstring(part, _parser())
    for each in list(root.iter(_PROPERTY)):
        if drop(each.get("name", "")):
            each.getparent().remove(each)
    last = max((int(each.get("pid", "1")) for each in root.iter(_PROPERTY)), default=1)
    for number, each in enumerate(list(etree.fromstring(written(values))), start=last + 1):
        each.set("pid", str(number))
        root.append(each)
    return xml_bytes(root)


def _parser() -> etree.XMLParser:
    # The file may come from anywhere: entities stay unread.
    return etree.XMLParser(resolve_entities=False, no_network=True)
