"""A form that a page shows, filled with what was sent before: page, what was sent, what the page then holds."""

import pytest

from hermanar.ui.refill import Sent, refill

CASES = {
    "text": ('<input name="a" value="">', {"a": ['1 "x" & <y>']}, '<input name="a" value="1 &quot;x&quot; &amp; &lt;y&gt;">'),
    "lines": ('<textarea name="a">old</textarea>', {"a": ["one\ntwo </textarea>"]},
              '<textarea name="a">\none\ntwo &lt;/textarea&gt;</textarea>'),
    "box": ('<input type="checkbox" name="a" value="1"><input type="checkbox" name="a" value="2" checked>', {"a": ["1"]},
            '<input type="checkbox" name="a" value="1" checked><input type="checkbox" name="a" value="2">'),
    "box left empty": ('<input type="checkbox" name="a" checked>', {}, '<input type="checkbox" name="a">'),
    "one of none": ('<input type="radio" name="a" value="">', {"a": [""]}, '<input type="radio" name="a" value="" checked>'),
    "list": ('<select name="a"><option value="1" selected>A</option><option>B</option></select>', {"a": ["B"]},
             '<select name="a"><option value="1">A</option><option selected>B</option></select>'),
    "hidden": ('<input type="hidden" name="base" value="4">', {"base": ["3"]}, '<input type="hidden" name="base" value="3">'),
    "of the page": ('<input type="hidden" name="_once" value="new">', {"_once": ["old"]},
                    '<input type="hidden" name="_once" value="new">'),
    "never": ('<input type="password" name="p">', {}, '<input type="password" name="p">'),
    "button": ('<button name="do" value="send">Ok</button>', {"do": ["send"]}, '<button name="do" value="send">Ok</button>'),
    "no control": ("", {"more": ["words"]}, '[1: words]<input type="hidden" name="more" value="words">'),
    "not offered": ('<select name="a"><option value="1">A</option></select>', {"a": ["9"]},
                    '[1: 9]<input type="hidden" name="a" value="9"><select name="a"><option value="1">A</option></select>'),
}  # fmt: skip


def note(turn: int, words: list[str]) -> str:
    return f"[{turn}: {', '.join(words)}]" if words else ""


def head(homeless: list[Sent], filled: bool) -> str:
    return f"({len(homeless)} {filled})"


@pytest.mark.parametrize("case", CASES)
def test_form_is_filled_as_it_was_sent(case):
    inside, data, expected = CASES[case]
    page = f'<main><p>&amp;</p><form method="post">{inside}</form></main>'
    found = refill(page, "/x/?a=1", [Sent("/x/?a=1", data)], note, head)
    assert found == f'<main>(0 True)<p>&amp;</p><form method="post">{expected}</form></main>'


def test_form_is_found_by_where_it_is_sent_and_what_it_asks_for():
    one = '<form method="post" action="../do/"><input type="hidden" name="row" value="{}"><input name="a"></form>'
    other = '<form method="post" action="/t/do/"><input name="b"></form><form action="/t/do/"><input name="a"></form>'
    page = f"<main><details>{one.format(1)}</details><details>{one.format(2)}</details>{other}</main>"
    found = refill(page, "/t/show/", [Sent("/t/do/", {"row": ["2"], "a": ["words"]})], note, head)
    assert found.count('value="words"') == 1
    assert found.index('value="words"') > found.index('name="row" value="2"') > found.index("<details open>")
    assert found.count("<details open>") == 1


def test_latest_of_a_form_fills_it_and_an_earlier_one_is_told():
    page = '<main><form method="post" action="/do/"><input name="a"></form></main>'
    sent = [Sent("/do/", {"a": ["later"]}), Sent("/do/", {"a": ["earlier"]}), Sent("/gone/", {"a": ["lost"]})]
    found = refill(page, "/", sent, note, lambda homeless, filled: f"({[s.data['a'] for s in homeless]})")
    assert 'value="later"' in found
    assert found.startswith("<main>([['earlier'], ['lost']])")


def test_control_of_another_place_belongs_to_the_form_it_names():
    page = '<main><form method="post" id="f"></form><textarea name="a" form="f"></textarea></main>'
    found = refill(page, "/", [Sent("/", {"a": ["words"]})], note, head)
    assert '<textarea name="a" form="f">\nwords</textarea>' in found
