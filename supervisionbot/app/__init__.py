"""Wiring, running and trying out the bot. The only reader of the clock, chance and the environment."""

import os
import sys

from rich.console import Console
from rich.progress import Progress as RichProgress
from rich.progress import TaskID

from supervisionbot.adapters import prompt_files, restoring
from supervisionbot.adapters.templates import TemplateWords
from supervisionbot.app import checking, papers, playing, running, wiring
from supervisionbot.errors import SupervisionBotError, WrongDatabase, WrongPrompts, WrongSettings
from supervisionbot.flows import post_digests, send_posts
from supervisionbot.flows.ports import Speech
from supervisionbot.settings import read_settings
from supervisionbot.triggers import posts
from supervisionbot.triggers.command_line import command_line
from supervisionbot.triggers.command_line.parts import Parts


def post_waiting() -> int:
    """Post digests that wait, where Slack is set up; how many."""
    settings = read_settings()
    if not settings.slack_bot_token:
        return 0
    messenger = wiring.open_messenger(settings.slack_bot_token.get_secret_value(), settings, wiring.system_clock)
    speech = Speech(messenger, TemplateWords(settings.prompts_dir), wiring.open_library(settings))
    db = wiring.open_database(settings)
    return send_posts.send_posts(send_posts.Line(db, speech, post_digests.POSTS, wiring.system_clock, posts.trouble))


def learning(watched: Console) -> wiring.Progress:
    """A progress bar for each model that is learnt; nothing where it comes from the cache."""
    bars = RichProgress(console=watched, transient=True)
    tasks: dict[str, TaskID] = {}

    def progress(what: str, share: float) -> None:
        if what not in tasks:
            bars.start()
            tasks[what] = bars.add_task(f"Learning the {what} from the examples, once", total=1.0)
        bars.update(tasks[what], completed=share)
        if share >= 1:
            bars.stop()

    return progress


def main() -> None:
    """The command line: errors become one sentence and an exit code."""
    progress = learning(Console(stderr=True))
    parts = Parts(
        database=lambda: wiring.open_database(read_settings()),
        library=lambda: wiring.open_library(read_settings()),
        words=lambda: TemplateWords(read_settings().prompts_dir),
        codebook=lambda: wiring.open_codebook(read_settings()),
        try_out=lambda share: wiring.try_out_themes(read_settings(), share),
        learns=lambda: read_settings().learn_from_corrections,
        question_places=lambda: prompt_files.question_places(read_settings().prompts_dir),
        models=lambda: wiring.open_models_as_set(read_settings(), progress),
        run=lambda: running.run(read_settings(for_slack=True), progress),
        play=lambda port, tell: playing.play(port, tell=tell, progress=progress),
        check=checking.check,
        restore=lambda copy: restoring.restore(copy, read_settings().database_file),
        post_waiting=post_waiting,
        papers=lambda: papers.papers(read_settings()),
        now=wiring.system_clock,
        new_id=wiring.fresh_id,
    )
    running.set_up_logging(os.environ.get("LOG_LEVEL", ""))
    try:
        command_line(parts)()
    except (WrongSettings, WrongPrompts, WrongDatabase) as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    except SupervisionBotError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(1)
