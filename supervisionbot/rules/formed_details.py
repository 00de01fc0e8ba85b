"""A text in, every identifying detail that has a form out: numbers, addresses, dates, ages, Slack's marks.

A form is told by its characters alone, so these never depend on what a model has learnt. Where a form is also
something harmless ("24/7", "9/10"), the harmless reading is left out here and judged by the redactor.
Repetitions are bounded where a text made of nothing else would be read again from each of its characters.
"""

import re
from collections.abc import Iterator

import phonenumbers

from supervisionbot.records.codebook import Span

_REGIONS = ("GB", "IE", "US", "CA", "AU", "NZ")
_LEAST_PHONE_DIGITS = 7  # shorter ones are counts and times far more often than numbers to ring

# Months with the slips that people make ("Febuary"), and those of them that are no other word.
_SURE_MONTH = (
    r"(?:Jan(?:u?ar?y)?|Feb(?:r?u?r?ar?y)?|Apr(?:i?l)?|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:e?mb?e?r)?|Oct(?:o?be?r)?|Nov(?:e?me?be?r)?|Dec(?:e?me?be?r)?)"
)
_MONTH = rf"(?:{_SURE_MONTH}|Mar(?:ch)?|May)"
_DAY = r"(?:(?:mon|tue|tues|wednes|wed|weds|thu|thur|thurs|fri|satur|sat|sun)(?:day)?)"
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)"
_NTH = r"\d{1,2}(?:st|nd|rd|th)"
_END_OF = r"(?:the )?(?:start|end|beginning|middle) of"
_GOES_ON = r"(?:and|but|for|so|or|to|it|at|then|when|till|until|with|because|as)"
_NUMBER_WORD = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
_AGE = rf"(?:\d{{1,3}}|{_NUMBER_WORD})"
_AGE_ENDS = r"(?=\s*(?:[.,;:!?)…—–]|$|\n|(?:and|now|but|so|not|with|next|today|tomorrow)\b))"
_ANYBODY = r"(?:boy|girl|lad|lass|man|woman|widow|widower|child|kid|son|daughter|baby|bloke|lady)"
_LONE_STREET = r"(?:Road|Rd|Street|Avenue|Ave|Lane|Ln|Crescent|Terrace|Grove|Gardens|Gdns|Mews|Parade)"
_STREET = (
    rf"(?:{_LONE_STREET}|Drive|Cres|Close|Row|Boulevard|Blvd|Rise|Place|Pl|Walk|Wynd|Brae|Quay|Square|Court|Ct"
    r"|Way|St|Dr)"
)
_STATE = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]"
    r"|T[NX]|UT|V[AT]|W[AIVY])"
)
_AREA = r"(?:NSW|VIC|QLD|TAS|ACT|N\.?T\.?|[SW]\.?A\.?)"
_REFERENCE_WORD = (
    r"(?:case|ref|reference|crime|claim|log|file|ticket|voucher|acct|account|badge|intake|incident|urn|cad"
    r"|mosaic|docket|policy|plate|reg|registration|licence|license|passport|number|num|no|id)"
)
_DOMAIN = (
    r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}"  # labels as long as RFC 1035 allows
    r"\.(?:com|org|net|uk|ie|gov|edu|au|nz|ca|io|wales|scot|example|info|app|tv)(?:\.[a-z]{2})?"
)
_PATH_END = r"[^\s<>\"”)]*[^\s<>\"”).,;:!?'’]"

_Form = tuple[str, re.Pattern[str]]


def _exact(kind: str, *pattern: str) -> _Form:
    return kind, re.compile("".join(pattern))


def _any_case(kind: str, *pattern: str) -> _Form:
    return kind, re.compile("".join(pattern), re.IGNORECASE)


_SLACK: tuple[_Form, ...] = (
    _exact("NAME", r"<@[A-Z0-9]+(?:\|[^<>]*)?>|<!subteam\^[^<>]*>"),
    _exact("OTHER", r"<#[A-Z0-9]+(?:\|[^<>]*)?>"),
    _exact("EMAIL", r"<mailto:[^<>]*>"),
    _exact("PHONE", r"<tel:[^<>]*>"),
    _any_case("URL", r"<(?:https?|ftp|slack|file)://?[^<>]*>"),
)
_NET: tuple[_Form, ...] = (
    _exact("EMAIL", r"[\w.+'-]{1,64}@[\w-]+(?:\.[\w-]+)+"),
    _any_case("EMAIL", r"\b[\w.]{1,64} (?:at|\(at\)) [\w-]+ dot (?:com|org|net|co|gov|ie|uk)\b(?: dot uk\b)?"),
    _any_case("URL", r"\b(?:https?://|www\.)", _PATH_END),
    _any_case("URL", r"\b", _DOMAIN, rf"(?:/{_PATH_END}|/)?(?![\w@])"),
    _any_case("NAME", r"(?<![\w.@])@(?!(?:here|channel|everyone|home|work)\b)[^\W\d_][\w.-]*\w"),
)
_POSTCODES: tuple[_Form, ...] = (
    _any_case("POSTCODE", r"\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? {0,2}\d[A-Z]{2})\b"),  # United Kingdom, BS 7666
    _any_case("POSTCODE", r"\b[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d\b"),  # Canada
    _any_case("POSTCODE", r"\b(?:[AC-FHKNPRTV-Y]\d\d|D6W)[ -]?(?=[A-Z]{0,3}\d)[0-9AC-FHKNPRTV-Y]{4}\b"),  # Eircode
    _exact("POSTCODE", rf"\b\d{{5}}-\d{{4}}\b|\b{_STATE},? \d{{5}}\b"),  # United States
    _exact("POSTCODE", rf"\b{_AREA},? \d{{4}}\b"),  # Australia
)
_FOUR_DIGITS = r"(?=(?:[A-Z/\-. ]{0,5}\d){4})"
_NUMBERS: tuple[_Form, ...] = (
    _any_case("ID", r"\b[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]\b"),  # National Insurance
    _exact("ID", r"\b\d{3}-\d\d-\d{4}\b"),  # Social Security
    _exact("ID", r"\b[A-Z]\d{4}[A-Z]{2}\b|\b\d{7}[A-W][A-IW]?\b"),  # prisons; Irish public services
    _exact("ID", r"\b[A-Z]{2}\d\d ?[A-Z]{3}\b|\b[A-Z]\d{3} ?[A-Z]{3}\b"),  # plates of Great Britain
    _exact("ID", r"\b(?:[A-Z]I[A-Z]|[A-Z]{1,2}Z) ?\d{3,4}\b|\b\d{2,3}-[A-Z]{1,2}-\d{1,6}\b"),  # and of Ireland
    # Case, court and reference numbers: named as one, or mixed as no word and no amount is.
    _any_case(
        "ID",
        rf"\b{_REFERENCE_WORD}\b\.?[ :#]{{0,2}}(?:no\.?|number|ref)?[ :#]{{0,2}}{_FOUR_DIGITS}",
        r"[A-Z0-9]+(?:[/\-.][A-Z0-9]+)*(?: \d{1,})*",
    ),
    _exact(
        "ID",
        r"(?<![\w£$€.])(?=(?:[A-Z/\-]{0,40}\d){4})(?=[\d/\-]{0,40}[A-Z])",
        r"[A-Z\d]+(?:[/\-][A-Z\d]+){0,20}(?![\w/])",
    ),
    _exact("ID", r"(?<![\w£$€.])\d+(?:[/\-]\d+){0,20}[/\-]\d{4,}(?:[/\-]\d+){0,20}(?![\w/])"),
    _exact("ID", r"\b[A-Z]{2,4}\d*[A-Z]? \d{3,}(?: ?\d{2,})*\b"),
    _exact("ID", r"(?<![\w£$€.,])\d{6,}(?![\w,])"),
    _exact("ID", r"(?<![\w£$€.,])(?=(?:\d ?){7})\d{2,6}(?: \d{2,6})+[A-Z]?\b(?! ?(?:%|quid|pounds))"),
)
_DATES: tuple[_Form, ...] = (
    _exact("DATE", r"\b(?:19|20)\d\d-\d\d?-\d\d?\b|\b\d\d?[/.\-]\d\d?[/.\-](?:\d{4}|\d\d)\b"),
    _any_case(
        "DATE",
        rf"\b(?:{_DAY},? )?(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?|first|second|third)(?: of)? ?\b{_MONTH}\b",
        rf"\.?(?:,? ?{_YEAR})?\b",
    ),
    _any_case("DATE", rf"\b(?:{_DAY},? )?{_MONTH}\.? (?:the )?{_NTH}\b(?:,? {_YEAR})?"),
    _any_case("DATE", rf"\b{_MONTH}\.? (?:\d{{1,2}},? )?{_YEAR}\b"),
    _exact("DATE", rf"\b{_MONTH} \d{{1,2}}\b(?!\s?(?:kids|people|of us|weeks|%))"),
    _any_case("DATE", rf"\b{_DAY},? (?:the )?(?:{_NTH}|\d{{1,2}}/\d{{1,2}})\b"),
    _exact("DATE", rf"\b(?:(?:early|late|mid|last|next|{_END_OF})[ -])?{_SURE_MONTH}\b"),
    _any_case(
        "DATE",
        rf"\b(?:{_END_OF}|since|until|till|til|by|from|in|last|next|early|late|mid|this|every|of|before|after|to)",
        r"[ -]",
        rf"{_MONTH}\b(?!\s(?:have|be|not|well|as|I|he|she|they|it|a|the|on|in|up|out|into|past)\b)",
    ),
    _exact(
        "DATE",
        r"(?<![\w£$€.,/:#-])(?<!at )(?:19[3-9]\d|20[0-3]\d)(?![\w/:%-]|,\d)",
        r"(?!\s?(?:hrs|hours|quid|pounds|calories|kcal))",
    ),
    _exact("DATE", r"(?<!\S)['’](?:[0-3]\d|[5-9]\d)(?![\w'’%:]|\.\d)"),
    _any_case(
        "DATE",
        rf"\b(?:(?:(?:last |this |next )?{_DAY},? )?the|on|since|by|for|w/c|rebooked) {_NTH}\b",
        rf"(?!['’-]| (?!{_GOES_ON}\b)[^\W\d_]| of [^\W\d_]| \d| (?:of )?\[)",
    ),
)
_AGES: tuple[_Form, ...] = (
    _any_case(
        "AGE",
        rf"\b{_AGE}(?:[ -]?and[ -]a[ -]half)?[ -]?(?:years?|yrs?|months?|weeks?|days?)",
        r"[ -](?:old|of age)(?:'?s)?\b",
    ),
    _any_case("AGE", r"\b\d{1,3} ?(?:y\.?/?o|yr ?olds?|year ?olds?)\b"),
    _any_case("AGE", rf"\b(?:aged?|age of) {_AGE}\b(?! (?:of|hours|minutes))"),
    _any_case(
        "AGE",
        r"\b(?:he|she|they|who|i)(?:['’](?:s|m|re)| is| was| am) (?:only |just |nearly |almost |about )?",
        rf"{_AGE}\b{_AGE_ENDS}",
    ),
    _any_case("AGE", rf"\b(?:turned|turns|turning) (?:\d{{1,2}}|{_NUMBER_WORD})\b"),
    _any_case("AGE", rf"\b{_ANYBODY} of {_AGE}\b{_AGE_ENDS}"),
)
_PLACES: tuple[_Form, ...] = (
    _any_case("PLACE", r"\b(?:flat|apt|apartment|unit|trailer|ward|room|rm|bay) \d{1,5}(?:/\d)?[a-z]?\b(?!\.\d)"),
    _exact("PLACE", rf"\b\d{{1,5}}[a-z]?,? (?:[A-Z][\w'’]+ ){{1,3}}{_STREET}\b"),
    _exact("PLACE", r"\b\d{1,5}[a-z]?,? [a-z'’]{3,} (?:road|street|avenue|lane|crescent|terrace|close)\b"),
    _exact("PLACE", r"\b\d{1,5}[a-z]?,? (?!min)[a-z'’]{4,} drive\b"),
    _exact("PLACE", rf"(?<![.?!] )(?<!^)\b(?:[A-Z][a-z'’]+ ){{1,2}}{_LONE_STREET}\b"),
    _exact("PLACE", r"\b(?:HMP|HMYOI|YOI) [A-Z]\w+(?: [A-Z]\w+)?"),
    _exact("PLACE", r"\bSt\b\.? (?!Vincent de)[A-Z][\w-]+(?:['’]s\b)?"),
)
_TITLES: tuple[_Form, ...] = (
    _exact(
        "NAME",
        r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Rev|Sgt|DC|PC|DS|DI|Cllr)\b\.? (?:[A-Z]\.? ?){0,2}[A-Z][\w'’-]*\w",
        r"(?: [A-Z][\w'’-]*[a-z])?",
    ),
    _exact("NAME", r"\b(?:mr|mrs|dr) (?!who\b)[^\W\d_][\w'’-]+"),
)
_FORMS = _SLACK + _NET + _POSTCODES + _NUMBERS + _DATES + _AGES + _PLACES + _TITLES

_DAY_MONTH = re.compile(r"(?<![\w£$€.,/-])(\d\d?)/(\d\d?)(?![\w/%]|-\d)")
_FRACTIONS = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (24, 7)})
_TEN_DIGITS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_DIALLED = re.compile(r"(?<![\w£$€])[+(]{0,2}\d(?:[ ().-]{0,2}\d){6,14}(?!\w)")
_LOCAL = re.compile(r"(?<![\w-])\d{3}[-.]\d{4}(?![\w-])")


def formed_details(text: str) -> tuple[Span, ...]:
    """Every detail of `text` that has a form, in the order of the text; spans may overlap."""
    found = {*_forms(text), *_days(text), *_dialled(text)}
    return tuple(sorted(found, key=lambda span: (span.start, -span.end, span.kind)))


def _forms(text: str) -> Iterator[Span]:
    for kind, form in _FORMS:
        for match in form.finditer(text):
            yield Span(match.start(), match.end(), kind)


def _days(text: str) -> Iterator[Span]:
    """Day and month in figures, unless they read as a fraction, a mark out of ten or "24/7"."""
    for match in _DAY_MONTH.finditer(text):
        first, second = int(match[1]), int(match[2])
        harmless = (first, second) in _FRACTIONS or (second == 10 and first <= 10 and not match[1].startswith("0"))
        if 0 < min(first, second) <= 12 and max(first, second) <= 31 and not harmless:
            yield Span(match.start(), match.end(), "DATE")


def _dialled(text: str) -> Iterator[Span]:
    """Numbers to ring, and numbers of the National Health Service, which are told by their check digit."""
    if sum(mark.isdecimal() for mark in text) < _LEAST_PHONE_DIGITS:
        return
    for match in _TEN_DIGITS.finditer(text):
        yield Span(match.start(), match.end(), "ID" if _is_health_number(match.group()) else "PHONE")
    for match in (*_LOCAL.finditer(text), *_DIALLED.finditer(text)):
        if match.re is _LOCAL or (match.group()[0] in "+(0" and not _is_other_number(match.group())):
            yield Span(match.start(), match.end(), "PHONE")
    yield from _possible_numbers(text)


def _possible_numbers(text: str) -> Iterator[Span]:
    possible = phonenumbers.Leniency.POSSIBLE
    for region in _REGIONS:
        for match in phonenumbers.PhoneNumberMatcher(text, region, leniency=possible, max_tries=20):
            if not _is_other_number(match.raw_string):
                yield Span(match.start, match.end, "PHONE")


def _is_other_number(figures: str) -> bool:
    """Whether what could be dialled is too short, or a Social Security or a health number."""
    digits = [mark for mark in figures if mark.isdecimal()]
    if len(digits) < _LEAST_PHONE_DIGITS or re.fullmatch(r"\d{3}-\d\d-\d{4}", figures):
        return True
    return len(digits) == 10 and _is_health_number(figures)


def _is_health_number(digits: str) -> bool:
    """Whether the tenth digit checks the nine before it (modulus 11, NHS Data Dictionary)."""
    figures = [int(mark) for mark in digits if mark.isdecimal()]
    rest = 11 - sum(figure * weight for figure, weight in zip(figures, range(10, 1, -1), strict=False)) % 11
    return figures[9] == (0 if rest == 11 else rest)
