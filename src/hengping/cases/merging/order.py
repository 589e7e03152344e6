"""The order of three lists joined: that of the base, or of who changed it; additions where they were put."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def merged_order(
    base: Sequence[str], mine: Sequence[str], yours: Sequence[str], kept: Collection[str]
) -> tuple[str, ...]:
    """The names in `kept`, each of which stands in at least one of the lists; no list names anything twice.

    Where both sides put the rows of the base in another order, mine stands: an order is no cell to ask about.
    """
    mine_moved = _common(base, mine) != _common(mine, base)
    leading = mine if mine_moved else yours
    common = set(base) & set(leading)
    order = _Chain([name for name in leading if name in common and name in kept])
    for side in (mine, yours, base):
        order.put(side, kept)
    return order.names()


def merged_set(base: Sequence[str], mine: Sequence[str], yours: Sequence[str]) -> list[str]:
    """Additions and deletions of both sides; a value that stands several times is kept as often as both sides want."""
    base_names, mine_names, yours_names = numbered(base), numbered(mine), numbered(yours)
    kept = (mine_names.keys() & yours_names.keys()) | ((mine_names.keys() ^ yours_names.keys()) - base_names.keys())
    texts = {**mine_names, **yours_names}
    return [texts[name] for name in merged_order(list(base_names), list(mine_names), list(yours_names), kept)]


def numbered(texts: Sequence[str]) -> dict[str, str]:
    """The texts by a name for each, no two alike: itself, numbered where it comes again."""
    names: dict[str, str] = {}
    seen: dict[str, int] = {}
    for text in texts:
        seen[text] = seen.get(text, 0) + 1
        names[text if seen[text] == 1 else f"{text}\x00{seen[text]}"] = text
    return names


def _common(names: Sequence[str], others: Sequence[str]) -> list[str]:
    present = set(others)
    return [name for name in names if name in present]


class _Chain:
    """A list in which a name is put after another without searching."""

    def __init__(self, names: Sequence[str]) -> None:
        self._after: dict[str | None, str | None] = {None: None}
        self._put: dict[str, int] = dict.fromkeys(names, 0)
        self._round = 0
        before: str | None = None
        for name in names:
            self._after[before], self._after[name] = name, None
            before = name

    def put(self, side: Sequence[str], kept: Collection[str]) -> None:
        """Puts what is missing after what it follows in `side`, behind what other sides put there before."""
        self._round += 1
        before: str | None = None
        for name in side:
            if name not in kept:
                continue
            if name not in self._after:
                while (following := self._after[before]) is not None and 0 < self._put[following] < self._round:
                    before = following
                self._after[name], self._after[before] = self._after[before], name
                self._put[name] = self._round
            before = name

    def names(self) -> tuple[str, ...]:
        """All names in order."""
        names, name = [], self._after[None]
        while name is not None:
            names.append(name)
            name = self._after[name]
        return tuple(names)
