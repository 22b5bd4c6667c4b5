"""Differences lose nothing, invent nothing, and name the article."""

from dataclasses import replace

from hypothesis import given, strategies as st

from hermanar.documents.rules.diff import changed_groups, deviation, diff, diff_words
from hermanar.documents.rules.fill import fill
from hermanar.documents.rules.templates import load
from hermanar.kernel.content import Block, BlockKind, Content

AGREEMENT = load("agreement")
BASE = fill(AGREEMENT, AGREEMENT.sample).content

WORDS = st.text(alphabet="ab ñ,.", max_size=12)
ROWS = st.lists(st.tuples(st.sampled_from("pqrstuv"), WORDS), max_size=7, unique_by=lambda row: row[0])


def _content(rows):
    return Content(("es",), tuple(Block(k, BlockKind.PARAGRAPH, {"es": t}, f"g-{k}") for k, t in rows))


@given(st.text(), st.text())
def test_diff_words_spells_both_texts(old, new):
    words = diff_words(old, new)
    assert "".join(text for op, text in words if op != "insert") == old
    assert "".join(text for op, text in words if op != "delete") == new


@given(ROWS)
def test_diff_of_a_text_with_itself_is_empty(rows):
    content = _content(rows)
    assert diff(content, content) == []
    assert changed_groups(content, content) == ()


@given(ROWS, ROWS)
def test_diff_accounts_for_every_text(old_rows, new_rows):
    changes = diff(_content(old_rows), _content(new_rows))
    if old_rows != new_rows:
        assert changes
    kept = dict(new_rows)
    added = sum(1 for c in changes if c.kind == "added")
    removed = sum(1 for c in changes if c.kind == "removed")
    assert len(new_rows) - len(old_rows) == added - removed
    for change in changes:
        if change.kind == "removed":
            assert change.new_text == ""
            assert change.old_text == dict(old_rows)[change.key]
        else:
            assert change.new_text == kept[change.key]
            assert change.old_text in {"", *dict(old_rows).values()}


@given(ROWS, ROWS)
def test_changes_applied_to_the_old_texts_give_the_new_ones(old_rows, new_rows):
    texts = sorted(text for _, text in old_rows)
    for change in diff(_content(old_rows), _content(new_rows)):
        if change.kind != "added":
            texts.remove(change.old_text)
        if change.kind != "removed":
            texts.append(change.new_text)
    assert sorted(texts) == sorted(text for _, text in new_rows)


def test_diff_names_article_language_and_words():
    text = BASE.block("art-05.p6").text["en"].replace("sixty (60)", "ninety (90)")
    changes = diff(BASE, BASE.with_text("art-05.p6", "en", text))
    assert [(c.key, c.lang, c.kind, c.group) for c in changes] == [("art-05.p6", "en", "changed", "art-05")]
    assert [w for w in changes[0].words if w[0] != "equal"] == [
        ("delete", "sixty"), ("insert", "ninety"), ("delete", "60"), ("insert", "90"),
    ]  # fmt: skip


def test_changed_groups_names_only_the_article_that_changed():
    changed = BASE.with_text("art-07.p2", "es", "Otro texto.")
    assert changed_groups(BASE, changed) == ("art-07",)


def test_diff_of_an_added_area_is_one_addition_and_relettered_items():
    areas = [*AGREEMENT.sample["areas"]]
    areas.insert(1, {"es": "deporte y recreación", "en": "sport and recreation"})
    changes = diff(BASE, fill(AGREEMENT, {**AGREEMENT.sample, "areas": areas}).content)
    assert {c.group for c in changes} == {"art-02"}
    assert [(c.key, c.new_text) for c in changes if c.kind == "added" and c.lang == "es"] == [
        ("art-02.b", "deporte y recreación;")
    ]
    assert [(c.key, c.kind) for c in changes if c.lang == "en"] == [
        ("art-02.b", "added"), ("art-02.c", "moved"), ("art-02.d", "moved"), ("art-02.e", "moved"),
    ]  # fmt: skip


def test_diff_of_a_removed_article_is_removals_and_the_group():
    shorter = replace(BASE, blocks=tuple(b for b in BASE.blocks if b.group != "art-10"))
    changes = diff(BASE, shorter)
    assert {(c.key, c.kind) for c in changes} == {("art-10", "removed"), ("art-10.p1", "removed")}
    assert changed_groups(BASE, shorter) == ("art-10",)


def test_diff_of_a_moved_paragraph_says_moved():
    rows = [("p", "uno dos tres"), ("q", "cuatro cinco seis"), ("r", "siete ocho nueve")]
    changes = diff(_content(rows), _content([rows[2], rows[0], rows[1]]))
    assert [(c.key, c.kind) for c in changes] == [("r", "moved")]


def test_diff_of_a_language_added_adds_it_whole():
    spanish = fill(AGREEMENT, AGREEMENT.sample, languages=("es",)).content
    changes = diff(spanish, BASE)
    assert {(c.lang, c.kind) for c in changes} == {("en", "added")}
    assert len(changes) == len(BASE.blocks)


def test_diff_sees_a_changed_label():
    heading = replace(BASE.blocks[-1], number="XX")
    changed = replace(BASE, blocks=(*BASE.blocks[:-1], heading))
    assert {c.kind for c in diff(BASE, changed)} == {"changed"}


def test_deviation_from_the_model_is_empty_until_somebody_edits():
    assert deviation(AGREEMENT, AGREEMENT.sample, BASE) == []
    edited = BASE.with_text("art-13.p1", "es", "Las Partes acudirán a un tribunal.")
    assert [(c.key, c.lang) for c in deviation(AGREEMENT, AGREEMENT.sample, edited)] == [("art-13.p1", "es")]
