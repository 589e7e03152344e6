"""The profiles that ship with the program, by name."""

from __future__ import annotations

import functools
from importlib import resources

import yaml

from hengping.errors import Fault, InputError
from hengping.reference.profile import Profile

_FOLDER = resources.files("hengping.reference") / "profiles"


def profile_names() -> tuple[str, ...]:
    """Names of the packaged profiles, sorted."""
    return tuple(
        sorted(entry.name.removesuffix(".yaml") for entry in _FOLDER.iterdir() if entry.name.endswith(".yaml"))
    )


@functools.cache
def packaged_profile(name: str) -> Profile:
    """The profile of that name; an unknown name is a fault of the case that asks for it."""
    if name not in profile_names():
        raise InputError(
            [
                Fault(
                    where="case.yaml 的 profile",
                    found=name,
                    expected="、".join(profile_names()),
                    mend="改用随程序提供的规程名称，或在评价文件夹中写自己的 profile.yaml。",
                )
            ]
        )
    text = (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    # Every scalar loads as text; the model reads numbers exactly as written.
    return Profile.model_validate(yaml.load(text, Loader=yaml.CBaseLoader))
