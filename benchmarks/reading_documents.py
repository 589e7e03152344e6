"""Reading reports of at least a hundred pages: seconds and memory for Word, PDF, HTML and plain text.

The report is the specimen with its chapters repeated. Each run is a process of its own; its start does not count, the
loading of the libraries that a format needs does.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_SECONDS = 3.0
MOST_MEGABYTES = 500
LEAST_PAGES = 100
RUNS = 3


def main() -> bool:
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        files = _files(Path(folder))
        return all([_measured(path) for path in files])


def _files(folder: Path) -> list[Path]:
    import pypdfium2

    from hengping.rendering.publish import render
    from tests.rendering.specimen import specimen

    made = []
    for kind, data in render(specimen(chapters=36)).items():
        made.append(folder / f"report.{kind}")
        made[-1].write_bytes(data)
        if kind == "pdf":
            pages = len(pypdfium2.PdfDocument(data))
            print(f"  the report has {pages} pages")
            assert pages >= LEAST_PAGES
    return made


def _measured(path: Path) -> bool:
    runs = [
        json.loads(
            subprocess.run(
                [sys.executable, "-m", "benchmarks.reading_documents", str(path)],
                capture_output=True,
                check=True,
                cwd=ROOT,
            ).stdout
        )
        for _ in range(RUNS)
    ]
    seconds, megabytes = min(run["seconds"] for run in runs), max(run["megabytes"] for run in runs)
    passed = seconds <= MOST_SECONDS and megabytes <= MOST_MEGABYTES
    print(
        f"  {path.suffix[1:]:5} {seconds:6.2f} s  {megabytes:4.0f} MB  {runs[0]['tables']} tables, "
        f"{runs[0]['mentions']} quantities in {runs[0]['find']:.2f} s  {'ok' if passed else 'TOO SLOW OR TOO LARGE'}"
    )
    return passed


def _once(path: Path) -> None:
    from hengping.reading.documents import read_document

    begun = time.perf_counter()
    document = read_document(path)
    seconds = time.perf_counter() - begun
    from hengping.quantities.mentions import find_mentions

    begun = time.perf_counter()
    mentions = sum(len(find_mentions(text)) for text, _ in document.texts())
    found = time.perf_counter() - begun
    print(
        json.dumps(
            {
                "seconds": seconds,
                "find": found,
                "mentions": mentions,
                "tables": len(document.tables),
                "megabytes": _peak_megabytes(),
            }
        )
    )


def _peak_megabytes() -> float:
    """Of this process alone; `ru_maxrss` would count what the parent held when it was started."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _once(Path(sys.argv[1]))
    else:
        sys.exit(0 if main() else 1)
