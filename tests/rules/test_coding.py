"""What was heard and what the worker decided: the codes that stand, and the voices for the team."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisionbot.records.codebook import Heard, Stance
from supervisionbot.records.private import Code, Consent, HeardReply, Settled
from supervisionbot.rules import coding
from tests.builders import MONDAY, a_codebook, a_reply, answered, heard_in

STRENGTH, STRAIN, MIXED = Stance.STRENGTH, Stance.STRAIN, Stance.MIXED
BOOK = a_codebook("empathy", "honesty", "power", "time")
NOW = MONDAY + timedelta(hours=1)


def a_thread(heard: list[HeardReply], settled: list[Settled], consent: Consent = Consent.OPEN) -> coding.Thread:
    """An answered thread with what was heard and settled in it."""
    return coding.thread(answered(consent=consent), [a_reply()], heard, settled, BOOK)


def voices_of(thread: coding.Thread) -> list[tuple[str, Stance]]:
    """The voices that a thread gives the team."""
    return [(one.theme, one.stance) for one in coding.team_voices(thread, {}, case="LCS-1", now=NOW)]


def stances(codes: tuple[Code, ...]) -> dict[str, Stance]:
    """The codes as theme and stance."""
    return {code.theme: code.stance for code in codes}


@pytest.mark.parametrize(
    ("heard", "settled", "standing"),
    [
        ([], [], {}),
        ([heard_in("r1", ("honesty", STRAIN))], [], {"honesty": STRAIN}),
        (
            [heard_in("r1", ("power", STRAIN)), heard_in("r2", ("empathy", STRENGTH))],
            [],
            {"empathy": STRENGTH, "power": STRAIN},
        ),
        ([heard_in("r1", ("power", STRAIN)), heard_in("r2", ("power", STRENGTH))], [], {"power": MIXED}),
        ([heard_in("r1", ("power", STRAIN))], [Settled("power", STRENGTH)], {"power": STRENGTH}),
        ([heard_in("r1", ("power", STRAIN))], [Settled("power", None)], {}),
        ([], [Settled("time", MIXED, by_hand=True)], {"time": MIXED}),
        ([heard_in("r1", ("gone", STRAIN))], [Settled("left", STRAIN)], {}),
    ],
    ids=[
        "nothing heard",
        "one theme",
        "of several replies",
        "heard both ways is mixed",
        "the worker's word goes first",
        "turned down",
        "added by hand",
        "no longer in the codebook",
    ],
)
def test_the_codes_that_stand(heard: list[HeardReply], settled: list[Settled], standing: dict[str, Stance]) -> None:
    codes = coding.standing_codes(heard, settled, BOOK)

    assert stances(codes) == standing
    assert [one.theme for one in codes] == [one.id for one in BOOK.themes if one.id in standing]


def test_of_several_hearings_the_surest_counts() -> None:
    heard = [heard_in("r1", ("power", STRAIN), probability=0.4), heard_in("r2", ("power", STRAIN), probability=0.7)]

    assert coding.standing_codes(heard, [], BOOK) == (Code("power", STRAIN, 0.7),)


def test_confirmed_codes_come_first() -> None:
    heard = [heard_in("r1", ("empathy", STRENGTH), ("time", STRAIN))]

    assert [one.theme for one in coding.standing_codes(heard, [Settled("time", STRAIN)], BOOK)] == ["time", "empathy"]


def test_a_theme_of_few_examples_is_shown_and_counts_once_it_is_confirmed() -> None:
    book = replace(BOOK, themes=tuple(replace(theme, is_well_learnt=theme.id != "time") for theme in BOOK.themes))
    heard = [heard_in("r1", ("time", STRAIN), ("power", STRAIN), probability=0.99)]
    new = coding.thread(answered(), [a_reply()], heard, [], book)
    confirmed = coding.thread(answered(), [a_reply()], heard, [Settled("time", STRAIN)], book)

    assert [one.theme for one in new.codes] == ["power", "time"]
    assert voices_of(new) == [("power", STRAIN)]
    assert ("time", STRAIN) in voices_of(confirmed)


@pytest.mark.parametrize(("sure_from", "counts"), [(0.7, True), (0.85, False), (1.01, False)])
def test_a_theme_counts_unconfirmed_from_where_its_record_says(sure_from: float, counts: bool) -> None:
    thread = a_thread([heard_in("r1", ("power", STRAIN), probability=0.8)], [])

    assert bool(coding.team_voices(thread, {"power": sure_from}, case="", now=NOW)) is counts


def test_thats_right_settles_what_is_shown_and_keeps_what_was_turned_down() -> None:
    shown = a_thread([heard_in("r1", ("power", STRAIN), ("time", STRAIN))], [Settled("time", None)])

    assert coding.as_shown(shown) == (Settled("power", STRAIN), Settled("time", None))


def test_thats_right_remembers_what_was_added_by_hand() -> None:
    shown = a_thread([], [Settled("power", STRAIN, by_hand=True)])

    assert coding.as_shown(shown) == (Settled("power", STRAIN, by_hand=True),)


@pytest.mark.parametrize(
    ("consent", "heard", "after"),
    [
        (Consent.CONFIRMED, ["power", "time"], Consent.OPEN),
        (Consent.CONFIRMED, ["power"], Consent.CONFIRMED),
        (Consent.LEFT_OUT, ["power", "time"], Consent.LEFT_OUT),
        (Consent.OPEN, ["power", "time"], Consent.OPEN),
    ],
    ids=["something new asks again", "nothing new stays settled", "left out stays out", "open stays open"],
)
def test_a_new_reply_and_what_was_settled_before(consent: Consent, heard: list[str], after: Consent) -> None:
    thread = a_thread([heard_in("r1", *((theme, STRAIN) for theme in heard))], [Settled("power", STRAIN)], consent)

    assert coding.reopened(thread).prompt.consent is after


@pytest.mark.parametrize(
    ("well", "hard", "settled"),
    [
        (["power"], [], [Settled("power", STRENGTH)]),
        ([], ["power"], [Settled("power", STRAIN)]),
        (["power"], ["power"], [Settled("power", MIXED)]),
        ([], [], [Settled("power", None)]),
        (["time"], [], [Settled("time", STRENGTH, by_hand=True), Settled("power", None)]),
    ],
    ids=["went well", "was hard", "both ways", "turned down", "another by hand"],
)
def test_what_the_form_settles(well: list[str], hard: list[str], settled: list[Settled]) -> None:
    shown = a_thread([heard_in("r1", ("power", STRAIN))], [])

    assert list(coding.settled_by_form(well, hard, shown.codes, shown.heard)) == settled


def test_after_an_edit_only_themes_that_the_words_dropped_are_gone() -> None:
    before = [heard_in("r1", ("power", STRAIN), ("time", STRAIN))]
    settled = [Settled("power", STRAIN), Settled("time", STRAIN), Settled("honesty", STRAIN, by_hand=True)]

    kept = coding.settled_after_edit(settled, before, [heard_in("r1", ("power", STRAIN))])

    assert [one.theme for one in kept] == ["power", "honesty"]


def test_after_a_deletion_only_what_is_still_said_is_kept() -> None:
    settled = [Settled("power", STRAIN), Settled("honesty", STRAIN, by_hand=True)]

    assert coding.settled_after_deletion(settled, [heard_in("r2", ("power", STRAIN))]) == (Settled("power", STRAIN),)


@pytest.mark.parametrize(
    ("probability", "settled", "consent", "voices"),
    [
        (0.9, [], Consent.OPEN, [("power", STRAIN)]),
        (0.6, [], Consent.OPEN, []),
        (0.6, [Settled("power", STRAIN)], Consent.CONFIRMED, [("power", STRAIN)]),
        (0.9, [Settled("power", MIXED)], Consent.CONFIRMED, [("power", STRENGTH), ("power", STRAIN)]),
        (0.9, [Settled("power", None)], Consent.CONFIRMED, []),
        (0.9, [Settled("power", STRAIN)], Consent.LEFT_OUT, []),
    ],
    ids=["a sure code", "an unsure one", "a confirmed one", "mixed is a voice for both", "turned down", "left out"],
)
def test_what_counts_for_the_team(
    probability: float, settled: list[Settled], consent: Consent, voices: list[tuple[str, Stance]]
) -> None:
    thread = a_thread([heard_in("r1", ("power", STRAIN), probability=probability)], settled, consent)

    assert voices_of(thread) == voices


def test_without_a_reply_nothing_counts() -> None:
    thread = coding.thread(answered(), [], [], [Settled("power", STRAIN, by_hand=True)], BOOK)

    assert voices_of(thread) == []


def test_a_voice_bears_the_time_of_the_first_reply_and_the_case_of_its_visit() -> None:
    (voice,) = coding.team_voices(a_thread([heard_in("r1", ("power", STRAIN))], []), {}, case="LCS-1", now=NOW)

    assert (voice.worker, voice.team, voice.prompt, voice.visit, voice.case) == ("ana", "North", "p1", "v1", "LCS-1")
    assert (voice.at, voice.given_at) == (MONDAY, NOW)


THEMES = st.sampled_from([one.id for one in BOOK.themes])
HEARD = st.lists(
    st.builds(HeardReply, st.just("r1"), st.tuples(st.builds(Heard, THEMES, st.sampled_from(Stance), st.floats(0, 1)))),
    max_size=4,
)
SETTLED = st.lists(
    st.builds(Settled, THEMES, st.none() | st.sampled_from(Stance)), max_size=4, unique_by=lambda one: one.theme
)


@given(HEARD, SETTLED, st.sampled_from(Consent))
def test_whatever_was_heard_and_settled_the_workers_word_stands(
    heard: list[HeardReply], settled: list[Settled], consent: Consent
) -> None:
    thread = a_thread(heard, settled, consent)
    decided = {one.theme: one.stance for one in settled}
    said = stances(thread.codes)

    assert all(said.get(theme) == stance for theme, stance in decided.items())
    assert {theme for theme, _ in voices_of(thread)} <= set(said)
    assert consent is not Consent.LEFT_OUT or voices_of(thread) == []


@given(HEARD, SETTLED)
def test_saying_thats_right_twice_changes_nothing_more(heard: list[HeardReply], settled: list[Settled]) -> None:
    once = a_thread(heard, list(coding.as_shown(a_thread(heard, settled))))
    twice = a_thread(heard, list(coding.as_shown(once)))

    assert twice.codes == once.codes
    assert stances(once.codes) == stances(a_thread(heard, settled).codes)
