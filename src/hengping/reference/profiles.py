"""The profiles that ship with the program, by name."""

from __future__ import annotations

import functools

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
