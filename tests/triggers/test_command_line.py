"""`python bot.py ...`, in the process of the test: what it prints, what it refuses."""

import json
import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from typer.testing import CliRunner

from supervisionbot.adapters import prompt_files, restoring
from supervisionbot.adapters.database import Database
from supervisionbot.app import wiring
from supervisionbot.errors import SupervisionBotError
from supervisionbot.flows import post_digests, send_posts
from supervisionbot.flows.ports import Coder, Redactor
from supervisionbot.playground.nouns import Channel, Message
from supervisionbot.playground.people import Person
from supervisionbot.records.agreement import Tally, Tried
from supervisionbot.records.bank import Library
from supervisionbot.records.codebook import Codebook
from supervisionbot.triggers.command_line import command_line
from supervisionbot.triggers.command_line.parts import Parts
from tests.conftest import PROMPTS, Office
from tests.reading import count

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left on the screen, and what it was refused with."""

    printed: str
    refused: str
    code: int


Run = Callable[..., Outcome]


@pytest.fixture
def run(office: Office, library: Library, models: tuple[Redactor, Coder]) -> Run:
    """Run a command line on the office's own database."""
    now, db, speech = office.clock.now, office.bot.wiring.db, office.bot.wiring.speech

    def post_waiting() -> int:
        return send_posts.send_posts(send_posts.Line(db, speech, post_digests.POSTS, now, lambda about, error: None))

    parts = Parts(
        database=lambda: db,
        library=lambda: library,
        words=lambda: speech.words,
        codebook=lambda: with_a_new_theme(library.codebook),
        try_out=lambda progress: tried(library),
        learns=lambda: office.bot.wiring.learns,
        question_places=lambda: prompt_files.question_places(PROMPTS),
        models=lambda: models,
        run=lambda: None,
        play=lambda port, tell: tell,
        restore=lambda copy: restoring.restore(copy, office.settings.database_file),
        check=lambda: [("All is well.", True), ("The moon is [round].", not office.slack.revoked)],
        post_waiting=post_waiting,
        papers=lambda: {"record.md": "one **[TO FILL IN: a]**"},
        now=now,
        new_id=office.bot.wiring.new_id,
    )

    def invoke(*words: str) -> Outcome:
        result = CliRunner().invoke(command_line(parts), words, env={"COLUMNS": "200"})
        error = result.exception
        if error is not None and not isinstance(error, SupervisionBotError | SystemExit):
            raise error
        refused = str(error) if isinstance(error, SupervisionBotError) else result.stderr
        return Outcome(result.stdout, refused, result.exit_code)

    return invoke


def with_a_new_theme(book: Codebook) -> Codebook:
    """The codebook, one theme of it learnt from few examples."""
    return replace(book, themes=tuple(replace(one, is_well_learnt=one.id != "time") for one in book.themes))


def tried(library: Library) -> list[Tried]:
    """All themes told apart well but three: one hardly, one seldom tried, one tried too little."""
    found = {theme.id: Tried(Tally(theme.id, 40, 2, 3, 400), 43) for theme in library.codebook.themes}
    found["role"] = Tried(Tally("role", 3, 30, 20, 392), 23, (("honesty", 9), ("power", 4), ("time", 1)))
    found["time"] = Tried(Tally("time", 3, 0, 1, 441), 4)
    return list(found.values())


class TestCodebook:
    """`codebook`."""

    def test_each_theme_is_shown_with_how_well_it_is_told_apart(self, run: Run) -> None:
        printed = run("codebook").printed

        assert re.search(r"Empathy and listening +43 +0\.93 \(0\.8\d to 0\.9\d\) +0\.99", printed)
        assert re.search(r"Explaining the role .* honesty, power *\n", printed)

    def test_what_is_not_told_apart_yet_is_named_with_what_helps(self, run: Run) -> None:
        printed = run("codebook").printed

        assert "Explaining the role: hardly told apart. Write more examples" in printed
        assert "Time and workload: 4 examples; 10 are the least." in printed
        assert "too few yet" in printed

    def test_a_theme_of_few_examples_is_said_to_count_once_it_is_confirmed(self, run: Run) -> None:
        printed = run("codebook").printed

        assert "Learnt from few examples, so shown, and counted once confirmed: Time and workload." in printed

    def test_agreement_with_workers_is_not_counted_unless_that_is_allowed(self, run: Run) -> None:
        assert "LEARN_FROM_CORRECTIONS is off" in run("codebook").printed

    def test_where_it_is_allowed_nothing_is_told_of_too_few(self, office: Office, run: Run) -> None:
        office.bot = replace(office.bot, wiring=replace(office.bot.wiring, learns=True))
        told = run("codebook").printed.partition("How suggestions agree with what workers settled")[2]

        assert len(re.findall(r"too few yet +from 0\.85 *\n", told)) == 14
        assert re.search(r"Time and workload +too few yet +never *\n", told)


def a_file(folder: Path, name: str, text: str) -> str:
    """A file with that text."""
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


EAST = ("team", "add", "East", "--supervisors", "S1", "--workers", "U1,U2, U3,U1")


class TestTeams:
    """`team`."""

    def test_a_team_is_added_with_what_is_usual(self, office: Office, run: Run) -> None:
        outcome = run(*EAST)
        (row,) = office.rows("select * from teams")

        assert (outcome.code, outcome.refused) == (0, "")
        assert "East: 3 workers, digest fri 09:00 every 2 weeks, floor 5." in outcome.printed
        assert "Too small for a digest of its own (it takes 7 workers)" in outcome.printed
        assert (row["delay_minutes"], row["timezone"], row["days"], row["country"]) == (
            45,
            "Europe/London",
            "01234",
            "GB",
        )

    def test_a_team_is_added_with_all_that_can_be_set(self, office: Office, run: Run) -> None:
        run(
            *EAST,
            *("--digest-channel", "C1", "--floor", "6", "--delay", "0m", "--digest", "mon 10:00 every 3 weeks"),
            *("--timezone", "America/New_York", "--hours", "08:00-16:00", "--days", "mon,wed", "--country", "US"),
            *("--pool", "Coast", "--channel", "C2"),
        )
        shown = run("team", "show", "east").printed

        for words in (
            "C1",
            "C2",
            "6",
            "0m",
            "mon 10:00 every 3 weeks",
            "America/New_York",
            "08:00-16:00 mon,wed",
            "US",
            "Coast",
        ):
            assert words in shown

    def test_a_change_leaves_the_rest_as_it_was(self, office: Office, run: Run) -> None:
        run(*EAST, "--delay", "2h", "--hours", "08:00-16:00")
        before = office.rows("select * from teams")[0]
        run("team", "change", "East", "--days", "tue", "--workers", "U9")
        after = office.rows("select * from teams")[0]

        assert after == before | {"days": "1"}
        assert [row["user"] for row in office.rows("select user from members where role = 'worker'")] == ["U9"]

    def test_all_teams_are_listed(self, run: Run, north: Channel) -> None:
        run(*EAST)
        listed = run("team", "list").printed

        assert "North" in listed
        assert "East" in listed

    @pytest.mark.parametrize(
        ("words", "reason"),
        [
            (EAST, "There is a team called 'East' already."),
            (
                ("team", "add", " east ", "--supervisors", "S1", "--workers", "U1"),
                "There is a team called 'east' already.",
            ),
            (("team", "show", "West"), "There is no team called 'West'."),
            (("team", "change", "West", "--floor", "5"), "There is no team called 'West'."),
            (("team", "change", "East", "--floor", "3"), "The floor 3 is too low"),
            (("team", "change", "East", "--delay", "soon"), "The delay 'soon' is not understood."),
            (("team", "change", "East", "--digest", "often"), "The digest time 'often' is not understood."),
            (("team", "change", "East", "--timezone", "Mars"), "The time zone 'Mars' is not known."),
            (("team", "change", "East", "--hours", "9-5"), "not a time of day"),
            (("team", "change", "East", "--country", "XX"), "The country 'XX' is not known."),
            (("team", "change", "East", "--workers", ""), "needs at least one worker"),
        ],
    )
    def test_what_cannot_be_is_refused_in_one_sentence(
        self, office: Office, run: Run, words: tuple[str, ...], reason: str
    ) -> None:
        run(*EAST)
        before = office.rows("select * from teams"), office.rows("select * from members")
        outcome = run(*words)

        assert reason in outcome.refused
        assert outcome.code == 1
        assert (office.rows("select * from teams"), office.rows("select * from members")) == before


class TestVisits:
    """`visit import`."""

    def test_visits_are_brought_in_once(
        self, office: Office, run: Run, north: Channel, ana: Person, tmp_path: Path
    ) -> None:
        rows = f"worker,kind,at,case\n{ana.id},First-Visit,2026-03-01T15:00,LCS-1\n{ana.id},review,2026-03-02T09:00Z,\n"
        file = a_file(tmp_path, "visits.csv", "\ufeff" + rows)

        assert "2 visits are new, 0 were there already." in run("visit", "import", file).printed
        assert "0 visits are new, 2 were there already." in run("visit", "import", file).printed
        assert count(office, "prompts") == 2

    def test_an_imported_visit_is_asked_about(
        self, office: Office, run: Run, north: Channel, ana: Person, tmp_path: Path
    ) -> None:
        run("visit", "import", a_file(tmp_path, "v.csv", f"worker,kind,at\n{ana.id},review,2026-03-02T09:00\n"))
        office.bot.look()

        assert "_Your review, today at 09:00_" in ana.reads()

    def test_bad_rows_are_named_and_the_good_ones_taken_in(
        self, office: Office, run: Run, north: Channel, ana: Person, tmp_path: Path
    ) -> None:
        rows = [
            "worker,kind,at,case",
            f"{ana.id},review,2026-03-02T09:00,",
            "U404,review,2026-03-02T09:00,",
            f"{ana.id},picnic,2026-03-02T09:00,",
            f"{ana.id},review,yesterday,",
            f"{ana.id},review,2026-04-02T09:00,",
            f"{ana.id},review,2026-03-02T08:00,Okonkwo",
            f"{ana.id}",
        ]
        outcome = run("visit", "import", a_file(tmp_path, "visits.csv", "\n".join(rows)))

        assert "1 visits are new" in outcome.printed
        assert outcome.refused.startswith(
            "6 were not taken in: line 3: 'U404' is in no team.; line 4: 'picnic' is no kind"
        )
        assert "line 5" in outcome.refused
        assert "line 6: the visit lies ahead" in outcome.refused
        assert "line 7: the case looks like a name" in outcome.refused
        assert "Okonkwo" not in outcome.refused
        assert outcome.code == 1

    def test_a_file_that_is_no_text_is_refused(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "visits.csv").write_bytes(b"\xff\xfe\x00worker")

        assert "could not be read as text" in run("visit", "import", str(tmp_path / "visits.csv")).refused


class TestLanguage:
    """`learn`; `redact` and `code`: JSON lines in, JSON lines out."""

    def test_the_models_are_learnt_ahead(self, run: Run) -> None:
        assert run("learn").printed == "Redactor and coder are learnt.\n"

    def test_redact_gives_text_and_spans_by_the_contract(self, run: Run, tmp_path: Path) -> None:
        text = "Tilly rang 07700 900123 at home."
        file = a_file(tmp_path, "in.jsonl", json.dumps({"id": 7, "text": text}) + "\n\n")
        (line,) = run("redact", file).printed.splitlines()
        found = json.loads(line)

        assert list(found) == ["id", "text", "spans"]
        assert found["id"] == 7
        assert [(text[start:end], kind) for start, end, kind in found["spans"]] == [
            ("Tilly", "NAME"),
            ("07700 900123", "PHONE"),
        ]
        assert "Tilly" not in found["text"]

    def test_code_gives_codes_and_a_ranking_by_the_contract(self, run: Run, tmp_path: Path) -> None:
        records: list[Json] = [
            {"id": "a", "text": "I listened.", "question": "What helped?", "asked_theme": "empathy"},
            {"id": "b", "text": "Nothing much.", "question": None},
        ]
        file = a_file(tmp_path, "in.jsonl", "\n".join(json.dumps(one) for one in records))
        first, second = (json.loads(line) for line in run("code", file).printed.splitlines())

        assert first == {"id": "a", "codes": {"empathy": "strength"}, "ranked": [["empathy", "strength", 0.95]]}
        assert second == {"id": "b", "codes": {}, "ranked": []}

    def test_a_text_may_hold_a_line_separator(self, run: Run, tmp_path: Path) -> None:
        record = json.dumps({"id": 1, "text": "one\u2028two\x85three"}, ensure_ascii=False)

        assert run("redact", a_file(tmp_path, "in.jsonl", record)).refused == ""

    @pytest.mark.parametrize("command", ["redact", "code"])
    def test_half_a_character_is_read_and_written(self, run: Run, tmp_path: Path, command: str) -> None:
        outcome = run(command, a_file(tmp_path, "in.jsonl", json.dumps({"id": "\ud83d", "text": "well \ud83d"})))

        assert json.loads(outcome.printed)["id"] == "\ud83d"

    @pytest.mark.parametrize("wrong", [{"question": 5}, {"asked_theme": ["time"]}])
    def test_a_question_that_is_no_text_is_named(self, run: Run, tmp_path: Path, wrong: Json) -> None:
        file = a_file(tmp_path, "in.jsonl", json.dumps({"id": 1, "text": "I listened."} | wrong))

        assert run("code", file).refused == (
            'in.jsonl, line 1: "question" and "asked_theme" must be text, or left out.'
        )

    @pytest.mark.parametrize("command", ["redact", "code"])
    @pytest.mark.parametrize("damaged", ["{", "[1]", '{"id": 1}', '{"id": 1, "text": null}', "7"])
    def test_a_damaged_line_is_named(self, run: Run, tmp_path: Path, command: str, damaged: str) -> None:
        file = a_file(tmp_path, "in.jsonl", '{"id": 1, "text": "I listened."}\n' + damaged)

        assert run(command, file).refused == 'in.jsonl, line 2: not a JSON record with "id" and "text".'

    def test_a_file_that_is_not_there_is_wrong_use(self, run: Run) -> None:
        assert run("code", "nowhere.jsonl").code == 2


class TestDigests:
    """`digest` and `ledger`."""

    def test_a_preview_tells_rules_and_no_theme_before_its_time(self, run: Run, asked: Message, ana: Person) -> None:
        ana.writes("I listened.", thread=asked)
        printed = run("digest", "preview", "North").printed

        assert "P5" in printed
        assert "empathy" not in printed.lower()

    def test_closing_a_period_now_posts_and_the_ledger_says_so(
        self, office: Office, run: Run, north: Channel, sam: Person
    ) -> None:
        outcome = run("digest", "post", "North")
        ledger = run("ledger").printed

        assert "Nothing is told." in outcome.printed
        assert "Posted 1 digests." in outcome.printed
        assert "There is nothing to tell this time." in sam.reads(north)
        assert "closed by an operator, without a preview" in ledger
        assert "The chain is whole." in ledger

    @pytest.mark.parametrize("word", ["preview", "post"])
    def test_a_team_that_is_not_there_is_refused(self, run: Run, word: str) -> None:
        assert "There is no team called 'West'." in run("digest", word, "West").refused


class TestKeeping:
    """`keygen`, `backup`, `restore`, `forget`, `check`."""

    def test_a_key_opens_what_it_sealed(self, run: Run) -> None:
        key = Fernet(run("keygen").printed.strip())

        assert key.decrypt(key.encrypt(b"x")) == b"x"

    def test_a_backup_is_a_whole_copy(self, run: Run, asked: Message, tmp_path: Path) -> None:
        copy = tmp_path / "copy.db"
        outcome = run("backup", str(copy))
        with sqlite3.connect(copy) as db:
            rows = db.execute("select count(*) from visits").fetchall()
        db.close()

        assert outcome.code == 0
        assert rows == [(1,)]

    def test_a_backup_takes_the_place_of_nothing(self, run: Run, tmp_path: Path) -> None:
        file = a_file(tmp_path, "copy.db", "mine")

        assert "exists already; nothing was written." in run("backup", file).refused
        assert Path(file).read_text() == "mine"

    def test_a_backup_to_nowhere_is_refused(self, run: Run, tmp_path: Path) -> None:
        assert "could not be written" in run("backup", str(tmp_path / "no" / "such" / "copy.db")).refused

    def test_a_copy_takes_the_place_of_the_database_and_what_to_mind_is_said(
        self, office: Office, run: Run, asked: Message, tmp_path: Path
    ) -> None:
        run("backup", str(tmp_path / "copy.db"))
        refused = run("restore", str(tmp_path / "copy.db")).refused
        office.settings.database_file.rename(tmp_path / "lost.db")
        outcome = run("restore", str(tmp_path / "copy.db"))

        assert "is there already" in refused
        assert "must be forgotten anew" in outcome.printed
        assert Database(office.settings.database_file).rows("select count(*) as n from visits") == [{"n": 1}]

    def test_a_copy_that_is_not_there_is_said(self, run: Run, tmp_path: Path) -> None:
        assert "There is no file" in run("restore", str(tmp_path / "copy.db")).refused

    def test_forgetting_deletes_a_worker_and_tells_no_count(
        self, office: Office, run: Run, asked: Message, ana: Person
    ) -> None:
        outcome = run("forget", ana.id)

        assert count(office, "visits") == count(office, "prompts") == 0
        assert f"Nothing of {ana.id} is kept now." in outcome.printed

    def test_a_check_fails_if_anything_is_not_well(self, office: Office, run: Run) -> None:
        well = run("check")
        office.slack.revokes_token()
        ill = run("check")

        assert (well.code, ill.code) == (0, 1)
        assert "no  The moon" in ill.printed

    def test_the_playground_fails_if_its_story_does(self, run: Run) -> None:
        assert (run("playground", "--tell").code, run("playground").code) == (0, 1)

    def test_without_a_command_help_is_shown(self, run: Run) -> None:
        outcome = run()

        assert "Supervision Bot: reflection after visits" in outcome.printed + outcome.refused

    @pytest.mark.parametrize("words", [("dance",), ("team", "add"), ("team", "add", "X", "--floor", "many")])
    def test_wrong_use_ends_with_two(self, run: Run, words: tuple[str, ...]) -> None:
        assert run(*words).code == 2


def test_the_commands_leave_a_database_that_can_be_opened_again(office: Office, run: Run, asked: Message) -> None:
    run(*EAST)
    again: Database = wiring.open_database(office.settings)

    assert again.is_sound()
    again.close()


class TestPrivacyKit:
    def test_papers_are_written_and_what_is_to_fill_in_is_counted(self, run: Run, tmp_path: Path) -> None:
        assert "record.md: 1 place to fill in" in run("privacy-kit", str(tmp_path / "kit")).printed
        assert (tmp_path / "kit" / "record.md").read_text().startswith("one")

    def test_what_was_filled_in_is_not_written_over(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "record.md").write_text("filled in")
        outcome = run("privacy-kit", str(tmp_path))

        assert "nothing was written" in outcome.refused
        assert (tmp_path / "record.md").read_text() == "filled in"

    def test_writing_over_says_so(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "record.md").write_text("old")

        assert "Written over: record.md." in run("privacy-kit", str(tmp_path), "--overwrite").printed
