"""A learnt model in -> one file of plain arrays; such a file in -> the model, or nothing if it is damaged."""

import hashlib
import io
import json
import zipfile
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray

from supervisionbot.adapters.coding.features import vocabulary
from supervisionbot.adapters.coding.logistic import Logistic
from supervisionbot.adapters.coding.model import Model
from supervisionbot.adapters.coding.question import QuestionView
from supervisionbot.adapters.coding.views import Linear, Neighbours, Odds

REGRESSIONS = ("theme", "stance", "silence")
CHECKSUM_LENGTH = hashlib.sha256().digest_size


def load_model(path: Path, key: str) -> Model | None:
    """The model kept at the path, if the file is whole and was learnt from what `key` stands for."""
    try:
        with path.open("rb") as file:
            checksum = file.read(CHECKSUM_LENGTH)
            if hashlib.file_digest(file, "sha256").digest() != checksum:
                return None
            file.seek(CHECKSUM_LENGTH)
            with np.load(file, allow_pickle=False) as arrays:
                return _model(dict(arrays), key)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None


def save_model(path: Path, key: str, model: Model) -> None:
    """Keep the model: the file is there whole or not at all, and only its owner may read it."""
    body = io.BytesIO()
    np.savez(body, **_arrays(model, key))  # type: ignore[arg-type]  # numpy's stub takes the names for its own options
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=path.name, suffix=".part", delete=False) as file:
        file.write(hashlib.sha256(body.getbuffer()).digest())
        file.write(body.getbuffer())
    Path(file.name).replace(path)


def _arrays(model: Model, key: str) -> dict[str, NDArray[Any]]:
    header = {"key": key, "themes": model.themes, "threshold": model.threshold}
    arrays: dict[str, NDArray[Any]] = {
        "header": _bytes(json.dumps(header)),
        "sequences": _bytes("\n".join(model.vocabulary.index)),
        "rarity": model.vocabulary.rarity,
        "linear": model.linear.weights,
        "odds": model.odds.ratios,
        "question_pieces": _bytes("\n".join(model.question.index)),
        "question_weights": model.question.weights,
    }
    arrays |= {f"near_{part}": getattr(model.neighbours, part) for part in ("starts", "replies", "weights", "targets")}
    for name, regression in zip(REGRESSIONS, _regressions(model), strict=True):
        arrays |= {f"{name}_{part}": getattr(regression, part) for part in ("centre", "scale", "weights")}
    return arrays


def _regressions(model: Model) -> tuple[Logistic, Logistic, Logistic]:
    return model.theme_regression, model.stance_regression, model.silence_regression


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8"), dtype=np.uint8)


def _lines(text: NDArray[np.uint8]) -> list[str]:
    return [line for line in text.tobytes().decode("utf-8").split("\n") if line]


def _model(arrays: dict[str, NDArray[Any]], key: str) -> Model | None:
    header = json.loads(arrays["header"].tobytes())
    if header["key"] != key:
        return None
    words = vocabulary(_lines(arrays["sequences"]), arrays["rarity"])
    pieces = _lines(arrays["question_pieces"])
    question = QuestionView(dict(zip(pieces, range(len(pieces)), strict=True)), arrays["question_weights"])
    near = Neighbours(*(arrays[f"near_{part}"] for part in ("starts", "replies", "weights", "targets")))
    parts = ("centre", "scale", "weights")
    said, stances, silence = (Logistic(*(arrays[f"{name}_{part}"] for part in parts)) for name in REGRESSIONS)
    themes = tuple(header["themes"])
    linear, odds = Linear(arrays["linear"], len(themes)), Odds(arrays["odds"], words.block("p", "s"))
    return Model(themes, words, linear, odds, near, question, said, stances, silence, header["threshold"])
