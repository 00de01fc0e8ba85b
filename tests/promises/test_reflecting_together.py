"""What is promised holds as well where a team reflects together in its channel, and between that and its digests."""

from datetime import timedelta

import pytest

from supervisionbot.adapters.private_store.forgetting import TABLES_BY_WORKER
from supervisionbot.playground.nouns import Channel
from supervisionbot.playground.people import Person
from tests.builders_release import CUT, EIGHT, an_occasion, broken, days, outcome_of, voices_of, weeks, were_asked
from tests.circle import LISTENED, SILENT, SOON, Circle
from tests.conftest import Office, prompt_of
from tests.promises.conftest import DIGEST_DAY, LOOKS, MoodyModels, all_rows, others_read

NOTHING = "There is nothing to tell this time."


@pytest.fixture
def circle(office: Office, north: Channel, sam: Person, ana: Person) -> Circle:
    return Circle(office, north, sam)


def everybody_said_so(circle: Circle, number: int = 5) -> None:
    """So many answer alike."""
    for worker in circle.workers[:number]:
        circle.answers(worker)


def digests(circle: Circle, north: Channel) -> list[str]:
    """What the supervisors read, once the digest day has come."""
    circle.office.until(DIGEST_DAY, LOOKS)
    return [one.text for one in circle.sam.sees(north)]


def test_p1_and_p3_the_answer_is_the_workers_own_and_encrypted(circle: Circle, office: Office, ana: Person) -> None:
    circle.starts()
    circle.answers(ana, "Tilly wept and I listened by the violets.")
    circle.ends()
    ana.runs("/reflect mine")

    assert "violets" in ana.dm[-1].text
    assert "violets" not in others_read(office, ana)
    assert b"violets" not in office.files()


def test_p2_if_the_redactor_fails_nothing_of_the_answer_is_stored(
    circle: Circle, office: Office, moody: MoodyModels, ana: Person
) -> None:
    circle.starts()
    moody.redactor_raises = ValueError
    wrong = circle.answers(ana)

    assert "could not take this in" in wrong["answer_words"]
    assert office.rows("select * from replies") == []
    assert LISTENED not in all_rows(office)


def test_p5_a_supervisors_answer_is_no_voice(circle: Circle, sam: Person) -> None:
    circle.starts()
    everybody_said_so(circle, 4)
    circle.answers(sam)

    assert SILENT in circle.ends().text


@pytest.mark.parametrize(("cases", "is_told"), [(2, False), (3, True)])
def test_p5_five_voices_about_two_cases_are_not_told(circle: Circle, cases: int, is_told: bool) -> None:
    circle.starts()
    for number, worker in enumerate(circle.workers[:5]):
        worker.presses("answer_together", on=circle.question)
        about = {"together_visit": "another", "together_reference": f"LCS-{number % cases}"}
        worker.submits({**about, "answer_words": LISTENED})

    assert (SILENT not in circle.ends().text) is is_told


def test_p6_when_too_few_were_at_work_of_late_nothing_is_told(circle: Circle, office: Office) -> None:
    """The rota is known: if only six can have answered, five voices would nearly name them."""
    away = [worker.id for worker in circle.workers[6:]]
    office.bot.wiring.db.run("delete from asked where worker in (?, ?)", away)
    circle.starts()
    everybody_said_so(circle)

    assert SILENT in circle.ends().text


def test_p8_what_is_kept_of_it_is_the_same_whether_nobody_or_four_spoke(circle: Circle, office: Office) -> None:
    circle.starts()
    nobody = circle.ends()
    office.forward(days=1, look_every=LOOKS)
    circle.starts()
    everybody_said_so(circle, 4)
    four = circle.ends()
    kept = [{**row, "line": ""} for row in office.rows("select unit, together <> '' as was from releases")]

    assert circle.sam.reads(four) == circle.sam.reads(nobody)
    assert kept[0] == kept[1]
    assert office.rows("select * from released_themes") == []


def test_p10_what_was_said_together_never_comes_to_a_digest(circle: Circle, north: Channel) -> None:
    circle.starts()
    everybody_said_so(circle, 4)
    circle.ends()
    last = circle.workers[4]
    last.writes(LISTENED, thread=prompt_of(last))

    assert [NOTHING in text for text in digests(circle, north)] == [True]


def test_p10_voices_of_an_answer_are_never_kept(circle: Circle, office: Office, ana: Person) -> None:
    circle.starts()
    circle.answers(ana)
    ana.presses("thats_right")
    circle.ends()

    assert office.rows("select * from voices") == []


def test_p10_to_be_asked_together_is_no_asking_for_a_digest(circle: Circle, office: Office) -> None:
    before = office.rows("select * from asked")
    circle.starts()
    everybody_said_so(circle)
    circle.ends()

    assert office.rows("select * from asked") == before


@pytest.mark.parametrize(
    ("since", "is_open"), [("ana", False), ("ana ben cho dev eve fay", False), (" ".join(EIGHT), True)]
)
def test_p10_a_digest_after_it_waits_until_two_more_than_the_floor_were_asked_since(since: str, is_open: bool) -> None:
    session = an_occasion(id="s1", is_together=True, cut=CUT - days(1.5))
    asked = were_asked(EIGHT, ago=weeks(1)) + were_asked(since)
    outcome = outcome_of(voices_of("ana ben cho dev eve"), asked=asked, earlier=[session])

    assert broken(outcome) == ([] if is_open else ["P10"])


def test_p10_none_starts_where_it_would_silence_the_digest(circle: Circle, office: Office, ana: Person) -> None:
    office.until(DIGEST_DAY - timedelta(days=1, hours=20), LOOKS)
    ana.runs("/reflect together", circle.channel)

    assert "You can start it from tomorrow at 09:00" in ana.sees(circle.channel)[-1].text


def test_p10_one_after_the_preview_leaves_the_digest_as_it_was_shown(circle: Circle, north: Channel) -> None:
    for worker in circle.workers[:5]:
        worker.writes(LISTENED, thread=prompt_of(worker))
    circle.office.until(DIGEST_DAY - timedelta(hours=20), LOOKS)
    circle.starts()
    assert SILENT in circle.ends().text

    assert ["Empathy and listening" in text for text in digests(circle, north)] == [True]


def test_p10_closing_early_tells_nothing_before_and_nothing_after(circle: Circle, office: Office, ana: Person) -> None:
    circle.starts(who=ana)
    everybody_said_so(circle)
    office.forward(look_every=SOON, minutes=5)
    before = len(circle.posts())
    ana.presses("close_together", on=circle.question)
    office.forward(look_every=SOON, minutes=30)

    assert (before, len(circle.posts())) == (1, 2)


def test_p10_next_day_the_team_is_asked_something_else(circle: Circle, office: Office) -> None:
    circle.starts("/reflect together honesty 10")
    circle.ends()
    office.forward(days=1, look_every=LOOKS)
    circle.starts("/reflect together honesty 10")
    asked = office.rows("select question from sessions")

    assert len({row["question"] for row in asked}) == 2


def test_p10_who_left_the_team_in_between_is_no_voice(circle: Circle, office: Office) -> None:
    circle.starts()
    everybody_said_so(circle)
    office.bot.wiring.db.run("delete from members where user = ?", [circle.workers[0].id])

    assert SILENT in circle.ends().text


def test_p13_who_is_forgotten_is_gone_from_it_as_well(circle: Circle, office: Office, ana: Person) -> None:
    circle.starts(who=ana)
    everybody_said_so(circle)
    ana.runs("/reflect forget")
    ana.presses("forget_everything")

    assert not any(office.rows(f"select 1 from {table} where worker = ?", ana.id) for table in TABLES_BY_WORKER)
    assert office.rows("select starter from sessions") == [{"starter": ""}]
    assert SILENT in circle.ends().text
