"""P4 to P13 together: whatever a service lives through, each release keeps them, as a naive oracle reads them."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from supervisionbot.adapters.database import Database
from supervisionbot.adapters.templates import TemplateWords
from supervisionbot.flows import check_ledger
from supervisionbot.records.bank import Library
from supervisionbot.records.codebook import Stance
from tests.conftest import PROMPTS
from tests.promises.any_history import NAMES, PEOPLE, THEMES, Service

CHANCE = st.randoms(use_true_random=False)
TEAM, THEME = st.sampled_from(NAMES), st.sampled_from(THEMES)
SIDE = st.sampled_from([Stance.STRENGTH, Stance.STRAIN, None])
SHARE = st.sampled_from([0.3, 0.6, 0.9, 1.0])


@pytest.fixture(scope="module", autouse=True)
def parts(library: Library, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What all services share, made once: words, codebook, and a database with its tables."""
    Service.library, Service.words = library, TemplateWords(PROMPTS)
    Service.empty = tmp_path_factory.mktemp("history") / "empty.db"
    db = Database(Service.empty)
    db.migrate()
    db.backup(Service.empty.with_suffix(".copy"))
    db.close()


class AnyHistory(RuleBasedStateMachine):
    """Three teams of eight, seven and five workers, and some who may come."""

    service: Service | None = None

    @initialize(floor=st.sampled_from([4, 5]))
    def begins(self, floor: int) -> None:
        self.service = Service(floor)

    @property
    def at_hand(self) -> Service:
        assert self.service
        return self.service

    def teardown(self) -> None:
        if self.service:
            faults = check_ledger.faults_of_ledger(self.service.db)
            self.service.ends()
            assert faults == []

    @rule(chance=CHANCE, share=SHARE, theme=THEME, side=SIDE)
    def a_week_goes_by_up_to_the_preview(self, chance: Random, share: float, theme: str, side: Stance | None) -> None:
        self.at_hand.everybody_works(chance, share, theme, side)
        self.at_hand.passes_to_next_event()

    @rule(name=TEAM, chance=CHANCE, share=SHARE, theme=THEME, side=SIDE)
    def many_speak_of_a_theme(self, name: str, chance: Random, share: float, theme: str, side: Stance | None) -> None:
        self.at_hand.team_works(name, chance, share, theme, side)

    @rule(chance=CHANCE)
    def somebody_deletes_a_reply(self, chance: Random) -> None:
        self.at_hand.somebody_deletes(chance)

    @precondition(lambda self: self.service and self.service.waiting)
    @rule(worker=st.sampled_from(PEOPLE), back=st.booleans())
    def somebody_leaves_their_part_out(self, worker: str, back: bool) -> None:
        self.at_hand.leaves_part_out(worker, back=back)

    @rule(worker=st.sampled_from(PEOPLE))
    def somebody_is_forgotten(self, worker: str) -> None:
        self.at_hand.forgets(worker)

    @rule(name=TEAM, worker=st.sampled_from(PEOPLE))
    def somebody_joins_or_works_in_two_teams(self, name: str, worker: str) -> None:
        self.at_hand.joins(name, worker)

    @rule(name=TEAM, chance=CHANCE)
    def somebody_leaves(self, name: str, chance: Random) -> None:
        self.at_hand.somebody_leaves(name, chance)

    @rule(name=TEAM, chance=CHANCE)
    def a_worker_supervises_too_or_no_more(self, name: str, chance: Random) -> None:
        self.at_hand.supervisors_change(name, chance)

    @rule(name=TEAM, floor=st.sampled_from([4, 5, 6]))
    def the_floor_changes(self, name: str, floor: int) -> None:
        self.at_hand.changes(name, floor=floor)

    @rule(name=TEAM, pool=st.sampled_from(["", "Valley"]))
    def a_team_joins_or_leaves_the_pool(self, name: str, pool: str) -> None:
        self.at_hand.changes(name, pool=pool)

    @rule(weeks=st.sampled_from([1, 11]))
    def nothing_happens_for_weeks(self, weeks: int) -> None:
        self.at_hand.passes_to(self.at_hand.now + timedelta(weeks=weeks))

    @rule()
    def the_next_preview_or_digest_day_comes(self) -> None:
        self.at_hand.passes_to_next_event()

    @invariant()
    def no_promise_is_broken(self) -> None:
        assert not self.service or self.service.faults == []


AnyHistory.TestCase.settings = settings(max_examples=15, stateful_step_count=25)
TestWhateverAServiceLivesThrough = AnyHistory.TestCase


@pytest.fixture(scope="module")
def lives(parts: None) -> Iterator[list[Service]]:
    """Some services that lived half a year each, by chance."""
    made = []
    for seed in range(4):
        chance = Random(seed)
        service = Service(chance.choice([4, 5]))
        for _ in range(26):
            service.lives_a_week(chance)
        made.append(service)
    yield made
    for service in made:
        service.ends()


def test_half_a_year_of_a_service_keeps_all_promises(lives: list[Service]) -> None:
    assert [service.faults for service in lives] == [[]] * len(lives)


def test_half_a_year_of_a_service_leaves_a_ledger_that_verifies(lives: list[Service]) -> None:
    assert [check_ledger.faults_of_ledger(service.db) for service in lives] == [[]] * len(lives)


def test_these_histories_hold_enough_to_be_a_test(lives: list[Service]) -> None:
    told = Counter((stance, is_family) for service in lives for _, stance, is_family in service.told)
    closed = [len(service.closed) for service in lives]

    assert set(told) >= {(stance, False) for stance in ("strength", "strain", "mixed")}
    assert any(is_family for _, is_family in told)
    assert told.total() > 100
    assert min(closed) > 5


@pytest.mark.parametrize("word", ["P5", "P9"])
def test_the_oracle_finds_what_is_wrong(lives: list[Service], word: str, tmp_path: Path) -> None:
    """A release as it might not be: its floor lower than promised, its word not true of the number."""
    service = Service(5)
    chance = Random(7)
    service.everybody_works(chance, 1.0, "empathy", Stance.STRENGTH)
    service.passes_to_next_event()
    changed = {"P5": {"floor": 4}, "P9": {"themes": [_line("empathy", "some")]}}[word]
    entry = {"kind": "release", "unit": "North", "floor": 5, "themes": [_line("empathy", "most")]}

    service.check(entry | changed)

    assert [one.partition(":")[0] for one in service.faults] == [word]
    service.ends()


def _line(subject: str, band: str) -> dict[str, object]:
    return {"subject": subject, "stance": "strength", "band": band, "family": False}
