"""What `bot.py check` looks at: a plain sentence for each thing, and whether it is well."""

from collections.abc import Iterator
from datetime import datetime

from supervisionbot.adapters import prompt_files, released_store, team_store
from supervisionbot.adapters.coding.own_themes import LEAST_EXAMPLES
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.endpoint_coder import Endpoint
from supervisionbot.adapters.slack_moods import in_words
from supervisionbot.adapters.templates import TemplateWords
from supervisionbot.app import wiring
from supervisionbot.app.healthz import STILL_WELL, State, state_of
from supervisionbot.errors import SupervisionBotError, WrongSettings
from supervisionbot.flows import audience
from supervisionbot.flows.ports import Messenger
from supervisionbot.records.team import Team
from supervisionbot.settings import Settings, read_settings, require_tokens

SCOPES = (
    "channels:read",
    "chat:write",
    "commands",
    "files:write",
    "groups:read",
    "im:history",
    "im:write",
    "users:read",
)
"""What the bot asks of a workspace, as in manifest.json."""


def check() -> Iterator[tuple[str, bool]]:
    """What works and what does not, a plain sentence each."""
    settings = read_settings()
    yield "The settings are well formed.", True
    yield from check_prompts(settings)
    yield from _check_database(settings)
    keeps = f"kept encrypted for {settings.keep_text_days} days" if settings.text_keys else "not kept (no TEXT_KEY)"
    yield f"Redacted words are {keeps}.", True
    yield from check_endpoint(settings)
    moves = "moves" if settings.learn_from_corrections else "does not move"
    yield f"What workers confirm and correct {moves} how far themes are trusted.", True
    yield from _check_slack(settings)


def check_prompts(settings: Settings) -> Iterator[tuple[str, bool]]:
    """Whether what practice leads wrote is sound, and which themes the coder knows little of."""
    try:
        library = wiring.open_library(settings)
        TemplateWords(settings.prompts_dir)
        counts = wiring.examples_by_theme(settings, library.codebook)
    except SupervisionBotError as error:
        yield str(error), False
        return
    yield f"The prompts are sound: {len(library.questions)} questions, {len(library.kinds)} kinds of visit.", True
    for theme in library.codebook.themes:
        if counts[theme.id] < LEAST_EXAMPLES:
            yield f'"{theme.title}" has {counts[theme.id]} examples; {LEAST_EXAMPLES} are the least.', False
        elif not theme.is_well_learnt:
            yield f'"{theme.title}" is learnt from few examples: it is shown, and counts once it is confirmed.', True


def _check_database(settings: Settings) -> Iterator[tuple[str, bool]]:
    try:
        db = wiring.open_database(settings)
    except (SupervisionBotError, OSError) as error:
        yield str(error), False
        return
    faults = wiring.faults_of(db)
    yield from ((fault, False) for fault in faults)
    if faults:
        return
    yield f"The database {db.file} is sound.", True
    broken = released_store.first_broken_link(db)
    yield "The ledger is whole." if broken is None else f"The ledger is broken at line {broken}.", broken is None
    yield from check_running(state_of(db, wiring.system_clock()))
    db.close()


def check_running(state: State) -> Iterator[tuple[str, bool]]:
    """How the running bot is, from the signs of life that it leaves."""
    if state.looked_at is None:
        yield "The bot has not run with this database yet.", True
        return
    running = "is running" if state.looks else "is not running"
    yield f"The bot {running}; it last looked {_at(state.looked_at)}.", state.looks
    if state.listened_at:
        heard = "hears Slack" if state.listens else "does not hear Slack"
        yield f"The bot {heard}; it last heard it {_at(state.listened_at)}.", state.listens
    if state.looks and state.refused:
        yield f"Slack takes nothing from the bot. {in_words(state.refused)}", False
    yield f"Events that wait to be taken in: {state.backlog}.", state.backlog == 0 or state.looks
    if state.oldest_due:
        is_timely = state.now - state.oldest_due < STILL_WELL
        yield f"The message that waits longest was due {_at(state.oldest_due)}.", is_timely
    for kind, trouble, count in state.troubles:
        yield f"{count} x {kind.replace('_', ' ')} held up: {in_words(trouble)}", False


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def check_endpoint(settings: Settings) -> Iterator[tuple[str, bool]]:
    """Where themes are heard, and whether it answers."""
    address = wiring.endpoint_in(settings)
    if address is None:
        yield "Themes are heard on this machine.", True
        return
    yield f"Redacted replies are sent to {address.model} at {address.host}, which hears their themes.", True
    try:
        # No worker's words: a sentence made up for this.
        codebook = prompt_files.load_codebook(settings.prompts_dir)
        Endpoint(address, codebook).ask("I listened, and she began to talk.")
    except SupervisionBotError as error:
        yield f"{address.host}: {error} Until that is mended, themes are heard on this machine.", False
    else:
        yield f"{address.host} answers as it should.", True


def _check_slack(settings: Settings) -> Iterator[tuple[str, bool]]:
    try:
        token, _ = require_tokens(settings)
        messenger = wiring.open_messenger(token, settings, wiring.system_clock)
        me = messenger.me()
    except WrongSettings as error:
        yield str(error), False
    except SupervisionBotError as error:
        yield f"Slack: {error}", False
    else:
        yield f"Slack knows the bot as {me.get('user')} in {me.get('team')}.", True
        granted = set(str(me["scopes"]).split(","))
        missing = [scope for scope in SCOPES if me["scopes"] and scope not in granted]
        yield (f"Scopes are missing: {', '.join(missing)}." if missing else "The scopes suffice."), not missing
        yield from check_audiences(wiring.open_database(settings), messenger)


def check_audiences(db: Database, messenger: Messenger) -> Iterator[tuple[str, bool]]:
    """For each team: whether others could read its digests, and what its supervisors answer in its own channel."""
    for team in team_store.teams(db):
        yield from _check_own_channel(db, messenger, team)
        try:
            others = audience.others_in(db, messenger, team, team.digest_channel)
        except SupervisionBotError as error:
            yield f"{team.name}: nobody can see who reads its digest channel, so its digests wait. {error}", False
            continue
        if not others.is_anybody:
            yield f"{team.name}: nobody else can read its digests.", True
        else:
            holds = (
                "its digests wait" if team.is_strict else "its digests are posted all the same, as the team was told"
            )
            yield f"{team.name}: others can read its digest channel, and {holds}.", not team.is_strict


def _check_own_channel(db: Database, messenger: Messenger, team: Team) -> Iterator[tuple[str, bool]]:
    """Whether others could read what supervisors answer the team."""
    if not team.channel:
        return
    try:
        others = audience.others_in(db, messenger, team, team.channel)
    except SupervisionBotError as error:
        yield f"{team.name}: nobody can see who reads its own channel, so answers go to each worker. {error}", False
    else:
        to = "each worker, since others can read its own channel" if others.is_anybody else "its own channel"
        yield f"{team.name}: answers go to {to if team.is_strict else 'its own channel, as the team was told'}.", True
