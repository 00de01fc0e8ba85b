"""The folder `prompts/` -> codebook, kinds of visit, question bank; or WrongPrompts (file, line, reason)."""

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from supervisionbot.adapters.prompt_checks import (
    check_aliases,
    check_enough,
    check_id,
    check_known,
    check_length,
    check_model,
    check_once,
    check_open,
    check_present,
    either,
)
from supervisionbot.adapters.toml_entries import Entry, read_entries, wrong
from supervisionbot.records.bank import Question, VisitKind
from supervisionbot.records.codebook import ByStance, Codebook, Family, ManyByStance, Stance, Theme

CODEBOOK_FILE = "codebook.toml"
VISITS_FILE = "visits.toml"
QUESTIONS_FOLDER = "questions"

MOST_LETTERS_OF_A_QUESTION = 199
MOST_LETTERS_OF_A_THEME = 159
MOST_LETTERS_IN_SHORT = 49

QUESTION_KEYS = ("id", "theme", "text", "follow_up")
OPTIONAL_QUESTION_KEYS = ("kinds", "gentle", "newly_qualified", "model", "source")
TOLD_KEYS = ("in_short", "in_practice", "asks", "one_to_one")
THEME_KEYS = ("id", "title", "family", "include", "exclude", "source", *TOLD_KEYS)
STANCES = tuple(stance.value for stance in Stance)


def load_codebook(folder: Path) -> Codebook:
    """Read `codebook.toml` in `folder`. WrongPrompts if it is wrong."""
    tables = read_entries(folder, CODEBOOK_FILE, ("family", "theme"))
    check_present(tables["family"], CODEBOOK_FILE, "family")
    check_present(tables["theme"], CODEBOOK_FILE, "theme")
    families = tuple(_family(entry) for entry in tables["family"])
    known = {family.id for family in families}
    themes = tuple(_theme(entry, known) for entry in tables["theme"])
    check_once(tables["family"], "id")
    check_once(tables["theme"], "id")
    return Codebook(families, themes)


def load_visit_kinds(folder: Path) -> tuple[VisitKind, ...]:
    """Read `visits.toml` in `folder`, in its order. WrongPrompts if it is wrong."""
    entries = read_entries(folder, VISITS_FILE, ("kind",))["kind"]
    check_present(entries, VISITS_FILE, "kind")
    kinds = tuple(_kind(entry) for entry in entries)
    check_once(entries, "id")
    check_aliases(entries, kinds)
    return kinds


def load_questions(folder: Path, codebook: Codebook, kinds: Iterable[VisitKind]) -> tuple[Question, ...]:
    """Read all `questions/*.toml` in `folder`, in the order of the codebook. WrongPrompts if one is wrong."""
    entries = _question_entries(folder)
    known_kinds = {kind.id for kind in kinds}
    questions = [_question(entry, codebook, known_kinds) for entry in entries]
    check_once(entries, "id")
    check_once(entries, "text")
    check_enough(questions, codebook, entries)
    order = {theme.id: place for place, theme in enumerate(codebook.themes)}
    return tuple(sorted(questions, key=lambda question: order[question.theme]))


def question_places(folder: Path) -> Mapping[str, tuple[str, int]]:
    """Where each question stands: its id -> (file, line). WrongPrompts if a file cannot be read."""
    return {entry.text("id"): (entry.file, entry.line) for entry in _question_entries(folder)}


def _question_entries(folder: Path) -> tuple[Entry, ...]:
    names = sorted(path.name for path in (folder / QUESTIONS_FOLDER).glob("*.toml"))
    if not names:
        raise wrong(f"{QUESTIONS_FOLDER}/", 1, "there are no question files (*.toml) in this folder")
    files = (f"{QUESTIONS_FOLDER}/{name}" for name in names)
    return tuple(entry for file in files for entry in read_entries(folder, file, ("question",))["question"])


def _family(entry: Entry) -> Family:
    entry.allow(("id", "title", *TOLD_KEYS))
    return Family(entry.text("id"), entry.text("title"), *_told(entry))


def _theme(entry: Entry, families: Collection[str]) -> Theme:
    entry.allow(THEME_KEYS)
    check_known(entry, "family", entry.text("family"), families)
    return Theme(
        entry.text("id"),
        entry.text("title"),
        entry.text("family"),
        entry.text("include"),
        entry.text("exclude"),
        entry.text("source"),
        *_told(entry),
    )


def _told(entry: Entry) -> tuple[ByStance, ManyByStance, ManyByStance, ByStance]:
    """What a digest tells of a theme or family, in the order of the records' fields."""
    return (
        _by_stance(entry, "in_practice", MOST_LETTERS_OF_A_THEME),
        _questions_by_stance(entry, "asks"),
        _questions_by_stance(entry, "one_to_one"),
        _by_stance(entry, "in_short", MOST_LETTERS_IN_SHORT),
    )


def _kind(entry: Entry) -> VisitKind:
    entry.allow(("id", "title"), ("aliases", "heavy"))
    return VisitKind(entry.text("id"), entry.text("title"), entry.texts("aliases"), entry.flag("heavy"))


def _question(entry: Entry, codebook: Codebook, kinds: Collection[str]) -> Question:
    entry.allow(QUESTION_KEYS, OPTIONAL_QUESTION_KEYS)
    check_known(entry, "theme", entry.text("theme"), [theme.id for theme in codebook.themes])
    for kind in entry.texts("kinds"):
        check_known(entry, "kinds", kind, kinds)
    check_id(entry)
    check_model(entry)
    check_length(entry, entry.text("text"), MOST_LETTERS_OF_A_QUESTION, "text")
    check_open(entry, entry.text("text"), "text")
    return Question(
        id=entry.text("id"),
        theme=entry.text("theme"),
        text=entry.text("text"),
        follow_up=_by_stance(entry, "follow_up", MOST_LETTERS_OF_A_QUESTION, check_open),
        kinds=frozenset(entry.texts("kinds")),
        gentle=entry.flag("gentle"),
        newly_qualified=entry.flag("newly_qualified"),
        model=entry.text("model"),
        source=entry.text("source"),
    )


def _by_stance(
    entry: Entry, key: str, most_letters: int, check: Callable[[Entry, str, str, str], None] | None = None
) -> Mapping[Stance, str]:
    parts = entry.parts(key)
    _check_stances(entry, key, parts)
    for stance in STANCES:
        check_length(entry, parts[stance], most_letters, key, stance)
        if check:
            check(entry, parts[stance], key, stance)
    return {stance: parts[stance.value] for stance in Stance}


def _questions_by_stance(entry: Entry, key: str) -> ManyByStance:
    parts = entry.lists(key)
    _check_stances(entry, key, parts)
    for stance in STANCES:
        for question in parts[stance]:
            check_length(entry, question, MOST_LETTERS_OF_A_THEME, key, stance)
            check_open(entry, question, key, stance)
    return {stance: parts[stance.value] for stance in Stance}


def _check_stances(entry: Entry, key: str, parts: Collection[str]) -> None:
    for part in parts:
        if part not in STANCES:
            raise entry.wrong(f'"{part}" is not a stance; it must be {either(STANCES)}', key, part)
    for stance in STANCES:
        if stance not in parts:
            raise entry.wrong(f'"{key}.{stance}" is missing', key)
