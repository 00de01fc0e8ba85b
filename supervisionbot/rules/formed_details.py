"""A text in, every identifying detail that has a form out: numbers, addresses, dates, ages, Slack's own marks.

A form is told by its characters alone, so these never depend on what a model has learnt. Where a form is also
something harmless ("24/7", "two thirds"), the harmless reading is left out here and judged by the redactor.
"""

import re
from collections.abc import Callable, Iterator

import phonenumbers

from supervisionbot.records.codebook import Span

_REGIONS = ("GB", "IE", "US", "CA", "AU", "NZ")
_LEAST_PHONE_DIGITS = 7  # shorter ones are counts and times far more often than numbers to ring

_MONTH = (
    r"(?:jan(?:u?ar?y)?|feb(?:r?u?r?ar?y)?|mar(?:ch)?|apr(?:i?l)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:e?mb?e?r)?)?|oct(?:o?be?r)?|nov(?:e?me?be?r)?|dec(?:e?me?be?r)?)"
)
_SURE_MONTH = (  # not "May" and "March", which are words as well
    r"(?:Jan(?:u?ar?y)?|Feb(?:r?u?r?ar?y)?|Apr(?:i?l)?|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:e?mb?e?r)?|Oct(?:o?be?r)?|Nov(?:e?me?be?r)?|Dec(?:e?me?be?r)?)"
)
_DAY = r"(?:(?:mon|tue|tues|wednes|wed|weds|thu|thur|thurs|fri|satur|sat|sun)(?:day)?)"
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)"
_NTH = r"\d{1,2}(?:st|nd|rd|th)"
_NUMBER_WORD = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight"
    r"|nine))?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen)"
)
_AGE = rf"(?:\d{{1,3}}|{_NUMBER_WORD})"
_AGE_ENDS = r"(?=\s*(?:[.,;:!?)…—–]|$|\n|(?:and|now|but|so|not|with|next|today|tomorrow)\b))"
_STREET = (
    r"(?:Road|Rd|Street|Avenue|Ave|Lane|Ln|Drive|Crescent|Cres|Terrace|Close|Row|Grove|Gardens|Gdns|Mews|Boulevard|Blvd"
    r"|Parade|Rise|Place|Pl|Walk|Wynd|Brae|Quay|Square|Court|Ct|Way|St|Dr)"
)
_LONE_STREET = r"(?:Road|Rd|Street|Avenue|Ave|Lane|Ln|Crescent|Terrace|Grove|Gardens|Gdns|Mews|Parade)"
_STATE = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]"
    r"|W[AIVY])"
)
_AREA = r"(?:NSW|VIC|QLD|TAS|ACT|N\.?T\.?|[SW]\.?A\.?)"
_REFERENCE_WORD = (
    r"(?:case|ref|reference|crime|claim|log|file|ticket|voucher|acct|account|badge|intake|incident|urn|cad|mosaic"
    r"|docket|policy|plate|reg|registration|licence|license|passport|number|num|no|id)"
)
_REFERENCE = r"[A-Z0-9]+(?:[/\-.][A-Z0-9]+)*"

# The first that matches at a place gives the kind; overlaps are merged by whoever covers the text.
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("NAME", re.compile(r"<@[A-Z0-9]+(?:\|[^<>]*)?>|<!subteam\^[^<>]*>")),
    ("OTHER", re.compile(r"<#[A-Z0-9]+(?:\|[^<>]*)?>")),
    ("EMAIL", re.compile(r"<mailto:[^<>]*>")),
    ("PHONE", re.compile(r"<tel:[^<>]*>")),
    ("URL", re.compile(r"<(?:https?|ftp|slack|file)://?[^<>]*>", re.I)),
    ("EMAIL", re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")),
    ("EMAIL", re.compile(r"\b[\w.]+ (?:at|\(at\)) [\w-]+ dot (?:com|org|net|co|gov|ie|uk)\b(?: dot uk\b)?", re.I)),
    ("URL", re.compile(r"\b(?:https?://|www\.)[^\s<>\"”)]*[^\s<>\"”).,;:!?'’]", re.I)),
    (
        "URL",
        re.compile(
            r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|uk|ie|gov|edu|au|nz|ca|io|wales|scot|example|info|app|tv)"
            r"(?:\.[a-z]{2})?(?:/[^\s<>\"”)]*[^\s<>\"”).,;:!?'’]|/)?(?![\w@])",
            re.I,
        ),
    ),
    ("NAME", re.compile(r"(?<![\w.@])@(?!(?:here|channel|everyone|home|work)\b)[^\W\d_][\w.-]*\w")),
    # Postcodes: UK (British Standard 7666), Canada, Eircode, US with a state or four more digits, Australia with a state
    ("POSTCODE", re.compile(r"\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? {0,2}\d[A-Z]{2})\b", re.I)),
    ("POSTCODE", re.compile(r"\b[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d\b", re.I)),
    ("POSTCODE", re.compile(r"\b(?:[AC-FHKNPRTV-Y]\d\d|D6W)[ -]?(?=[A-Z]{0,3}\d)[0-9AC-FHKNPRTV-Y]{4}\b", re.I)),
    ("POSTCODE", re.compile(rf"\b\d{{5}}-\d{{4}}\b|\b{_STATE},? \d{{5}}\b|\b{_AREA},? \d{{4}}\b")),
    # National Insurance, Social Security, prison, Irish personal public service numbers
    ("ID", re.compile(r"\b[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]\b", re.I)),
    ("ID", re.compile(r"\b\d{3}-\d\d-\d{4}\b")),
    ("ID", re.compile(r"\b[A-Z]\d{4}[A-Z]{2}\b|\b\d{7}[A-W][A-IW]?\b")),
    # Plates: UK since 2001 and before, Northern Ireland, Ireland
    ("ID", re.compile(r"\b[A-Z]{2}\d\d ?[A-Z]{3}\b")),
    ("ID", re.compile(r"\b[A-Z]\d{3} ?[A-Z]{3}\b|\b(?:[A-Z]I[A-Z]|[A-Z]{1,2}Z) ?\d{3,4}\b")),
    ("ID", re.compile(r"\b\d{2,3}-[A-Z]{1,2}-\d{1,6}\b")),
    # Case, court and reference numbers: named as one, or mixed as no word and no amount is
    (
        "ID",
        re.compile(
            rf"\b{_REFERENCE_WORD}\b\.?[ :#]{{0,2}}(?:no\.?|number|ref)?[ :#]{{0,2}}(?=[A-Z/\-. ]{{0,5}}\d{{3}}|[A-Z]+\d+[A-Z]*\d{{2}}){_REFERENCE}(?: \d{{2,}})*",
            re.I,
        ),
    ),
    ("ID", re.compile(r"(?<![\w£$€.])(?=(?:[A-Z/\-]*\d){4})(?=[\d/\-]*[A-Z])[A-Z\d]+(?:[/\-][A-Z\d]+)*(?![\w/])")),
    (
        "ID",
        re.compile(r"(?<![\w£$€.])\d+(?:[/\-]\d+)*[/\-]\d{4,}(?:[/\-]\d+)*(?![\w/])|(?<![\w£$€.])\d{2,}/\d{4,}/\d+\b"),
    ),
    ("ID", re.compile(r"\b[A-Z]{2,4}\d*[A-Z]? \d{3,}(?: ?\d{2,})*\b")),
    ("ID", re.compile(r"(?<![\w£$€.,])\d{6,}(?![\w,])")),
    ("ID", re.compile(r"(?<![\w£$€.,])(?=(?:\d ?){7})\d{2,6}(?: \d{2,6})+[A-Z]?\b(?! ?(?:%|quid|pounds))")),
    # Dates
    ("DATE", re.compile(r"\b(?:19|20)\d\d-\d\d?-\d\d?\b|\b\d\d?[/.\-]\d\d?[/.\-](?:\d{4}|\d\d)\b")),
    (
        "DATE",
        re.compile(
            rf"\b(?:{_DAY},? )?(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?|first|second|third)(?: of)? ?\b{_MONTH}\b\.?(?:,? ?{_YEAR})?\b",
            re.I,
        ),
    ),
    ("DATE", re.compile(rf"\b(?:{_DAY},? )?{_MONTH}\.? (?:the )?{_NTH}\b(?:,? {_YEAR})?", re.I)),
    ("DATE", re.compile(rf"\b{_MONTH}\.? (?:\d{{1,2}},? )?{_YEAR}\b", re.I)),
    ("DATE", re.compile(rf"\b(?:{_SURE_MONTH}|March|May) \d{{1,2}}\b(?!\s?(?:kids|people|of us|weeks|%))")),
    ("DATE", re.compile(rf"\b{_DAY},? (?:the )?(?:{_NTH}|\d{{1,2}}/\d{{1,2}})\b", re.I)),
    (
        "DATE",
        re.compile(
            rf"\b(?:(?:early|late|mid|last|next|(?:the )?(?:start|end|beginning|middle) of)[ -])?{_SURE_MONTH}\b"
        ),
    ),
    (
        "DATE",
        re.compile(
            rf"\b(?:(?:the )?(?:start|end|beginning|middle) of|since|until|till|til|by|from|in|last|next|early|late|mid|this|every|of|before|after|to|back in)[ -]"
            rf"{_MONTH}\b(?!\s(?:have|be|not|well|as|I|he|she|they|it|a|the|on|in|up|out|into|past)\b)",
            re.I,
        ),
    ),
    (
        "DATE",
        re.compile(
            r"(?<![\w£$€.,/:#-])(?<!at )(?:19[3-9]\d|20[0-3]\d)(?![\w/:%-]|,\d)(?!\s?(?:hrs|hours|quid|pounds|calories|kcal))"
        ),
    ),
    ("DATE", re.compile(r"(?<!\S)['’](?:[0-3]\d|[5-9]\d)(?![\w'’%:]|\.\d)")),
    (
        "DATE",
        re.compile(
            rf"\b(?:(?:(?:last |this |next )?{_DAY},? )?the|on|since|by|for|w/c|rebooked) {_NTH}\b"
            r"(?!['’-]| (?!(?:and|but|for|so|or|to|it|at|then|when|till|until|with|because|as)\b)[^\W\d_]| of [^\W\d_]| \d)",
            re.I,
        ),
    ),
    # Ages
    (
        "AGE",
        re.compile(
            rf"\b{_AGE}(?:[ -]?and[ -]a[ -]half)?[ -]?(?:years?|yrs?|months?|weeks?|days?)[ -](?:old|of age)(?:'?s)?\b",
            re.I,
        ),
    ),
    ("AGE", re.compile(r"\b\d{1,3} ?(?:y\.?/?o|yr ?olds?|year ?olds?)\b", re.I)),
    ("AGE", re.compile(rf"\b(?:aged?|age of) {_AGE}\b(?! (?:of|hours|minutes))", re.I)),
    (
        "AGE",
        re.compile(
            rf"\b(?:he|she|they|who|i)(?:['’](?:s|m|re)| is| was| am) (?:only |just |nearly |almost |about )?{_AGE}\b{_AGE_ENDS}",
            re.I,
        ),
    ),
    ("AGE", re.compile(rf"\b(?:turned|turns|turning) (?:\d{{1,2}}|{_NUMBER_WORD})\b", re.I)),
    (
        "AGE",
        re.compile(
            rf"\b(?:boy|girl|lad|lass|man|woman|widow|widower|child|kid|son|daughter|baby|bloke|lady) of {_AGE}\b{_AGE_ENDS}",
            re.I,
        ),
    ),
    # Addresses
    (
        "PLACE",
        re.compile(r"\b(?:flat|apt|apartment|unit|trailer|ward|room|rm|bay) \d{1,5}(?:/\d)?[a-z]?\b(?!\.\d)", re.I),
    ),
    ("PLACE", re.compile(rf"\b\d{{1,5}}[a-z]?,? (?:[A-Z][\w'’]+ ){{1,3}}{_STREET}\b")),
    (
        "PLACE",
        re.compile(rf"\b\d{{1,5}}[a-z]?,? [a-z'’]{{3,}} (?:road|street|avenue|lane|drive|crescent|terrace|close)\b"),
    ),
    ("PLACE", re.compile(rf"(?<![.?!] )(?<!^)\b(?:[A-Z][a-z'’]+ ){{1,2}}{_LONE_STREET}\b")),
    ("PLACE", re.compile(r"\b(?:HMP|HMYOI|YOI) [A-Z]\w+(?: [A-Z]\w+)?")),
    ("PLACE", re.compile(r"\bSt\b\.? (?!Vincent de)[A-Z][\w-]+(?:['’]s\b)?")),
    # People with their title
    (
        "NAME",
        re.compile(
            r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Rev|Sgt|DC|PC|DS|DI|Cllr)\b\.? (?:[A-Z]\.? ?){0,2}[A-Z][\w'’-]*\w(?: [A-Z][\w'’-]*[a-z])?"
        ),
    ),
    ("NAME", re.compile(r"\b(?:mr|mrs|dr) (?!who\b)[^\W\d_][\w'’-]+")),
)
_DAY_MONTH = re.compile(r"(?<![\w£$€.,/-])(\d\d?)/(\d\d?)(?![\w/%]|-\d)")
_TEN_DIGITS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_DIALLED = re.compile(r"(?<![\w£$€])[+(]{0,2}\d(?:[ ().-]{0,2}\d){6,14}(?!\w)")
_LOCAL = re.compile(r"(?<![\w-])\d{3}[-.]\d{4}(?![\w-])")


def formed_details(text: str) -> tuple[Span, ...]:
    """Every detail of `text` that has a form, in the order of the text; spans may overlap."""
    found = {*_forms(text), *_numbers(text), *_days(text)}
    return tuple(sorted(found, key=lambda span: (span.start, -span.end, span.kind)))


def _forms(text: str) -> Iterator[Span]:
    for kind, form in _FORMS:
        for match in form.finditer(text):
            yield Span(match.start(), match.end(), kind)


def _days(text: str) -> Iterator[Span]:
    """Day and month in figures, unless they read as a fraction, a mark out of ten or "24/7"."""
    for match in _DAY_MONTH.finditer(text):
        first, second = int(match[1]), int(match[2])
        harmless = second in (1, 10) and "0" not in match[1][:1] or (first, second) in _FRACTIONS
        if 0 < min(first, second) <= 12 and max(first, second) <= 31 and not harmless:
            yield Span(match.start(), match.end(), "DATE")


_FRACTIONS = {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (24, 7), (50, 50)}


def _numbers(text: str) -> Iterator[Span]:
    """Numbers to ring, and numbers of the National Health Service, which are told by their check digit."""
    if sum(mark.isdigit() for mark in text) < _LEAST_PHONE_DIGITS:
        return
    for match in _TEN_DIGITS.finditer(text):
        yield Span(match.start(), match.end(), "ID" if _is_health_number(match.group()) else "PHONE")
    for form in (_DIALLED, _LOCAL):
        for match in form.finditer(text):
            if match.group()[0] in "+(0" or form is _LOCAL:
                yield Span(match.start(), match.end(), "PHONE")
    yield from _dialled_abroad(text)


def _dialled_abroad(text: str) -> Iterator[Span]:
    possible = phonenumbers.Leniency.POSSIBLE
    for region in _REGIONS:
        for match in phonenumbers.PhoneNumberMatcher(text, region, leniency=possible, max_tries=20):
            if sum(mark.isdigit() for mark in match.raw_string) >= _LEAST_PHONE_DIGITS:
                yield Span(match.start, match.end, "PHONE")


def _is_health_number(digits: str) -> bool:
    """Whether the tenth digit checks the nine before it (modulus 11, NHS Data Dictionary)."""
    figures = [int(mark) for mark in digits if mark.isdigit()]
    rest = 11 - sum(figure * weight for figure, weight in zip(figures, range(10, 1, -1), strict=False)) % 11
    return figures[9] == (0 if rest == 11 else rest)


Finder = Callable[[str], tuple[Span, ...]]
