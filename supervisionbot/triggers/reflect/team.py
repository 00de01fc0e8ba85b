"""`/reflect team` and `together`: setting a team up, and reflecting in its own channel."""

from supervisionbot.adapters import team_store
from supervisionbot.flows import set_up_team, start_together
from supervisionbot.records.post import Said
from supervisionbot.records.team import Team
from supervisionbot.records.words import TeamNotYours, ThemeNotKnown, TogetherElsewhere, TogetherLengths
from supervisionbot.rules import together
from supervisionbot.triggers.reflect.called import Called, no_team, theme_named
from supervisionbot.triggers.wiring import Wiring
from supervisionbot.views import forms
from supervisionbot.views import together as together_view
from supervisionbot.views.blocks import notice


def team(wiring: Wiring, called: Called) -> Said | None:
    """`/reflect team [name]`: the form, for supervisors and admins."""
    is_admin = wiring.speech.messenger.person(called.user).is_admin
    own_teams = team_store.teams_of_supervisor(wiring.db, called.user)
    named = team_store.team_named(wiring.db, called.rest) if called.rest else None
    shown = named or (own_teams[0] if own_teams and not called.rest else None)
    if not set_up_team.may_set_up(wiring.db, called.user, is_admin=is_admin, team_name=shown.name if shown else ""):
        return notice(wiring.speech.words, TeamNotYours())
    new = Team(called.rest, (), (called.user,), wiring.now().date())
    form = forms.team_form(wiring.speech.words, shown or new, shown.name if shown else "")
    wiring.speech.messenger.open_form(called.trigger, form)
    return None


def reflect_together(wiring: Wiring, called: Called) -> Said | None:
    """`/reflect together [theme] [minutes]`: starts at once with words, else opens the form."""
    words = wiring.speech.words
    found = team_here(wiring, called.user, called.channel)
    if not isinstance(found, Team):
        return found or no_team(wiring, called)
    if not called.rest:
        why_not = start_together.refusal(wiring.db, wiring.speech, found, wiring.now())
        if why_not is None:
            codebook = wiring.speech.library.codebook
            form = together_view.start_form(words, codebook, found.channel, together.LENGTHS, together.USUAL)
            wiring.speech.messenger.open_form(called.trigger, form)
        return why_not
    name, length = together.wish_from(called.rest)
    theme = theme_named(wiring, name)
    if theme is None:
        titles = tuple(one.title for one in wiring.speech.library.codebook.themes)
        return notice(words, ThemeNotKnown(name, titles))
    if length is None:
        return notice(words, TogetherLengths(together.LENGTHS))
    return start_together.call(
        wiring.db, wiring.speech, called.user, found, theme, length, new_id=wiring.new_id, now=wiring.now()
    )


def team_here(wiring: Wiring, user: str, channel: str) -> Team | Said | None:
    """The user's team whose own channel this is; where that is, if elsewhere; None for who is in no team."""
    db = wiring.db
    own = {one.name: one for one in (*team_store.teams_of_worker(db, user), *team_store.teams_of_supervisor(db, user))}
    here = [one for one in own.values() if channel and one.channel == channel]
    if here or not own:
        return here[0] if here else None
    channels = tuple(dict.fromkeys(one.channel for one in own.values() if one.channel))
    return notice(wiring.speech.words, TogetherElsewhere(channels))
