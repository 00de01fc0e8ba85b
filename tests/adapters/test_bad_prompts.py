"""The real prompts with a slip anywhere: they load, or one sentence says which file is wrong."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from supervisionbot.adapters import prompt_files
from supervisionbot.adapters.coding.examples import read_examples
from supervisionbot.adapters.signpost_file import load_signposts
from supervisionbot.adapters.templates import TemplateWords
from supervisionbot.errors import WrongPrompts
from tests.conftest import PROMPTS

SLIPS = (
    "", "5", "true", "[]", "{}", '"x"', "[[kind]]", "\x00", "\u202e", "{{ x }}", "{% if", "{{", "nan", "1979-05-27",
    "= =", "[a.b]\n", '"""', "null", "-1", "\ud800",
)  # fmt: skip
BOOK, KINDS = prompt_files.load_codebook(PROMPTS), prompt_files.load_visit_kinds(PROMPTS)
THEMES = [theme.id for theme in BOOK.themes]
LOADERS: dict[str, tuple[int, Callable[[Path], object]]] = {
    "codebook.toml": (60, prompt_files.load_codebook),
    "visits.toml": (60, prompt_files.load_visit_kinds),
    "questions/trust.toml": (25, lambda folder: prompt_files.load_questions(folder, BOOK, KINDS)),
    "signposts.toml": (30, load_signposts),
    "examples.jsonl": (60, lambda folder: read_examples(folder / "examples.jsonl", THEMES)),
    "labels.toml": (4, TemplateWords),
    "messages/visit_logged.md.j2": (4, TemplateWords),
}
"""How many slips to try in each file, and what reads it."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("slips") / "prompts"
    shutil.copytree(PROMPTS, made)
    examples = made / "examples.jsonl"
    examples.write_text("".join(examples.read_text().splitlines(keepends=True)[:8]))
    return made


def what_is_wrong(folder: Path, load: Callable[[Path], object], or_else: str) -> str:
    """The sentence with which the prompts are refused; another where they are taken."""
    try:
        load(folder)
    except WrongPrompts as error:
        return str(error)
    return or_else


@pytest.mark.parametrize("name", LOADERS)
def test_a_slip_gives_nothing_but_a_clear_sentence(folder: Path, name: str) -> None:
    file, chance, (tries, load) = folder / name, random.Random(name), LOADERS[name]
    right = file.read_text()
    for _ in range(tries):
        at = chance.randrange(len(right))
        slip = right[:at] + chance.choice(SLIPS) + right[at + chance.choice((0, 1, 5, 40)) :]
        file.write_bytes(slip.encode("utf-8", "surrogatepass"))

        assert file.name in what_is_wrong(folder, load, or_else=file.name)
    file.write_text(right)
