"""The papers of `bot.py privacy-kit`, from settings and database."""

from supervisionbot.adapters import kit, released_store, team_store
from supervisionbot.app import wiring
from supervisionbot.records.kit import Kit, Setup
from supervisionbot.records.team import DEFAULT_FLOOR
from supervisionbot.rules.release import SPARE_WORKERS, WAIT
from supervisionbot.rules.release.lines import LEAST_VISITS
from supervisionbot.settings import Settings


def papers(settings: Settings) -> dict[str, str]:
    """The papers by file name."""
    db = wiring.open_database(settings)
    teams = team_store.teams(db)
    floor = min((team.floor for team in teams), default=DEFAULT_FLOOR)
    setup = Setup(
        made_at=wiring.system_clock(),
        database=settings.database_file.name,
        keeps_text=bool(settings.text_keys),
        keep_days=settings.keep_text_days,
        sends_text=settings.coder_url,
        teams=tuple(team.name for team in teams),
        workers=len({user for team in teams for user in team.workers}),
        supervisors=len({user for team in teams for user in team.supervisors}),
        floor=floor,
        least_workers=floor + SPARE_WORKERS,
        visits=LEAST_VISITS,
        weeks=WAIT.days // 7,
        open_teams=tuple(team.name for team in teams if not team.is_strict),
    )
    kept = kit.kept_tables(db, settings.prompts_dir, settings.keep_text_days)
    broken = released_store.first_broken_link(db)
    return kit.papers(settings.prompts_dir, Kit(setup, kept, kit.ledger_lines(db), broken))
