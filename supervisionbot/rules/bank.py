"""The question bank -> what a careful editor would still change in it, and where it has gaps."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from supervisionbot.records.bank import Question, VisitKind
from supervisionbot.records.codebook import Theme

MOST_LETTERS = 199
HIGHEST_GRADE = 8.0
ALIKE = 0.6
"""Two questions are alike if they share this part of all the content words that either has."""

FEWEST_OF_A_THEME = 10
FEWEST_FOR_ANY_VISIT = 5
FEWEST_OF_A_KIND = 2

WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*")
SENTENCE = re.compile(r"[^.?!]+[.?!]*")


def _any_of(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)


OPEN_WORD = _any_of("what", "how", "which", "where", "when", "why", "who")
# "When you left, did they ...?" is closed: "when" may open a clause that is no question.
ASKING_WORD = _any_of("what", "how", "which", "where", "why", "who")
# A comma or colon may part a lead-in ("Looking back, did you ...?") from the question itself.
OPENS_CLOSED = re.compile(
    r"(?:^|[,;:\u2013]\s*)(?:and |or |but |so |now )?"
    r"(?:did|do|does|was|were|is|are|am|have|has|had|can|could|will|would|shall|should|may|might|must)"
    r"(?:n't)?\s+"
    r"(?:you|they|he|she|it|we|i|there|the|this|that|any\w*|some\w*|your|their|these|those)\b",
    re.IGNORECASE,
)
TAG = re.compile(r",\s*(?:right|yes|no|okay|\w+n't (?:you|it|they|he|she|there))\s*\?", re.IGNORECASE)
LEADING = _any_of(
    *("surely", "obviously", "of course", "you must have", "no doubt", "don't you", "wouldn't you"),
)
BLAMING = _any_of(
    *("why did(?:n't)? you", "why have(?:n't)? you", "should(?:n't)? have", "ought to have", "neglected"),
    *("fail(?:ed|ure)?", "fault", "mistakes?", "to blame", "guilty", "forgot"),
    *("manipulative", "resistant", "non-?complian(?:t|ce)", "hard to reach", "problem famil(?:y|ies)"),
)
A_DAY = _any_of("today(?:'s)?", "tonight", "tomorrow", "yesterday", "this (?:morning|afternoon|evening)")
IDENTIFYING = _any_of(
    *("who", "whom", "whose", "names?", "named", "surnames?", "initials", "phone number", "case number"),
    *("address(?:es)?", "street", "postcode", "which (?:school|hospital|ward|town|estate|church|mosque)"),
    *("how old", "age", "aged", "born", "birthday", "date of birth"),
)
COMMON_WORDS = """
    a about all an and any anything are as at be been but by can could did do does down for from get go had
    has have how i if in into is it its just let make makes made me more much of off on one or other our out
    over so some something than that the their them then there these they this those through to today up us
    was we were what when where which while will with would you your
"""
COMMON = frozenset(COMMON_WORDS.split())


@dataclass(frozen=True, slots=True)
class BankFault:
    """What an editor would change in a question, in one clause."""

    question: str
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many questions there are by theme and kind of visit ("" for any visit), and the gaps in words."""

    counts: Mapping[str, Mapping[str, int]]
    gaps: tuple[str, ...]


def faults_in(questions: Iterable[Question]) -> list[BankFault]:
    """All faults of style, in the order of the bank: question by question, then the pairs that are alike."""
    bank = list(questions)
    found = [BankFault(question.id, reason) for question in bank for reason in _reasons(question)]
    return found + _alike(bank)


def coverage(questions: Iterable[Question], themes: Sequence[Theme], kinds: Iterable[VisitKind]) -> Coverage:
    """Count the bank by theme and kind, and say in words what is missing for themes and kinds."""
    bank = list(questions)
    visits = [kind.id for kind in kinds]
    counts = {theme.id: _by_kind(bank, theme.id, visits) for theme in themes}
    gaps = [gap for theme in themes for gap in _theme_gaps(bank, theme.id)]
    gaps += [gap for kind in visits for gap in _kind_gaps(bank, kind)]
    return Coverage(counts, tuple(gaps))


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade: years of school needed to read the text (Kincaid and others, 1975).

    Syllables are counted by rule of thumb, so it is good to about a year; 0.0 where there are no words.
    """
    words = WORD.findall(text)
    sentences = [sentence for sentence in re.split(r"[.?!]+(?:\s|$)", text) if WORD.search(sentence)]
    if not words:
        return 0.0
    syllables = sum(_syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    letters = re.sub(r"[^a-z]", "", word.lower())
    # Silent: a final e ("made"), the e of -es and -ed ("helped"), but not of -le, -ted, -ded, -ses.
    spoken = re.sub(r"(?<=[^aeiouy])(?:e|(?<![sxz])es|(?<![td])ed)$", "", letters)
    spoken = letters if re.search(r"[^aeiouy]le$", letters) else spoken
    return max(1, len(re.findall(r"[aeiouy]+", spoken)))


def _reasons(question: Question) -> Iterator[str]:
    yield from _reasons_in(question.text, "the question")
    for stance, text in question.follow_up.items():
        yield from _reasons_in(text, f"the follow-up for {stance.value}")


def _reasons_in(text: str, which: str) -> Iterator[str]:
    text = text.replace("\u2019", "'")
    grade = reading_grade(text)
    if len(text) > MOST_LETTERS:
        yield f"{which} has {len(text)} characters; {MOST_LETTERS} are the most"
    if grade > HIGHEST_GRADE:
        yield f"{which} reads at grade {grade:.1f}; {HIGHEST_GRADE:.0f} is the highest"
    for check, reason in CHECKS:
        if check(text):
            yield f"{which} {reason}"


def _is_closed(text: str) -> bool:
    asked = [sentence.strip() for sentence in SENTENCE.findall(text) if sentence.endswith("?")]
    return not asked or any(_is_closed_sentence(sentence) for sentence in asked)


def _is_closed_sentence(sentence: str) -> bool:
    opens = OPENS_CLOSED.search(sentence)
    asks = ASKING_WORD.search(sentence)
    return not OPEN_WORD.search(sentence) or bool(opens and (not asks or opens.start() < asks.start()))


CHECKS: tuple[tuple[Callable[[str], object], str], ...] = (
    (_is_closed, "can be answered by yes or no"),
    (IDENTIFYING.search, "asks for identifying detail"),
    (LEADING.search, "leads to an answer"),
    (TAG.search, "leads to an answer"),
    (BLAMING.search, "sounds like blame"),
    (A_DAY.search, "names a day, but may be asked the morning after"),
)


def _alike(bank: Sequence[Question]) -> list[BankFault]:
    tokens = {question.id: _content_words(question.text) for question in bank}
    pairs = combinations(tokens, 2)
    return [
        BankFault(later, f"the question is much like {earlier}")
        for earlier, later in pairs
        if _overlap(tokens[earlier], tokens[later]) >= ALIKE
    ]


def _content_words(text: str) -> frozenset[str]:
    words = frozenset(word.lower() for word in WORD.findall(text))
    return words - COMMON or words


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _by_kind(bank: Iterable[Question], theme: str, visits: Iterable[str]) -> Mapping[str, int]:
    counts = Counter(kind for question in bank if question.theme == theme for kind in question.kinds or {""})
    return {kind: counts[kind] for kind in ("", *visits)}


def _theme_gaps(bank: Iterable[Question], theme: str) -> Iterator[str]:
    own = [question for question in bank if question.theme == theme]
    for_any = sum(not question.kinds for question in own)
    if len(own) < FEWEST_OF_A_THEME:
        yield f"{theme}: {len(own)} questions; {FEWEST_OF_A_THEME} are the least"
    if for_any < FEWEST_FOR_ANY_VISIT:
        yield f"{theme}: {for_any} questions that fit any visit; {FEWEST_FOR_ANY_VISIT} are the least"
    if not any(question.gentle for question in own):
        yield f"{theme}: no gentle question"


def _kind_gaps(bank: Iterable[Question], kind: str) -> Iterator[str]:
    own = sum(kind in question.kinds for question in bank)
    if own < FEWEST_OF_A_KIND:
        yield f"{kind}: {own} questions of its own; {FEWEST_OF_A_KIND} are the least"
