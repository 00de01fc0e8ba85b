"""A worker takes the own record along."""

import io

from docx import Document

from supervisionbot.playground.nouns import Channel
from supervisionbot.playground.people import Person
from tests.conftest import Office, prompt_of


def test_the_record_comes_as_two_files_to_the_worker_alone(office: Office, north: Channel, ana: Person) -> None:
    _reflects(office, ana)

    ana.runs("/reflect export")

    assert sorted(name.rpartition(".")[2] for name in _files(ana)) == ["docx", "md"]
    assert all(_files(person) == {} for person in office.people.values() if person is not ana)


def test_the_record_holds_question_reply_and_themes_without_names(office: Office, north: Channel, ana: Person) -> None:
    _reflects(office, ana)

    ana.runs("/reflect export")
    written = _files(ana)["reflections-2026-03-02.md"].decode()

    assert "# Reflections of Ana Okafor" in written
    assert "while [name] cried" in written
    assert "Empathy and listening: went well" in written


def test_the_draft_has_the_regulators_six_fields(office: Office, north: Channel, ana: Person) -> None:
    _reflects(office, ana)

    ana.runs("/reflect export")
    written = _files(ana)["reflections-2026-03-02.md"].decode()

    fields = ("Type of activity", "Short description, and why it is relevant", "Date", "What I learnt")
    assert all(f"**{field}:**" in written for field in fields)
    assert "**Impact on my practice and the people I work with:** [" in written
    assert "**What I learnt from a peer:** [" in written


def test_the_word_document_says_the_same(office: Office, north: Channel, ana: Person) -> None:
    _reflects(office, ana)

    ana.runs("/reflect export")
    document = Document(io.BytesIO(_files(ana)["reflections-2026-03-02.docx"]))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]

    assert "Reflections of Ana Okafor" in paragraphs
    assert "Empathy and listening: went well" in paragraphs


def test_a_worker_without_reflections_gets_a_record_that_says_so(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect export")

    assert "None yet." in _files(ana)["reflections-2026-03-02.md"].decode()


def _reflects(office: Office, worker: Person) -> None:
    worker.runs("/reflect visit first visit")
    office.forward(hours=1)
    worker.writes("I sat and listened while Tilly cried. He felt heard & held.", thread=prompt_of(worker))


def _files(person: Person) -> dict[str, bytes]:
    return {file.name: file.content for message in person.dm for file in message.files}
