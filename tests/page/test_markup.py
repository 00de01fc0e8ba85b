"""Slack's mrkdwn as HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisionbot.playground.page.markup import Reader, markdown, mrkdwn

READER = Reader(lambda known: {"U1": "Ana <b>"}.get(known, known), lambda seconds, form: f"{form}@{seconds}")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold* _italic_ ~gone~ `code`", "<p><strong>bold</strong> <em>italic</em> <s>gone</s> <code>code</code></p>"),
        ("snake_case_name and 2*3*4", "<p>snake_case_name and 2*3*4</p>"),
        ("*bold with _italic_*", "<p><strong>bold with <em>italic</em></strong></p>"),
        ("one\ntwo", "<p>one<br>two</p>"),
        ("• one\n• two", "<ul><li>one</li><li>two</li></ul>"),
        ("&gt; said\n> again", "<blockquote>said<br>again</blockquote>"),
        ("```a *b*\nc```", "<pre>a *b*\nc</pre>"),
        ("a &lt;b&gt; &amp;amp; c", "<p>a &lt;b&gt; &amp;amp; c</p>"),
        (":wave:", "<p>:wave:</p>"),
        (
            "<@U1> in <#C1|team>",
            '<p><span class="mention">@Ana &lt;b&gt;</span> in <span class="mention">#team</span></p>',
        ),
        ("<!here>", '<p><span class="mention">@here</span></p>'),
        ("<!date^60^{time}|then>", "<p>{time}@60</p>"),
        ("<!date^x|then>", "<p>then</p>"),
        ("`*a*`", "<p><code>*a*</code></p>"),
    ],
)
def test_mrkdwn_is_drawn_as_slack_draws_it(text: str, html: str) -> None:
    assert str(mrkdwn(text, READER)) == html


def test_a_link_opens_apart_and_tells_nobody_where_from() -> None:
    html = str(mrkdwn("<https://example.org/?a=1&amp;b=2|here>", READER))

    assert 'href="https://example.org/?a=1&amp;b=2"' in html
    assert 'rel="noopener noreferrer"' in html


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:x", "vbscript:x"])
def test_an_address_that_runs_something_is_no_link(address: str) -> None:
    assert "<a" not in str(mrkdwn(f"<{address}|press me>", READER))
    assert "<a" not in str(markdown(f"[press me]({address})"))


def test_html_in_markdown_stays_text() -> None:
    assert "<script" not in str(markdown("<script>alert(1)</script> **x** ![a](https://example.org/a.png)"))


@given(st.text(st.sampled_from("<>&\"'*_~`|!@#^\n •ax:/;={}")))
def test_no_text_makes_a_tag_of_its_own(text: str) -> None:
    html = str(mrkdwn(text, READER))

    for tag in ("<p>", "</p>", "<br>", "<ul>", "</ul>", "<li>", "</li>", "<pre>", "</pre>", "<code>", "</code>",
                "<strong>", "</strong>", "<em>", "</em>", "<s>", "</s>", "<blockquote>", "</blockquote>",
                '<span class="mention">', "</span>", "</a>"):  # fmt: skip
        html = html.replace(tag, "")
    assert "<" not in html
