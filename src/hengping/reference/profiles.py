"""The profiles that ship with the program, by name."""

from __future__ import annotations

import functools
from pathlib import Path

from pydantic import ValidationError

from hengping.errors import Fault, InputError
from hengping.reading.text_files import read_text
from hengping.reading.yaml_files import parse_yaml
from hengping.reference.packaged import chosen, packaged_names
from hengping.reference.profile import Profile

_FOLDER = "profiles"


def profile_names() -> tuple[str, ...]:
    """Names of the packaged profiles, sorted."""
    return packaged_names(_FOLDER)


@functools.cache
def packaged_profile(name: str) -> Profile:
    """The profile of that name; an unknown name is a fault of the case that asks for it."""
    mend = "改用随程序提供的规程名称，或在评价文件夹中写自己的 profile.yaml。"
    return chosen(Profile, _FOLDER, name, asked_in="case.yaml 的 profile", mend=mend)


def read_profile(path: Path) -> Profile:
    """A bureau's own profile from a file.

    Raises:
        InputError: unreadable, or a key or value that a profile does not have.
    """
    data = parse_yaml(read_text(path, label=path.name), label=path.name).plain()
    try:
        return Profile.model_validate(data)
    except ValidationError as error:
        mend = "请对照随程序提供的评价规程改正。"
        faults = [
            Fault(f"{path.name} 的 {'.'.join(map(str, each['loc']))}", str(each["msg"]), "评价规程中的写法", mend)
            for each in error.errors()
        ]
        raise InputError(faults) from error
