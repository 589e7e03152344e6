"""The data files of this room, one folder a kind: their names, and one read into its model."""

from __future__ import annotations

import functools
from importlib import resources
from typing import TypeVar

from pydantic import BaseModel

from hengping.errors import Fault, InputError
from hengping.reading.yaml_files import parse_yaml

Model = TypeVar("Model", bound=BaseModel)

_ROOM = resources.files("hengping.reference")
_ENDING = ".yaml"


@functools.cache
def packaged_names(folder: str) -> tuple[str, ...]:
    """Names of the files of a folder, sorted."""
    names = (entry.name for entry in (_ROOM / folder).iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING)))


def read_packaged(model: type[Model], folder: str, name: str) -> Model:
    """The file of that name as `model`; every scalar loads as text, so that numbers are read exactly as written."""
    text = (_ROOM / folder / f"{name}{_ENDING}").read_text(encoding="utf-8")
    return model.model_validate(parse_yaml(text, label=name).plain())


def chosen(model: type[Model], folder: str, name: str, *, asked_in: str, mend: str) -> Model:
    """The file that somebody chose by its name.

    Raises:
        InputError: there is no such file; a fault of the place that asks for it.
    """
    names = packaged_names(folder)
    if name not in names:
        raise InputError([Fault(asked_in, name, "、".join(names), mend)])
    return read_packaged(model, folder, name)
