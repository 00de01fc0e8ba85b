"""A digest's lines -> Slack's bar chart of them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from supervisionbot.records.codebook import Stance
from supervisionbot.records.post import Block
from supervisionbot.records.released import Band, DigestLine
from supervisionbot.records.words import Words

_BANDS = {Band.MOST: "chart_most", Band.HALF: "chart_half", Band.SOME: "chart_some"}


def chart(words: Words, lines: Sequence[DigestLine], *, is_pooled: bool) -> Iterable[Block]:
    """Slack's native bar chart: how many themes were spoken of how widely.

    Slack writes numbers at every chart's axis. Here they count themes, under bands in words: a bar for each theme,
    as long as its band, could be taken for so many people. A plain dictionary, since the models do not know it yet.
    """
    if len(lines) < 2:
        return
    counts = Counter((line.theme.band, line.theme.stance) for line in lines)
    categories = [words.label(name) for name in _BANDS.values()]
    series = [
        {
            "name": words.label(str(stance)).capitalize(),
            "data": [
                {"label": label, "value": counts[band, stance]} for band, label in zip(_BANDS, categories, strict=True)
            ],
        }
        for stance in Stance
        if any(of_line is stance for _, of_line in counts)
    ]
    axes = {"categories": categories, "y_label": words.label("chart_axis")}
    title = words.label("chart_title_pooled" if is_pooled else "chart_title")
    yield {
        "type": "data_visualization",
        "title": title,
        "chart": {"type": "bar", "series": series, "axis_config": axes},
    }
