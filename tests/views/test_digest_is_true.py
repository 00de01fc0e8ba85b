"""A digest never invents: each sentence comes from a line of the release, its band, its change, or is constant."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervisionbot.adapters.prompt_files import load_codebook
from supervisionbot.adapters.templates import TemplateWords
from supervisionbot.records.codebook import Stance
from supervisionbot.records.released import Band, Digest, DigestLine, Release, ReleasedTheme
from supervisionbot.records.words import DigestEnd, DigestFirst, DigestSilent
from supervisionbot.rules.digest import digest
from supervisionbot.views import digest as view
from supervisionbot.views.blocks import plain
from supervisionbot.views.digest_lines import subject_of
from tests.builders_release import CUT
from tests.conftest import PROMPTS

WORDS, CODEBOOK = TemplateWords(PROMPTS), load_codebook(PROMPTS)
THEMES = ("empathy", "mistrust", "honesty", "power", "balance", "time", "learning")
FAMILIES = ("trust", "conditions")
Releases = list[list[ReleasedTheme]]
"""What a unit was told, digest by digest, the newest last."""


@st.composite
def histories(draw: st.DrawFn) -> Releases:
    """A few digests of a unit, such as the door lets out: no subject and stance twice."""
    theme = st.builds(ReleasedTheme, st.sampled_from(THEMES), st.sampled_from(Stance), st.sampled_from(Band))
    family = st.builds(
        ReleasedTheme, st.sampled_from(FAMILIES), st.sampled_from(Stance), st.sampled_from(Band), st.just(True)
    )
    told = st.lists(theme | family, max_size=12, unique_by=lambda one: one.line)
    return [
        sorted(one, key=lambda line: list(Band).index(line.band))
        for one in draw(st.lists(told, min_size=1, max_size=4))
    ]


def made_of(history: Releases) -> Digest:
    """The newest digest of a history of fortnights."""
    releases = [
        Release(f"r{ago}", "North", CUT - timedelta(weeks=2 * ago + 2), CUT - timedelta(weeks=2 * ago), tuple(lines))
        for ago, lines in enumerate(reversed(history))
    ]
    return digest(releases[0], releases[1:])


def read(made: Digest) -> list[str]:
    """All that supervisors read, a line each, without the heading."""
    pages = view.digest(WORDS, CODEBOOK, made, "Europe/London")
    return [line for page in pages for line in page.text.split("\n")[1:] if line]


def sentences_of(line: DigestLine, made: Digest) -> Iterator[str]:
    """The two lines of text that one line of the release may become."""
    subject = subject_of(CODEBOOK, line)
    stance = line.theme.stance
    head = f"{subject.title} {WORDS.label(stance)} for {WORDS.label(view_band(line.theme.band))}"
    yield f"{head}{change_of(line, made)}: {subject.in_practice[stance]}."
    for question in subject.asks[stance]:
        yield f"For the group: {question}"
    for question in subject.one_to_one[stance]:
        yield f"For one-to-one: {question}"


def view_band(band: Band) -> str:
    return {Band.MOST: "most", Band.HALF: "half", Band.SOME: "some"}[band]


def change_of(line: DigestLine, made: Digest) -> str:
    """How the line moved, put together anew from what was told before."""
    times = f", for the {['third', 'fourth'][line.times - 3]} time" if line.times > 2 else ""
    if line.before is None:
        was = line.was and f" (last time it {WORDS.label(line.was)})"
        return was or (", for the first time" if made.turn > made.silent_before else "")
    when = "last time" if line.is_last_time else "when last told"
    if line.before is not line.theme.band:
        return f" ({WORDS.label(view_band(line.before) + '_short')}, {when}){times}"
    return times or (", as last time" if line.is_last_time else ", once more")


def constants(made: Digest) -> set[str]:
    """Lines that stand there whatever was told, or because of how many digests there were and how long this one is."""
    said = [DigestFirst(), DigestEnd(), DigestSilent(made.silent_before)]
    headings = {"In the relationship", "Conditions for practice", "More of what came up in North"}
    more = [subject_of(CODEBOOK, line).title for line in made.lines[view.MOST_LINES :]]
    titles = list(dict.fromkeys(more))
    listed = titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} and {titles[-1]}" if titles else ""
    goes_on = f"Much came up this time. The widest themes stand here; the rest is in the thread: {listed}."
    return headings | {goes_on} | {line for one in said for line in plain(WORDS.say(one)).split("\n")}


@settings(max_examples=40)
@given(histories())
def test_every_sentence_comes_from_the_release(history: Releases) -> None:
    made = made_of(history)
    lines = read(made)
    known = constants(made) | {one for line in made.lines for one in sentences_of(line, made)}

    unknown = [line for line in lines if line not in known]

    assert len(unknown) == bool(made.lines)  # what matters most: the next test looks at that


@settings(max_examples=40)
@given(histories())
def test_each_line_of_the_release_is_told_once(history: Releases) -> None:
    made = made_of(history)
    lines = read(made)

    assert sorted(next(sentences_of(one, made)) for one in made.lines) == sorted(
        line for line in lines if re.search(r"(went well|was hard|went both ways) for .*: ", line)
    )


def shorts(stance: Stance, lines: Sequence[DigestLine]) -> set[str]:
    return {subject_of(CODEBOOK, one).in_short[stance] for one in lines if one.theme.stance is stance}


def headline_of(made: Digest) -> str:
    known = constants(made) | {one for line in made.lines for one in sentences_of(line, made)}
    return next(line for line in read(made) if line not in known)


@settings(max_examples=40)
@given(histories())
def test_what_matters_most_names_lines_of_the_release_and_no_others(history: Releases) -> None:
    made = made_of(history)
    if not made.lines:
        return
    said = headline_of(made).removeprefix("After a quiet time, there is something to tell. ").lower()
    told = {one.lower() for stance in Stance for one in shorts(stance, made.lines)}
    subjects = (*CODEBOOK.themes, *CODEBOOK.families)
    every = {short.lower() for subject in subjects for short in subject.in_short.values()}

    named = {short for short in every if re.search(rf"\b{re.escape(short)}\b", said)}

    assert named
    # "time" stands in "lack of time": of what is named, the longest words count.
    assert {one for one in named if not any(one != other and one in other for other in named)} <= told


@settings(max_examples=40)
@given(histories())
def test_still_and_again_are_said_only_of_what_was_told_last_time(history: Releases) -> None:
    made = made_of(history)
    if not made.lines:
        return
    lead = made.headline
    repeated = [one for one in (lead.carries, lead.hinders, lead.both_ways) if one and one.is_last_time]

    is_said = bool(re.search(r"\b(still|again|keeps)\b", headline_of(made)))

    assert not is_said or repeated


@pytest.mark.parametrize("turn", range(6))
def test_what_matters_most_is_a_well_formed_sentence_for_every_theme(turn: int) -> None:
    codebook = CODEBOOK
    for theme in codebook.themes:
        lines = [ReleasedTheme(theme.id, stance, Band.SOME) for stance in Stance]
        for told in (
            [lines[0]],
            [lines[1]],
            [lines[2]],
            lines[:2],
            [lines[0], ReleasedTheme("time", lines[1].stance, Band.MOST)],
        ):
            said = headline_of(made_of([*[[]] * (turn % 3), *[told] * (turn // 3), told]))

            assert re.fullmatch(r"(After a quiet time, there is something to tell\. )?[A-Z][^.]*\.", said), said
            assert "  " not in said


def test_successive_digests_do_not_repeat_themselves() -> None:
    lines = [ReleasedTheme("empathy", Stance.STRENGTH, Band.HALF), ReleasedTheme("time", Stance.STRAIN, Band.HALF)]
    digests = [read(made_of([lines] * number)) for number in (2, 3, 4)]

    questions = [line for one in digests for line in one if line.startswith("For ")]
    assert len(set(questions)) == len(questions) == 6
    assert len({one[0] for one in digests}) == 3
