"""How much memory a process may take that reads files of unknown origin."""

from __future__ import annotations

from contextlib import suppress

_MEMORY = 4 << 30


def limit_memory() -> None:
    """A file that asks for more memory than any form needs is refused, before the machine has none left."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
