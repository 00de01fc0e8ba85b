"""Whether a worker's words call for a signpost: danger now, not coping, or neither. All invented."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervisionbot.adapters.signpost_file import load_signposts
from supervisionbot.records.signposts import Cue, Lean, Signpost, Signposts
from supervisionbot.rules.signposting import signpost

REAL = load_signposts(Path(__file__).parents[2] / "prompts")
ANY_TEXT = st.text(st.characters(), max_size=120)  # surrogates and combining marks among them
TEXT_LIKE = st.lists(
    st.sampled_from(["tonight", "999", "can't", "crying", ".", "|", "_", "\n", "👩🏽‍⚕️", "שרה", "İ", "ﬁne"]),
    max_size=30,
).map(" ".join)

DANGER = [
    "He texted to say he is outside her flat with a knife. I have rung 999 and nobody has called me back.",
    "She whispered that her stepdad hits her and she goes back there tonight. I've told my manager.",
    "Baby was limp and grey and mum couldn't wake him. Ambulance on its way now.",
    "He said he won't be here in the morning and the tablets are counted out. Crisis team are going tonight.",
    "She is 15, phone off since last night, seen getting in a car with an older man. Police say ring later.",
    "Her husband answered for her every time and she had a bruise round her neck. Ringing safeguarding now.",
    "She told me she wants to kill herself tonight.",
    "He's out of prison and he knows where she lives. She is locked in the bathroom with the kids.",
    "He followed her to the refuge. He is in the car park now. Staff have locked the doors and rung it in",
    "They won't have a doctor, her temperature is over 40. I've rung for an ambulance, told them I had to.",
]
NOT_COPING = [
    "Not sleeping, crying in the car every morning, and I haven't told anyone.",
    "I can't do this any more. I sit in the car park and can't make myself go in.",
    "I don't want to be here any more.",
    "honestly I'm not coping. I drink a bottle of wine every night to get to sleep",
    "I feel nothing on visits now. I drive home and don't remember it. Nobody knows.",
    "I keep thinking everyone would be better off without me.",
    "I was sick before work again and my hands won't stop shaking. Can't keep this up.",
    "Had a panic attack in the toilets before the visit, third this month. Don't know who to tell.",
]
NEITHER = {
    "abuse told long after": ("She told me of the abuse she went through as a girl, forty years ago."),
    "long gone": "He used to hit her. He has been gone six years and she talks about it freely.",
    "closed": "She's safe now, and she laughed about the old flat. We closed the case.",
    "not worried": "I'm not worried about him, he slept well and mum has plenty of help.",
    "mood": "That joke about the paperwork killed the mood a bit.",
    "killing me softly": "This job is killing me softly, but today was a good one.",
    "murdered": "I could have murdered the photocopier.",
    "dying for": "I'm dying for a cup of tea after that one.",
    "dead on my feet": "I was dead on my feet but the visit went well.",
    "cried laughing": "I nearly cried laughing when the dog ate the form.",
    "client's tears": "She cried when I told her about the court date and I stayed with her.",
    "police at a meeting": "The police officer at the meeting was kind and we agreed a shared plan.",
    "old grief": "He talked about his brother's suicide in 2004 and what helped him after. We lit a candle.",
    "sleeping baby": "The baby is feeding well and mum is sleeping better.",
    "a plan that holds": "We practised who she'd ring if he ever came back. She knew all of it by heart.",
    "tired": "I'm tired, it was my fourth visit, and I didn't listen as well as I'd like.",
    "nothing": "",
}


@pytest.mark.parametrize("text", DANGER)
def test_somebody_in_danger_now_is_a_sign_for_safeguarding(text: str) -> None:
    assert signpost(text, REAL) is Signpost.SAFEGUARDING


@pytest.mark.parametrize("text", NOT_COPING)
def test_a_worker_who_is_not_coping_is_a_sign_for_wellbeing(text: str) -> None:
    assert signpost(text, REAL) is Signpost.WELLBEING


@pytest.mark.parametrize("text", NEITHER.values(), ids=NEITHER)
def test_what_is_past_closed_or_a_way_of_speaking_is_no_sign(text: str) -> None:
    assert signpost(text, REAL) is None


@given(ANY_TEXT | TEXT_LIKE)
@settings(max_examples=200, deadline=None)
def test_any_text_is_judged_the_same_each_time(text: str) -> None:
    assert signpost(text, REAL) is signpost(text, REAL)


@pytest.mark.parametrize("text", [*DANGER, *NOT_COPING, *NEITHER.values()])
def test_capitals_make_no_difference(text: str) -> None:
    assert signpost(text.upper(), REAL) is signpost(text, REAL)


@pytest.mark.parametrize("text", [*DANGER, *NOT_COPING])
def test_apostrophes_make_no_difference(text: str) -> None:
    kind = signpost(text, REAL)

    assert signpost(text.replace("'", ""), REAL) is kind
    assert signpost(text.replace("'", "\u2019"), REAL) is kind


def test_the_sign_is_found_in_the_middle_of_much_else() -> None:
    around = "We did the form together and had tea in the garden. "

    assert signpost(around * 3 + DANGER[0] + around * 3, REAL) is Signpost.SAFEGUARDING


def phrases(*cues: Cue, **leans: int) -> Signposts:
    leaning = {word: Lean(Signpost.SAFEGUARDING, points) for word, points in leans.items()}
    return Signposts(cues, leaning, 10)


def cue(phrase: str, points: int = 10, kind: Signpost = Signpost.SAFEGUARDING) -> Cue:
    return Cue(phrase, kind, points, (phrase,))


@pytest.mark.parametrize(
    ("phrase", "text", "is_found"),
    [
        ("rang/rung the duty_desk", "I rung the duty desk.", True),
        ("rang/rung the duty_desk", "I ran the duty desk.", False),
        ("whisper*", "she was whispering", True),
        ("in the? van", "in van", True),
        ("in the? van", "in the van", True),
        ("in the? van", "in the old van", False),
        ("cried ... van", "I cried all the way in the van", True),
        ("cried ... van", "I cried a, b, c, d, e, f, g van", False),
        ("cried ... van", "I cried. The van was late.", False),
        ("can't go", "I CAN\u2019T go", True),
        ("go", "ago", False),
    ],
)
def test_a_phrase_is_found_as_it_is_written(phrase: str, text: str, is_found: bool) -> None:
    assert (signpost(text, phrases(cue(phrase))) is not None) is is_found


def test_a_cue_counts_once_however_often_it_is_said() -> None:
    assert signpost("alas, alas, alas", phrases(cue("alas", 9))) is None


def test_cues_add_up() -> None:
    assert signpost("alas and woe", phrases(cue("alas", 5), cue("woe", 5))) is Signpost.SAFEGUARDING


def test_a_calming_cue_takes_points_away() -> None:
    assert signpost("alas, but all over now", phrases(cue("alas"), cue("all over", -5))) is None


def test_words_may_add_what_cues_lack() -> None:
    assert signpost("alas, twilight", phrases(cue("alas", 5), twilight=50)) is Signpost.SAFEGUARDING


def test_words_cannot_outweigh_enough_cues() -> None:
    assert signpost("alas, biscuits", phrases(cue("alas", 10), biscuits=-500)) is Signpost.SAFEGUARDING


def test_cues_decide_the_kind_before_words_do() -> None:
    some = phrases(cue("alas", 5, Signpost.WELLBEING), twilight=500)

    assert signpost("alas, twilight", some) is Signpost.WELLBEING


def test_where_both_kinds_are_equal_the_danger_of_others_comes_first() -> None:
    both = phrases(cue("woe", 10, Signpost.WELLBEING), cue("alas", 10))

    assert signpost("woe and alas", both) is Signpost.SAFEGUARDING
