"""Learnt models in, a file that tells when it is stale or damaged out, and back."""

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

_MAGIC = b"supervisionbot redactor"


@dataclass(frozen=True, slots=True)
class Learnt:
    """What learning leaves: the models, and the words that the examples use without marking them."""

    models: tuple[bytes, ...] = field(repr=False)
    ordinary: frozenset[str] = field(repr=False)


def load(path: Path, fingerprint: str) -> Learnt | None:
    """What `save` kept there for the same fingerprint; None if there is nothing whole."""
    try:
        magic, header, body = path.read_bytes().split(b"\n", 2)
    except (OSError, ValueError):
        return None
    if magic != _MAGIC or header != _header(fingerprint, body):
        return None
    return _learnt(body)


def save(path: Path, fingerprint: str, learnt: Learnt) -> None:
    """Keep what was learnt: the file is there whole or not at all. OSError if it cannot be written."""
    about = {"ordinary": sorted(learnt.ordinary), "lengths": [len(model) for model in learnt.models]}
    body = b"\n".join([json.dumps(about).encode(), b"".join(learnt.models)])
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    with os.fdopen(handle, "wb") as part:
        part.write(b"\n".join([_MAGIC, _header(fingerprint, body), body]))
    Path(name).replace(path)


def _header(fingerprint: str, body: bytes) -> bytes:
    return f"{fingerprint} {hashlib.sha256(body).hexdigest()}".encode()


def _learnt(body: bytes) -> Learnt:
    first, rest = body.split(b"\n", 1)
    about = json.loads(first)
    models, at = [], 0
    for length in about["lengths"]:
        models.append(rest[at : at + length])
        at += length
    return Learnt(tuple(models), frozenset(about["ordinary"]))
