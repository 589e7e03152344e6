"""A document of the case in a YAML file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ValidationError

from hengping.cases.faults import field_at
from hengping.cases.model import PartSpec
from hengping.cases.parts_reading import RawPart, Spot
from hengping.cases.parts_text import Place, Preparation, to_plain
from hengping.cases.yaml_text import yaml_document
from hengping.cases.yaml_update import updated_yaml
from hengping.errors import InputError
from hengping.reading.yaml_files import YamlDocument, parse_yaml, read_yaml


@dataclass(frozen=True)
class YamlLocator:
    """Places of a document: line, title and key."""

    document: YamlDocument
    model: type[BaseModel]

    def spot(self, place: Place) -> Spot:
        """Line of the key or, where it is absent, of what should hold it."""
        line = self.document.line(place)
        words = f"{self.document.label} 第 {line} 行"
        part_field = field_at(place, self.model)
        is_record = (
            bool(place) and isinstance(place[-1], int) and part_field is not None and part_field.model is not None
        )
        if part_field is not None and not is_record:
            words += f"“{part_field.title}”（{part_field.name}）"
        return Spot((line,), words)


def read_document(path: Path, spec: PartSpec) -> RawPart:
    """The document of a YAML file.

    Raises:
        InputError: no YAML, see `read_yaml`.
    """
    document = read_yaml(path, label=spec.file)
    return RawPart(spec, document.plain(), YamlLocator(document, spec.model))


def document_text(model: BaseModel, *, earlier: str | None = None) -> str:
    """The YAML text of a document; `earlier` is that of the file to be replaced, whose comments and wording stay."""
    plain = to_plain(model)
    if earlier is None:
        return yaml_document(plain)
    try:
        document = parse_yaml(earlier, label="")
        old = to_plain(_validated(document, type(model)))
        text = updated_yaml(earlier, document, old=old, new=plain)
        if to_plain(_validated(parse_yaml(text, label=""), type(model))) == plain:
            return text
    except (InputError, ValidationError):
        pass  # the file was no such document: nothing in it can be kept
    return yaml_document(plain)


def _validated(document: YamlDocument, model: type[BaseModel]) -> BaseModel:
    preparation = Preparation()
    prepared = preparation.model(document.plain(), model)
    if preparation.refusals:
        raise InputError([])
    return model.model_validate(prepared)
