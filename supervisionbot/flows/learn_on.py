"""What workers settled -> how far each theme may be trusted, as one number a theme; nothing of anybody is added.

The counts are made anew each time from threads that are kept anyway, so whoever is forgotten is in none of them.
"""

from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import agreement as store
from supervisionbot.records.agreement import Judged, Suggested, Tally
from supervisionbot.records.codebook import Codebook
from supervisionbot.rules import agreement, coding


def tallies(db: Database, codebook: Codebook) -> list[Tally]:
    """For each theme how suggestions agree with what workers settled, over all teams."""
    judged = []
    for worker, heard, settled in store.settled_threads(db):
        codes = coding.standing_codes(heard, (), codebook)
        suggested = {code.theme: Suggested(code.stance, code.probability) for code in codes}
        judged.append(Judged(worker, suggested, {one.theme: one.stance for one in settled}))
    return [agreement.tally(theme.id, judged) for theme in codebook.themes]


def learn_on(db: Database, codebook: Codebook, *, is_allowed: bool) -> None:
    """Keep from which sureness each theme counts unconfirmed, where it is not as usual; none if it is not allowed."""
    moved = {one.theme: agreement.sure_from(one) for one in tallies(db, codebook)} if is_allowed else {}
    wanted = {theme: sureness for theme, sureness in moved.items() if sureness != agreement.USUAL}
    if wanted != store.sure_from(db):
        store.save_trust(db, wanted)
