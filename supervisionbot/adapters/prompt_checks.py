"""An entry of a prompt file -> nothing, or WrongPrompts: what the bot cannot run without.

Style (reading grade, near doubles, tone) is for `rules.bank`.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable

from supervisionbot.adapters.toml_entries import Entry, wrong
from supervisionbot.errors import WrongPrompts
from supervisionbot.records.bank import Question, VisitKind
from supervisionbot.records.codebook import Codebook

FEWEST_QUESTIONS_OF_A_THEME = 6
"""So that no worker meets the same question of a theme again soon."""

SENTENCE = re.compile(r"[^.?!]+[.?!]*")
OPENS_CLOSED = re.compile(
    r"\W*(?:did|do|does|was|were|is|are|am|have|has|had|can|could|will|would|shall|should|may|might|must)"
    r"(?:n['\u2019]t)?\b",
    re.IGNORECASE,
)


def check_known(entry: Entry, key: str, word: str, known: Collection[str]) -> None:
    """A theme, kind or family that is named must exist."""
    if word not in known:
        raise entry.wrong(f'there is no {key.removesuffix("s")} "{word}"; known are {either(known)}', key)


def check_id(entry: Entry) -> None:
    """A question's id begins with its theme, so that lists of ids can be read."""
    question, theme = entry.text("id"), entry.text("theme")
    if not re.fullmatch(rf"{re.escape(theme)}-[a-z0-9-]+", question):
        reason = f'the id "{question}" must be "{theme}-" and then small letters, digits or hyphens'
        raise entry.wrong(reason, "id")


def check_model(entry: Entry) -> None:
    """A model of reflection is named with its source, and no source stands alone."""
    if bool(entry.text("model")) != bool(entry.text("source")):
        given = "model" if entry.text("model") else "source"
        raise entry.wrong('"model" and "source" go together: name both or neither', given)


def check_length(entry: Entry, words: str, most_letters: int, key: str, part: str = "") -> None:
    """Nobody reads a long question on a phone."""
    if len(words) > most_letters:
        reason = f"the text has {len(words)} characters; {most_letters} are the most"
        raise entry.wrong(reason, key, part)


def check_open(entry: Entry, words: str, key: str, part: str = "") -> None:
    """There must be a question, and none that opens as one to be answered by yes or no."""
    asked = [sentence for sentence in SENTENCE.findall(words) if sentence.endswith("?")]
    if not asked:
        raise entry.wrong("this asks nothing: there is no question mark", key, part)
    if any(OPENS_CLOSED.match(sentence) for sentence in asked):
        reason = "this can be answered by yes or no; begin with a word such as what, how or which"
        raise entry.wrong(reason, key, part)


def check_once(entries: Iterable[Entry], key: str) -> None:
    """No two entries may share what stands at the key, in whatever case."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        first = seen.setdefault(entry.text(key).casefold(), entry)
        if first is not entry:
            reason = f"the same {key} stands in {first.file}, line {first.line_of(key)}"
            raise entry.wrong(reason, key)


def check_aliases(entries: Iterable[Entry], kinds: Iterable[VisitKind]) -> None:
    """A word that people type may mean one kind of visit only."""
    meant: dict[str, str] = {}
    for entry, kind in zip(entries, kinds, strict=True):
        for word in {kind.id.casefold(), *(alias.casefold() for alias in kind.aliases)}:
            if meant.setdefault(word, kind.id) != kind.id:
                raise entry.wrong(f'"{word}" already means "{meant[word]}"', "aliases")


def check_present(entries: Collection[Entry], file: str, table: str) -> None:
    """A file must hold at least one entry."""
    if not entries:
        raise wrong(file, 1, f"there is no [[{table}]] in this file")


def check_enough(questions: Iterable[Question], codebook: Codebook, entries: Iterable[Entry]) -> None:
    """Each theme of the codebook needs enough questions."""
    counts = Counter(question.theme for question in questions)
    last = {entry.text("theme"): entry for entry in entries}
    for theme in codebook.themes:
        if counts[theme.id] < FEWEST_QUESTIONS_OF_A_THEME:
            raise _too_few(theme.id, counts[theme.id], last.get(theme.id))


def _too_few(theme: str, count: int, last: Entry | None) -> WrongPrompts:
    reason = f'the theme "{theme}" has {count} questions; {FEWEST_QUESTIONS_OF_A_THEME} are the least'
    return last.wrong(reason, "theme") if last else wrong("questions/", 1, reason)


def either(words: Collection[str]) -> str:
    """The words as people list them: "a, b or c"."""
    *most, last = words if not isinstance(words, set) else sorted(words)
    return f"{', '.join(most)} or {last}" if most else last
