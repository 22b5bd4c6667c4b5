"""A profile made public: what it says, what it never says, and how it is taken back."""

import datetime as dt

import pytest
from hypothesis import given, settings as given_settings, strategies as st

from hermanar.journal.queries import list_lines
from hermanar.kernel.content import Content
from hermanar.kernel.errors import Blocked, Invalid, NotVisible, Refused
from hermanar.profiles.operations import add_picture, issue_profile, remove_picture, save_section
from hermanar.profiles.rules import BY_KEY, SECTIONS, as_figure
from hermanar.profiles.rules.paper import About, compose
from hermanar.registry.models import ProfileState, PublishedProfile
from hermanar.registry.operations.profiles import publish_profile, withdraw_profile
from hermanar.registry.queries import profiles as queries
from hermanar.registry.queries.house import known_above
from hermanar.registry.rules.profiles import chapters
from tests import relation
from tests.profiles.test_gallery import SAID, jpeg


@pytest.fixture
def write(cast):
    def call(key, es, en="", **more):
        said = {"source": "Censo de muestra", "year": 2020, **more}
        return save_section(
            cast.act("liaison"), profile_of=cast.organisations["municipality"], key=key, es=es, en=en, **said
        )

    return call


@pytest.fixture
def town(cast):
    return cast.organisations["municipality"]


@pytest.fixture
def profile(write):
    write("population", "45,210")
    return write("presentation", "Vive de sus talleres.", "It lives from its workshops.")


def _page(address, lang="es"):
    return queries.get_published_profile(address, lang=lang)


@pytest.mark.django_db
@pytest.mark.parametrize("persona", ["liaison", "mayor"])
def test_publish_profile_makes_it_readable_in_both_languages(cast, town, profile, persona):
    with pytest.raises(NotVisible):
        _page(town.slug)
    row = publish_profile(cast.act(persona), profile=profile)
    assert (row.address, row.number, row.our_key) == (town.slug, 1, town.municipality_id)
    english = _page(town.slug, "en")
    assert [c.title for c in english.chapters][:2] == ["", "The municipality in figures"]
    assert english.chapters[0].groups[0].paragraphs[0].lines == ("It lives from its workshops.",)
    figure = next(c for c in english.chapters if c.key == "figures").rows[0]
    assert (figure.label, figure.value.lines, figure.source) == (
        "Population", ("45,210 inhabitants",), "Censo de muestra, 2020",
    )  # fmt: skip
    line = list_lines(town.home.public_id)[0]
    assert (line.happened, line.data["number"]) == ("registry.profile_published", 2)
    assert ProfileState.objects.get().anchor_hash == line.hash


@pytest.mark.django_db
@pytest.mark.parametrize("persona", ["state", "committee", "counterpart", "stranger", "reviewer"])
def test_publish_and_withdraw_profile_by_who_may_not_is_refused(cast, profile, persona):
    for call, more in ((publish_profile, {}), (withdraw_profile, {"reason": "no"})):
        with pytest.raises(Refused) as error:
            call(cast.act(persona), profile=profile, **more)
        assert error.value.code == "not_publisher"
    assert not PublishedProfile.objects.exists()


@pytest.mark.django_db
def test_publish_profile_without_presentation_is_blocked_with_its_door(cast, write):
    with pytest.raises(Blocked) as error:
        publish_profile(cast.act("mayor"), profile=write("offer", "talleres", "workshops"))
    assert [(b.code, b.at["section"]) for b in error.value.blockers] == [("profile_empty", "presentation")]


@pytest.mark.django_db
def test_publish_profile_again_only_where_something_changed(cast, town, profile, write):
    act = cast.act("mayor")
    publish_profile(act, profile=profile)
    assert publish_profile(act, profile=profile).number == 1
    assert publish_profile(act, profile=write("tourism", "ruta", "route")).number == 2
    assert ProfileState.objects.count() == 2


@pytest.mark.django_db
def test_withdraw_profile_leaves_its_address_and_its_states(cast, town, profile):
    publish_profile(cast.act("liaison"), profile=profile)
    with pytest.raises(Invalid):
        withdraw_profile(cast.act("mayor"), profile=profile, reason=" ")
    withdraw_profile(cast.act("mayor"), profile=profile, reason="Se corrige")
    page = _page(town.slug)
    assert (page.chapters, page.pictures, page.withdrawn_at is not None) == ((), (), True)
    with pytest.raises(Refused) as error:
        withdraw_profile(cast.act("mayor"), profile=profile, reason="otra vez")
    assert error.value.code == "profile_not_public"
    assert publish_profile(cast.act("mayor"), profile=profile).number == 2
    assert _page(town.slug).withdrawn_at is None


@pytest.mark.django_db
def test_published_profile_names_no_person(cast, town, profile):
    publish_profile(cast.act("liaison"), profile=profile, known=known_above(cast.actor("liaison"), town))
    said = str(PublishedProfile.objects.get().snapshot)
    assert "Dirección de Enlace Internacional" in said
    for person in cast.persons.values():
        assert person.name not in said


@pytest.mark.django_db
def test_known_above_says_what_may_be_claimed_of_each_relation(cast, town):
    assert "existing_twinnings" not in known_above(cast.actor("liaison"), town)
    relation.open_relation(cast)
    said = known_above(cast.actor("liaison"), town)["existing_twinnings"]
    assert "Lakeside" in said["es"]
    assert "Lakeside" in said["en"]
    assert "existing_twinnings" not in known_above(cast.actor("stranger"), cast.organisations["elsewhere"])


@pytest.mark.django_db
def test_public_picture_only_while_the_profile_shows_it(cast, town, profile):
    picture = add_picture(cast.act("liaison"), profile_of=town, upload=jpeg(), **SAID)
    with pytest.raises(NotVisible):
        queries.public_picture(town.slug, picture.public_id, "small")
    publish_profile(cast.act("liaison"), profile=profile)
    assert queries.public_picture(town.slug, picture.public_id, "small").startswith(b"\xff\xd8")
    for public_id, size in ((picture.public_id, "original"), ("nothing", "small")):
        with pytest.raises(NotVisible):
            queries.public_picture(town.slug, public_id, size)
    remove_picture(cast.act("liaison"), picture=picture, reason="Salen personas")
    publish_profile(cast.act("liaison"), profile=profile)
    with pytest.raises(NotVisible):
        queries.public_picture(town.slug, picture.public_id, "small")


@pytest.mark.django_db
def test_public_profile_paper_is_the_one_in_force_when_it_was_published(cast, town, profile):
    publish_profile(cast.act("liaison"), profile=profile)
    with pytest.raises(NotVisible):
        queries.public_profile_paper(town.slug, "pdf")
    paper = issue_profile(cast.act("liaison"), profile=profile)
    profile.refresh_from_db()
    publish_profile(cast.act("liaison"), profile=profile)
    name, media, data = queries.public_profile_paper(town.slug, "pdf")
    assert (paper.code in name, media, data[:5]) == (True, "application/pdf", b"%PDF-")
    with pytest.raises(NotVisible):
        queries.public_profile_paper(town.slug, "exe")


@pytest.mark.django_db
def test_list_published_profiles_keeps_exercises_apart_and_pages(django_assert_num_queries):
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    for name, shelf in (("a", "documented"), ("b", "documented"), ("c", "exercise")):
        PublishedProfile.objects.create(
            address=name, name=name.upper(), shelf=shelf, our_key="20999", snapshot={}, published_at=at
        )
    with django_assert_num_queries(1):
        assert [p.address for p in queries.list_published_profiles()] == ["a", "b"]
    assert [p.address for p in queries.list_published_profiles(after="a")] == ["b"]
    assert [p.address for p in queries.list_published_profiles(shelf="exercise")] == ["c"]
    assert queries.published_address("20999") in {"a", "b"}
    assert queries.published_address("") == ""


_entry = st.fixed_dictionaries(
    {
        "es": st.sampled_from(["", "uno", "45,210", "a\nb"]),
        "en": st.sampled_from(["", "one"]),
        "source": st.sampled_from(["", "INEGI"]),
        "year": st.sampled_from([None, 2020]),
        "stale": st.sampled_from(["", "en"]),
    },
    optional={"unsourced": st.just(True)},
)


@given_settings(deadline=None)
@given(st.dictionaries(st.sampled_from([s.key for s in SECTIONS]), _entry, max_size=10), st.sampled_from(["es", "en"]))
def test_published_page_never_shows_a_figure_without_its_source(sections, lang):
    content = Content.from_json(compose(sections, About({"es": "V", "en": "V"}, dt.date(2022, 1, 1))).as_json())
    figures = [c for c in chapters(content, lang) if c.key == "figures"]
    shown = {row.label for c in figures for row in c.rows}
    for key, entry in sections.items():
        field = BY_KEY[key]
        if not field.figure:
            continue
        sourced = bool(entry["source"] and entry["year"]) or entry.get("unsourced", False)
        may = sourced and as_figure(field, entry["es"]) is not None
        assert (field.title[lang] in shown) == may
    assert all(row.source for c in figures for row in c.rows)


def test_chapters_in_english_show_what_is_only_in_spanish_and_say_so():
    sections = {"tourism": {"es": "ruta", "en": "", "source": "", "year": None, "stale": ""}}
    content = compose(sections, About({"es": "V", "en": "V"}, dt.date(2022, 1, 1)))
    (tourism,) = [c for c in chapters(content, "en") if c.key == "tourism"]
    assert (tourism.title, tourism.rows[0].value.lines, tourism.rows[0].value.lang) == ("Tourism", ("ruta",), "es")
