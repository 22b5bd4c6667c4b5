"""The counterpart's file: with or without tracking and bookmarks, each change finds its clause, and nothing is dropped."""

import datetime as dt
import io
from copy import deepcopy
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from hermanar.documents.renderers import (
    Letterhead,
    Marks,
    Track,
    read_back,
    read_docx,
    render_docx,
    texts_of,
    with_removed,
)
from hermanar.documents.rules.diff import diff, diff_words
from hermanar.documents.rules.fill import fill
from hermanar.documents.rules.placing import place
from hermanar.documents.rules.steps import Step, Ways, ways
from hermanar.documents.rules.templates import load
from hermanar.documents.rules.tongues import behind_in, follow

TEMPLATE = load("agreement")
BASE = fill(TEMPLATE, TEMPLATE.sample, languages=("es", "en")).content
OURS = render_docx(BASE, Letterhead(issuer={"es": ("H. Ayuntamiento",)}), Marks(draft=True), stamp="v3_abc")


def text_of(p) -> str:
    return "".join(t.text or "" for t in p.iter(qn("w:t")))


def edited(*changes, bookmarks: bool = True, data: bytes = OURS) -> bytes:
    """The file as another program gives it back."""
    document = Document(io.BytesIO(data))
    for change in changes:
        change(document)
    if not bookmarks:
        for mark in list(document.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
            mark.getparent().remove(mark)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def ninety(document) -> None:
    for run in document.element.body.iter(qn("w:t")):
        if "within sixty (60)" in (run.text or ""):
            run.text = run.text.replace("sixty (60)", "ninety (90)")


def ninety_tracked(document) -> None:
    for p in document.element.body.iter(qn("w:p")):
        if "within sixty (60)" in text_of(p):
            run = next(r for r in p.iter(qn("w:r")) if "sixty (60)" in text_of(r))
            before, _, after = text_of(run).partition("sixty (60)")
            pieces = (("", before), ("del", "sixty (60)"), ("ins", "ninety (90)"), ("", after))
            for mark, said in reversed(pieces):
                one = deepcopy(run)
                word = next(one.iter(qn("w:t")))
                word.text = said
                word.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                if mark == "del":
                    word.tag = qn("w:delText")
                if mark:
                    holder = parse_xml(f'<w:{mark} {nsdecls("w")} w:id="900" w:author="Lakeside"/>')
                    holder.append(one)
                    one = holder
                run.addnext(one)
            run.getparent().remove(run)


def as_libreoffice(document) -> None:
    """What LibreOffice makes of a file that it saves: runs cut where the spelling was marked, ids counted anew, bookmarks of its
    own round headings, other styles, pages broken in the middle of a run; a bookmark before what is tracked begins inside it,
    and in a deleted text it is called a copy."""
    body = document.element.body
    for mark in list(body.iter(qn("w:bookmarkStart"))):
        after = mark.getnext()
        if after is not None and after.tag in {qn("w:ins"), qn("w:del")}:
            after.insert(0, mark)
            if after.tag == qn("w:del"):
                mark.set(qn("w:name"), mark.get(qn("w:name")) + "_Copy_1")
    for number, mark in enumerate(body.iter(qn("w:bookmarkStart")), start=500):
        old = mark.get(qn("w:id"))
        end = next(e for e in body.iter(qn("w:bookmarkEnd")) if e.get(qn("w:id")) == old)
        mark.set(qn("w:id"), str(number))
        end.set(qn("w:id"), str(number))
    for n, p in enumerate(body.iter(qn("w:p"))):
        style = next(p.iter(qn("w:pStyle")), None)
        if style is not None:
            style.set(qn("w:val"), "Cuerpodeltexto")
        for run in list(p.iter(qn("w:r"))):
            word = next(run.iter(qn("w:t")), None)
            if word is None or len(word.text or "") < 8 or len(list(run)) > 2:
                continue
            half = deepcopy(run)
            at = len(word.text) // 2
            other = next(half.iter(qn("w:t")))
            word.text, other.text = word.text[:at], word.text[at:]
            for one in (word, other):
                one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            other.addprevious(parse_xml(f"<w:lastRenderedPageBreak {nsdecls('w')}/>"))
            run.addnext(half)
        heading = f'<w:bookmarkStart {nsdecls("w")} w:id="{9000 + n}" w:name="__RefHeading___Toc{n}"/>'
        p.insert(1 if len(p) and p[0].tag == qn("w:pPr") else 0, parse_xml(heading))
        p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{9000 + n}"/>'))


def festival(document) -> None:
    document.add_paragraph("The Parties shall hold a festival of lights every year in each city.")


def without_article_x(document) -> None:
    for p in list(document.element.body.iter(qn("w:p"))):
        if text_of(p).startswith(BASE.block("art-10.p1").text["en"][:40]):
            p.getparent().remove(p)


def english_only(document) -> None:
    for table in document.tables:
        if len(table.columns) == 2:
            for row in table.rows:
                first = row.cells[0]._tc
                if first is not row.cells[1]._tc:
                    for p in list(first.iter(qn("w:p")))[:-1]:
                        first.remove(p)
                    for child in list(first.iter(qn("w:p")))[-1]:
                        child.getparent().remove(child)


def changes(data: bytes):
    read = read_back(data, [b.key for b in BASE.blocks])
    found, languages = place(BASE, read.rows, texts_of(read.rows))
    return found, languages, read


@pytest.mark.parametrize("bookmarks", [True, False], ids=["bookmarks", "likeness"])
@pytest.mark.parametrize("how", [ninety, ninety_tracked], ids=["plain", "tracked"])
def test_change_of_one_clause_is_that_clause_alone(how, bookmarks):
    found, languages, read = changes(edited(how, bookmarks=bookmarks))
    by_tracking = how is ninety_tracked
    if not by_tracking:  # another clause says sixty as well
        found = [c for c in found if c.key == "art-05.p6"]
    only = next(c for c in found if c.key == "art-05.p6")
    assert {c.kind for c in found} == {"changed"}
    assert (only.lang, only.old, only.tracked) == ("en", BASE.block("art-05.p6").text["en"], by_tracking)
    assert only.new == only.old.replace("sixty (60)", "ninety (90)")
    assert (only.likeness is None) is bookmarks
    assert languages == ("es", "en")
    assert read.stamp == (3, "abc")  # said of the file itself: it outlives the bookmarks


@pytest.mark.parametrize("bookmarks", [True, False], ids=["bookmarks", "likeness"])
def test_untouched_file_changes_nothing_and_what_is_new_or_gone_is_told(bookmarks):
    assert changes(edited(bookmarks=bookmarks))[0] == []
    assert changes(edited(as_libreoffice, bookmarks=bookmarks))[0] == []
    back = changes(edited(ninety, as_libreoffice, bookmarks=bookmarks))[0]
    assert [c.new for c in back if c.key == "art-05.p6"] == [
        BASE.block("art-05.p6").text["en"].replace("sixty (60)", "ninety (90)")
    ]
    assert {(c.kind, c.lang) for c in back} == {("changed", "en")}
    found, _languages, _read = changes(edited(festival, without_article_x, bookmarks=bookmarks))
    kinds = [(c.kind, c.key, c.lang) for c in found]
    assert ("removed", "art-10.p1", "en") in kinds
    loose = [c for c in found if c.kind == "loose"]
    assert [(c.new, c.lang) for c in loose] == [
        ("The Parties shall hold a festival of lights every year in each city.", "en")
    ]


def say(paragraph, text: str) -> None:
    """Everything of the paragraph typed over: its bookmarks go too."""
    for child in [c for c in paragraph if c.tag != qn("w:pPr")]:
        paragraph.remove(child)
    paragraph.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>{text}</w:t></w:r>"))


def reworded(document) -> None:
    """A heading in words of which none is ours, and a row of their own under it."""
    for p in list(document.element.body.iter(qn("w:p"))):
        if text_of(p).endswith(BASE.block("art-13").text["es"]):
            say(p, "Todo lo que nos separe")
            row = next(p.iterancestors(qn("w:tr")))
            new = deepcopy(row)
            for one, said in zip(new.iter(qn("w:p")), ("Nuevo.", "New."), strict=True):
                say(one, said)
            row.addnext(new)


@pytest.mark.parametrize("bookmarks", [True, False], ids=["bookmarks", "likeness"])
def test_words_that_nothing_gives_away_are_known_by_their_place_in_the_table(bookmarks):
    found, _languages, _read = changes(edited(reworded, as_libreoffice, bookmarks=bookmarks))
    heading, *new = found
    assert (heading.kind, heading.key, heading.lang, heading.new) == (
        "changed", "art-13", "es", "Todo lo que nos separe",
    )  # fmt: skip
    assert heading.likeness < 62
    assert [(c.kind, c.key, c.lang, c.new) for c in new] == [
        ("loose", "art-13", "es", "Nuevo."),
        ("loose", "art-13", "en", "New."),
    ]


def article_row(document, group):
    """Rows of the table that are an article, in both languages."""
    texts = {BASE.block(b.key).text["en"][:50] for b in BASE.blocks if b.group == group}
    return [
        row for table in document.tables for row in table._tbl.iter(qn("w:tr"))
        if any(text in text_of(row) for text in texts)
    ]  # fmt: skip


def tenth_up(document) -> None:
    """Article X, whole, before article IX."""
    ninth = article_row(document, "art-09")[0]
    for row in article_row(document, "art-10"):
        ninth.addprevious(row)


def tenth_up_tracked(out: str, into: str):
    """The same with the program's own tracking: taken out here, put in there (`moveFrom` and `moveTo`, or `del` and `ins`)."""

    def wrapped(row, how: str) -> None:
        for run in list(row.iter(qn("w:r"))):
            holder = parse_xml(f'<w:{how} {nsdecls("w")} w:id="901" w:author="Lakeside"/>')
            run.addprevious(holder)
            holder.append(run)
            for word in run.iter(qn("w:t")) if how == "del" else ():
                word.tag = qn("w:delText")

    def change(document) -> None:
        ninth = article_row(document, "art-09")[0]
        for row in article_row(document, "art-10"):
            there = deepcopy(row)
            for mark in list(there.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
                mark.getparent().remove(mark)
            wrapped(row, out)
            wrapped(there, into)
            ninth.addprevious(there)

    return change


def one_clause_down(document) -> None:
    one, two = (article_row(document, "art-08")[n] for n in (1, 2))
    two.addnext(one)


def without_signature(document) -> None:
    """What only the second signature says."""
    one, two = (
        {line for text in BASE.block(f"signatures.signature{n}").text.values() for line in text.split("\n")}
        for n in (1, 2)
    )
    for p in list(document.element.body.iter(qn("w:p"))):
        if text_of(p).strip() in two - one:
            say(p, "")


@pytest.mark.parametrize("bookmarks", [True, False], ids=["bookmarks", "likeness"])
def test_what_was_moved_or_taken_from_the_signatures_is_told(bookmarks):
    found, _languages, _read = changes(edited(tenth_up, bookmarks=bookmarks))
    last_of_eight = [b.key for b in BASE.blocks if b.group == "art-08"][-1]
    assert [(c.kind, c.key, c.lang, c.beside) for c in found] == [("moved", "art-10", "", last_of_eight)]
    for names in (("moveFrom", "moveTo"), ("del", "ins")):
        found, _languages, _read = changes(edited(tenth_up_tracked(*names), bookmarks=bookmarks))
        told = [(c.kind, c.key, c.lang, c.beside, c.tracked) for c in found]
        assert told == [("moved", "art-10", "", last_of_eight, True)], names
    found, _languages, _read = changes(edited(one_clause_down, bookmarks=bookmarks))
    assert [(c.kind, c.key, c.beside) for c in found] == [("moved", "art-08.p2", "art-08")]
    found, _languages, _read = changes(edited(without_signature, bookmarks=bookmarks))
    assert {c.key for c in found} == {"signatures.signature2"}
    assert {c.lang for c in found} == {"es", "en"}


def test_file_in_one_language_takes_nothing_out_of_the_other():
    found, languages, _read = changes(edited(ninety, english_only, bookmarks=False))
    assert languages == ("en",)
    assert {c.lang for c in found} == {"en"}
    assert "art-05.p6" in {c.key for c in found}
    assert "removed" not in {c.kind for c in found}


def test_what_stands_beside_the_text_is_named_and_shown():
    box = (
        f'<w:p {nsdecls("w")} xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><w:r><w:pict>'
        "<w:txbxContent><w:p><w:r><w:t>Ojo: revisar el monto.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
        "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>"
    )
    found, _languages, read = changes(edited(lambda d: d.element.body.insert(0, parse_xml(box))))
    assert read.unread == ("equations", "text_boxes")
    assert {c.new for c in found if c.kind == "loose"} == {"Ojo: revisar el monto.", "x=1"}


def test_word_with_tracked_changes_reads_as_the_new_text_and_as_the_old_one():
    text = BASE.block("art-05.p6").text["en"].replace("sixty (60)", "ninety (90)")
    new = BASE.with_text("art-05.p6", "en", text)
    new = replace(new, blocks=tuple(b for b in new.blocks if b.key != "art-10.p1"))
    merged, olds = with_removed(BASE, new, diff(BASE, new))
    track = Track("Villa Serena", dt.datetime(2026, 1, 1, tzinfo=dt.UTC), diff_words, olds)
    data = render_docx(merged, Letterhead(), Marks(draft=True), track=track)
    assert read_docx(data) == {b.key: dict(b.text) for b in new.blocks}
    assert read_docx(edited(as_libreoffice, data=data)) == read_docx(data)
    assert changes(edited(as_libreoffice, data=data))[0] == changes(data)[0]
    tracked = [(row.before, row.after) for row in read_back(data).rows if row.tracked]
    assert (BASE.block("art-05.p6").text["en"], text) in tracked
    assert [before for before, after in tracked if not after] == [
        BASE.block("art-10.p1").text["es"], BASE.block("art-10.p1").text["en"],
    ]  # fmt: skip


def test_ways_follow_from_the_versions_alone():
    for steps, wanted in (
        ([], Ways(None, None)),
        ([Step(1, "assembled")], Ways(None, None)),
        ([Step(1, "assembled"), Step(2, "edited")], Ways(1, None)),
        ([Step(1, "assembled"), Step(2, "edited"), Step(3, "undone", 1)], Ways(None, 2)),
        ([Step(1, "assembled"), Step(2, "edited"), Step(3, "undone", 1), Step(4, "redone", 2)], Ways(1, None)),
        ([Step(1, "assembled"), Step(2, "edited"), Step(3, "undone", 1), Step(4, "edited")], Ways(1, None)),
        ([Step(1, "assembled"), Step(2, "edited"), Step(3, "confirmed")], Ways(1, None)),
    ):
        assert ways(steps) == wanted, steps


def test_tongues_tell_who_is_behind():
    key = "art-01.p1"

    def said(content, **texts):
        for lang, text in texts.items():
            content = content.with_text(key, lang, text)
        return content

    one = said(BASE, es="Uno.")
    state = follow({}, BASE, one)
    assert behind_in(state, key) == ("en",)
    two = said(one, es="Uno dos.")
    assert behind_in(follow(state, one, two, same_hand=True), key) == ("en",)
    caught = said(two, en="One two.")
    state = follow(follow(state, one, two), two, caught)
    assert behind_in(state, key) == ()
    going_on = said(caught, en="One two three.")
    assert behind_in(follow(state, caught, going_on, same_hand=True), key) == ()
    assert behind_in(follow(state, caught, going_on), key) == ("es",)
    assert behind_in(follow({}, BASE, said(BASE, es="A.", en="A.")), key) == ()
    behind = follow({}, BASE, one)
    assert behind_in(follow({}, BASE, one, mends=True), key) == ()
    assert behind_in(follow(behind, one, two, mends=True), key) == ("en",)
    assert behind_in(follow(behind, one, two, agrees=True), key) == ()
    assert behind_in(follow(follow(behind, one, two), two, BASE), key) == ()  # words put back as they were


@pytest.mark.parametrize("bookmarks", [True, False])
@pytest.mark.parametrize(
    ("key", "beside"), [("art-02.a", "art-09.p1"), ("art-08.p2", "art-11.p1"), ("art-05.g", "art-05.c")]
)
def test_tracked_clause_moved_into_the_cell_of_another_changes_no_other(key, beside, bookmarks):
    def move(document) -> None:
        at = {}
        for p in document.element.body.iter(qn("w:p")):
            for one in (key, beside):
                if BASE.block(one).text["en"][:50] in text_of(p):
                    at.setdefault(one, p)
        there = deepcopy(at[key])
        for mark in list(there.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
            mark.getparent().remove(mark)
        for p, tag in ((there, "moveTo"), (at[key], "moveFrom")):
            for run in list(p.iter(qn("w:r"))):
                holder = parse_xml(f'<w:{tag} {nsdecls("w")} w:id="910" w:author="Lakeside"/>')
                run.addprevious(holder)
                holder.append(run)
        at[beside].addnext(there)

    read = read_back(edited(move, bookmarks=bookmarks), [b.key for b in BASE.blocks])
    found, _languages = place(BASE, read.rows, texts_of(read.rows))
    assert [(c.kind, c.key, c.lang, c.beside) for c in found] == [("moved", key, "en", beside)]
