"""prompts/labels.toml -> labels by name, each there and in form. Raises WrongPrompts with file, label and reason."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from supervisionbot.errors import WrongPrompts
from supervisionbot.records.labels import COUNTED, FILLED_IN, LABELS, MOST_IN_TITLE, ORDINALS, SHORT

Labels = dict[str, Any]


def load_labels(file: Path) -> Labels:
    """All labels."""
    try:
        labels = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError:
        raise WrongPrompts(f"{file.name}: the file is missing.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongPrompts(f"{file.name}: {error}") from None
    for fault in _faults(labels):
        raise WrongPrompts(f"{file.name}: {fault}")
    return labels


def _faults(labels: Labels) -> Iterator[str]:
    missing = sorted({*LABELS, *COUNTED, ORDINALS} - labels.keys())
    if missing:
        yield f"there is no label '{missing[0]}'."
    for name in sorted(LABELS & labels.keys()):
        yield from _faults_of_text(name, labels[name])
    for name in sorted(COUNTED & labels.keys()):
        if not _is_list(labels[name]) or len(labels[name]) != 2:
            yield f"'{name}' must be two texts: for one, and for many."
    if not _is_list(labels.get(ORDINALS)):
        yield f"'{ORDINALS}' must be a list of texts."


def _faults_of_text(name: str, text: object) -> Iterator[str]:
    if not isinstance(text, str) or not text.strip():
        yield f"'{name}' must be a text, and not an empty one."
        return
    if name in SHORT and len(text) > MOST_IN_TITLE:
        yield f"'{name}' has {len(text)} characters; Slack takes {MOST_IN_TITLE} there."
    if name in FILLED_IN:
        try:
            text.format(**{FILLED_IN[name]: "5"})
        except (LookupError, ValueError, AttributeError):
            yield f"'{name}' may hold {{{FILLED_IN[name]}}} and nothing else in braces."


def _is_list(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) and one.strip() for one in value)
