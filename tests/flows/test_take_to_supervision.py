"""A worker takes something to supervision: chosen, edited, withdrawn; never by itself."""

from supervisionbot.playground.nouns import Channel
from supervisionbot.playground.people import Person
from tests.conftest import Office, prompt_of


def test_nothing_reaches_a_supervisor_before_the_worker_sends_it(
    office: Office, north: Channel, ana: Person, sam: Person
) -> None:
    _opens_card(office, ana)

    ana.cancels()

    assert sam.dm == []


def test_the_card_goes_with_the_words_as_changed_and_the_workers_name(
    office: Office, north: Channel, ana: Person, sam: Person
) -> None:
    _opens_card(office, ana)

    ana.submits({"card_words": "How do I stay kind when I am tired?"})

    assert "@Ana Okafor would like to talk this over" in sam.reads()
    assert "stay kind when I am tired" in sam.reads()
    assert "listened" not in sam.reads()


def test_a_card_can_be_taken_back(office: Office, north: Channel, ana: Person, sam: Person) -> None:
    _opens_card(office, ana)
    ana.submits()

    ana.presses("Take it back")

    assert sam.reads() == ""
    assert office.rows("select * from cards") == []


def test_no_words_of_a_card_are_kept(office: Office, north: Channel, ana: Person) -> None:
    _opens_card(office, ana)

    ana.submits({"card_words": "marmalade skies"})

    assert b"marmalade" not in office.files()


def test_a_card_cannot_be_sent_to_somebody_elses_supervisor(office: Office, north: Channel, ana: Person) -> None:
    ros = office.new("Ros Vane")
    office.team("South", [office.new("Kit Sayer")], [ros])
    _opens_card(office, ana)

    assert ana.form is not None
    assert "Ros Vane" not in str(ana.form.body)


def _opens_card(office: Office, worker: Person) -> None:
    worker.runs("/reflect visit first visit")
    office.forward(hours=1)
    worker.writes("I sat with her and listened while she cried, she felt heard.", thread=prompt_of(worker))
    worker.opens_home()
    worker.presses("take_to_supervision", on=worker.home)
