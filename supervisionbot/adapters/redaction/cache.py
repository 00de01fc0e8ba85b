"""A learnt model in, a file that tells when it is stale or damaged out, and back."""

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

_MAGIC = b"supervisionbot redactor 1\n"


@dataclass(frozen=True, slots=True)
class Learnt:
    """What learning leaves: the model, and the words that the examples use without marking them."""

    model: bytes = field(repr=False)
    ordinary: frozenset[str] = field(repr=False)


def load(path: Path, fingerprint: str) -> Learnt | None:
    """What `save` kept there for the same fingerprint; None if there is nothing whole."""
    try:
        magic, header, body = path.read_bytes().split(b"\n", 2)
    except (OSError, ValueError):
        return None
    if magic + b"\n" != _MAGIC or header.decode("ascii", "replace") != _header(fingerprint, body):
        return None
    words, model = body.split(b"\n", 1)
    return Learnt(model, frozenset(json.loads(words)))


def save(path: Path, fingerprint: str, learnt: Learnt) -> None:
    """Keep what was learnt; the file is there whole or not at all."""
    body = json.dumps(sorted(learnt.ordinary)).encode() + b"\n" + learnt.model
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    with os.fdopen(handle, "wb") as part:
        part.write(_MAGIC + _header(fingerprint, body).encode() + b"\n" + body)
    os.replace(name, path)


def _header(fingerprint: str, body: bytes) -> str:
    return f"{fingerprint} {hashlib.sha256(body).hexdigest()}"
