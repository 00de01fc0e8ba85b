"""A learnt model in -> one file of plain arrays; such a file in -> the model, or nothing if it is stale or damaged."""

import hashlib
import io
import json
import os
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from supervisionbot.adapters.coding.features import Vocabulary
from supervisionbot.adapters.coding.model import Model
from supervisionbot.adapters.coding.softmax import Softmax

REGRESSIONS = ("theme", "stance")
CHECKSUM_LENGTH = hashlib.sha256().digest_size


def load_model(path: Path, key: str) -> Model | None:
    """The model kept at the path, if the file is whole and was learnt from what `key` stands for."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    checksum, body = content[:CHECKSUM_LENGTH], content[CHECKSUM_LENGTH:]
    if hashlib.sha256(body).digest() != checksum:
        return None
    try:
        with np.load(io.BytesIO(body), allow_pickle=False) as arrays:
            return _model(arrays, key)
    except (ValueError, KeyError, zipfile.BadZipFile):
        return None


def save_model(path: Path, key: str, model: Model) -> None:
    """Keep the model: the file is there whole or not at all, and only its owner may read it."""
    body = io.BytesIO()
    header = {"key": key, "themes": model.themes, "threshold": model.threshold}
    words = "\n".join(model.vocabulary.index)
    arrays: dict[str, NDArray[Any]] = {"header": _bytes(json.dumps(header)), "words": _bytes(words)}
    arrays |= {"rarity": model.vocabulary.rarity, "weights": model.weights}
    for name, regression in zip(REGRESSIONS, (model.theme_regression, model.stance_regression), strict=True):
        arrays |= {f"{name}_{part}": getattr(regression, part) for part in ("centre", "scale", "weights")}
    np.savez(body, **arrays)  # type: ignore[arg-type]  # numpy's stub takes the names for its own options
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, hashlib.sha256(body.getvalue()).digest() + body.getvalue())


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.replace(name, path)


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8"), dtype=np.uint8)


def _model(arrays: Any, key: str) -> Model | None:
    header = json.loads(arrays["header"].tobytes())
    if header["key"] != key:
        return None
    words = arrays["words"].tobytes().decode("utf-8").split("\n")
    vocabulary = Vocabulary({word: place for place, word in enumerate(words)}, arrays["rarity"])
    theme, stance = (
        Softmax(*(arrays[f"{name}_{part}"] for part in ("centre", "scale", "weights"))) for name in REGRESSIONS
    )
    return Model(tuple(header["themes"]), vocabulary, arrays["weights"], theme, stance, header["threshold"])
