"""The main job from end to end, on all the real parts."""

from datetime import timedelta

from supervisionbot.playground.nouns import Channel
from supervisionbot.playground.people import Person
from tests.builders import at
from tests.conftest import Office, prompt_of

HEARD = (
    "I sat with mum while she cried and just listened. She said she felt heard for the first time.",
    "I let her talk and listened to all of it before I said anything, and she felt heard.",
    "Mostly I listened. He told me afterwards that he felt listened to and understood.",
    "I listened to dad for a good half hour without writing anything down, and he felt heard.",
    "She was upset, so I stayed with it and listened. She thanked me for really hearing her.",
    "I put the form away and listened to her story; she felt heard and calmed down.",
)


def test_a_visit_leads_to_a_question_a_reply_and_its_themes(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect visit first visit")
    office.forward(hours=1)
    ana.writes(HEARD[0], thread=prompt_of(ana))
    ana.presses("That's right")

    assert "*Empathy and listening*: went well" in ana.reads()
    assert "Settled, in your words:" in ana.reads()


def test_one_reply_tells_the_supervisors_nothing(office: Office, north: Channel, ana: Person, sam: Person) -> None:
    ana.runs("/reflect visit first visit")
    office.forward(hours=1)
    ana.writes(HEARD[0], thread=prompt_of(ana))
    ana.presses("That's right")
    office.until(at("2026-03-13 12:00"), look_every=timedelta(hours=3))

    assert "There is nothing to tell this time." in sam.reads(north)
    assert "Empathy" not in sam.reads(north)


def test_when_enough_of_the_team_say_so_the_supervisors_read_the_theme(
    office: Office, north: Channel, ana: Person, sam: Person
) -> None:
    workers = [ana, *(office.people[name] for name in ("Ben Ade", "Cho Lin", "Dev Rao", "Eve Hart", "Fay Orr"))]
    rest = [office.people[name] for name in ("Gus Pell", "Hal Ito")]
    for worker in (*workers, *rest):
        worker.runs("/reflect visit first visit")
    office.forward(hours=1)
    for worker, words in zip(workers, HEARD, strict=True):
        worker.writes(words, thread=prompt_of(worker))
        worker.presses("Change")
        worker.submits(themes_well=["Empathy and listening"], themes_hard=[])
    office.until(at("2026-03-13 12:00"), look_every=timedelta(hours=3))
    told = sam.reads(north)

    assert "Empathy and listening" in told
    assert "For the group:" in told
    assert not any(name in told for name in ("Ana", "Ben", "Cho", "mum", "cried"))


def test_a_workspace_that_takes_no_charts_gets_the_digest_without(office: Office, north: Channel, sam: Person) -> None:
    office.slack.takes_charts = False
    office.slack.forgives("chat.postMessage", "invalid_blocks")
    workers = [person for name, person in office.people.items() if name != "Sam Field"]
    for worker in workers:
        worker.runs("/reflect visit first visit")
    office.forward(hours=1)
    for worker in workers:
        worker.writes(HEARD[0], thread=prompt_of(worker))
        worker.presses("Change")
        worker.submits(themes_well=["Empathy and listening"], themes_hard=[])
    office.until(at("2026-03-13 12:00"), look_every=timedelta(hours=3))
    charts = [block for post in sam.sees(north) for block in post.blocks if block["type"] == "data_visualization"]

    assert "Empathy and listening" in sam.reads(north)
    assert charts == []
