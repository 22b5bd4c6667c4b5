"""The municipal profile over HTTP."""

import pytest
from django.urls import reverse
from django.utils import translation

from hermanar.partnerships.enums import Fact
from hermanar.process.queries import standing_facts
from hermanar.profiles.models import Picture, Profile, Submission
from hermanar.profiles.queries import list_profile_issues
from tests import relation
from tests.profiles.conftest import ENTRIES
from tests.profiles.test_gallery import jpeg
from tests.web.forms import errors_of, html_of, post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _spanish():
    with translation.override("es"):
        yield


def url(name: str, *args) -> str:
    return reverse(f"web:profiles:{name}", args=args)


@pytest.fixture
def partnership(cast):
    return relation.open_relation(cast)


@pytest.fixture
def complete(cast):
    client = cast.client("liaison")
    for key, (es, en) in ENTRIES.items():
        done = post(client, url("section", key), es=es, en=en, source="Censo de muestra", year="2020")
        assert done.status_code == 302, errors_of(done)
    return Profile.objects.get()


SEEN = {
    ("liaison", "mine"): 200, ("mayor", "mine"): 200, ("state", "mine"): 404, ("counterpart", "mine"): 404,
    ("liaison", "section"): 200, ("mayor", "section"): 404, ("stranger", "section"): 200, ("state", "section"): 404,
    ("mayor", "issue"): 404, ("mayor", "submit"): 404, ("liaison", "issue"): 200, ("liaison", "submit"): 200,
    ("mayor", "revisions"): 200, ("state", "revisions"): 404, ("nobody", "mine"): 302,
}  # fmt: skip


def test_show_page_to_each_post(cast, complete):
    addresses = {view: url(view, *(["offer"] if view == "section" else [])) for _persona, view in SEEN}
    assert {(p, view): cast.client(p).get(addresses[view]).status_code for p, view in SEEN} == SEEN


def test_show_profile_of_a_relation_to_who_has_a_seat(cast, partnership):
    seated = ("liaison", "mayor", "committee", "state", "counterpart", "reviewer")
    address = url("profile", partnership.public_id)
    assert {p: cast.client(p).get(address).status_code for p in seated} == dict.fromkeys(seated, 200)


@pytest.mark.parametrize("view", ["profile", "link"])
def test_show_profile_of_a_relation_to_a_stranger_is_not_there(cast, partnership, view):
    assert cast.client("stranger").get(url(view, partnership.public_id)).status_code == 404


def test_show_profile_to_the_counterpart_only_once_issued(cast, partnership, complete):
    client = cast.client("counterpart")
    assert "todavía no se expide" in html_of(client.get(url("profile", partnership.public_id)))
    assert client.get(url("paper", partnership.public_id, "pdf")).status_code == 404
    assert post(cast.client("liaison"), url("issue")).status_code == 302
    text = html_of(client.get(url("profile", partnership.public_id)))
    assert "Villa Serena vive de sus talleres." in text
    assert "Editar" not in text
    assert client.get(url("paper", partnership.public_id, "pdf")).content[:4] == b"%PDF"


def test_edit_section_that_cannot_be_taken_keeps_the_words_and_says_so(cast):
    page = post(
        cast.client("liaison"), url("section", "heritage"), es="templo\npuente", en="church", source="", year="1"
    )
    assert sorted(errors_of(page)) == ["en", "year"]
    assert ">\nchurch</textarea>" in html_of(page)
    assert Profile.objects.filter(revision__gt=0).count() == 0


def test_edit_section_without_source_is_saved_and_pointed_out_with_its_door(cast):
    client = cast.client("liaison")
    done = post(client, url("section", "population"), es="45,210", source="", year="")
    assert done.url == url("chapter", "population") + "#e-population"
    text = html_of(client.get(url("mine")))
    assert "Población: falta la fuente, falta el año del dato." in text
    assert "falta la fuente" in html_of(client.get(url("chapter", "population")))


def test_edit_section_changed_by_another_meanwhile_shows_both_and_lets_one_decide(cast, complete):
    client = cast.client("liaison")
    seen = Profile.objects.get().revision
    post(client, url("section", "tourism"), es="aguas termales", en="hot springs", seen=seen)
    page = post(client, url("section", "tourism"), es="miradores", en="lookouts", seen=seen)
    assert page.status_code == 200
    text = html_of(page)
    assert "Otra persona cambió este apartado" in text
    assert "Lo que dice ahora" in text
    assert "aguas termales" in text
    assert ">\nmiradores</textarea>" in text
    assert post(client, url("section", "tourism"), es="miradores", en="lookouts", seen=seen + 1).status_code == 302
    assert Profile.objects.get().sections["tourism"]["es"] == "miradores"


def test_tag_line_follows_saving_an_offer_and_shows_its_tags(cast):
    client = cast.client("liaison")
    done = post(client, url("section", "offer"), es="talleres\nferias", en="workshops\nfairs")
    assert done.url == url("tags", "offer", 0)
    bad = post(client, done.url, areas=["culture"], targets="8.99")
    assert list(errors_of(bad)) == ["targets"]
    following = post(client, done.url, areas=["culture"], goals=["11"], targets="8.9", next="1")
    assert following.url == url("tags", "offer", 1)
    text = html_of(client.get(url("chapter", "offer")))
    assert "ODS 8" in text
    assert "ODS 11" in text
    assert client.get(url("tags", "offer", 2)).status_code == 404


def test_tag_line_of_migrants_finds_the_city_or_asks(cast):
    client = cast.client("liaison")
    post(client, url("section", "migrants_abroad"), es="Lakeside", en="Lakeside", source="IME", year="2021")
    bad = post(client, url("tags", "migrants_abroad", 0), city="Nowhere", number="300")
    assert sorted(errors_of(bad)) == ["city"]
    bad = post(client, url("tags", "migrants_abroad", 0), city="Lakeside, Wisconsin", number="300")
    assert sorted(errors_of(bad)) == ["source", "year"]
    done = post(
        client, url("tags", "migrants_abroad", 0), city="Lakeside, Wisconsin", number="300", source="IME", year="2021"
    )
    assert done.status_code == 302
    (item,) = Profile.objects.get().sections["migrants_abroad"]["items"]
    assert (item["country"], item["number"], item["place"]) == ("US", 300, 900001)


def test_show_chapter_says_what_the_program_knows_and_who_wrote_the_rest(cast, complete):
    text = html_of(cast.client("liaison").get(url("chapter", "government")))
    assert "Lo que el sistema ya sabe" in text
    assert "Presidencia Municipal" in text
    assert "Dirección de Enlace Internacional" in text
    assert url("history", "cabildo") in text


def test_restore_brings_an_entry_back(cast, complete):
    client = cast.client("liaison")
    post(client, url("section", "tourism"), es="otra cosa", en="something else")
    text = html_of(client.get(url("history", "tourism")))
    assert "otra cosa" in text
    assert "ruta de los talleres" in text
    assert post(client, url("restore", "tourism", 7)).status_code == 302
    assert Profile.objects.get().sections["tourism"]["es"] == "ruta de los talleres"


def test_compare_shows_words_struck_and_added_in_each_language(cast, complete):
    client = cast.client("liaison")
    post(client, url("section", "tourism"), es="ruta de los tejidos", en="route of the weavings")
    text = html_of(client.get(url("compare") + "?de=11&a=12"))
    assert "<del>talleres</del>" in text
    assert "<ins>weavings</ins>" in text
    assert "Dicen lo mismo" in html_of(client.get(url("compare") + "?de=12&a=12"))
    assert client.get(url("compare") + "?de=1&a=99").status_code == 404


def _upload(name="plaza.jpg"):
    return jpeg(width=800, height=600, name=name)


def test_compare_of_what_is_no_revision_says_so_and_nothing_else(cast, complete):
    page = cast.client("liaison").get("/perfiles/comparar/?de=x")
    assert page.status_code == 200
    assert "Dicen lo mismo" not in page.content.decode()
    same = cast.client("liaison").get("/perfiles/comparar/?de=1&a=1").content.decode()
    assert "Dicen lo mismo" in same


def test_gallery_from_the_first_picture_to_its_removal(cast):
    client = cast.client("liaison")
    assert "La galería está vacía" in html_of(client.get(url("gallery")))
    bad = post(client, url("picture_add"), alt_es="", author="", licence="own", file=_upload())
    assert sorted(errors_of(bad)) == ["alt_es", "author"]
    said = {"alt_es": "Plaza", "author": "Ayuntamiento", "licence": "own"}
    for _n in range(2):
        assert post(client, url("picture_add"), **said, file=_upload()).status_code == 302
    first, second = Picture.objects.order_by("pk")
    for size in ("chica", "media", "grande"):
        answer = client.get(url("picture_file", first.public_id, size))
        assert (answer["Content-Type"], answer.content[:2]) == ("image/jpeg", b"\xff\xd8")
    assert client.get(url("picture_file", first.public_id, "original")).status_code == 404
    post(client, url("picture_arrange", second.public_id, "antes"))
    post(client, url("picture_arrange", second.public_id, "portada"))
    post(client, url("picture", first.public_id), **said, alt_en="Square", caption_es="La plaza")
    text = html_of(client.get(url("gallery")))
    assert text.index(second.public_id) < text.index(first.public_id)
    assert "La plaza" in text
    assert "portada" in text
    assert post(client, url("picture_remove", first.public_id), reason="Repetida").status_code == 302
    assert client.get(url("picture_file", first.public_id, "chica")).status_code == 404


def test_publish_by_the_mayor_and_withdraw_again(cast, complete):
    public = reverse("portal:profile", args=[cast.organisations["municipality"].slug])
    assert cast.client("nobody").get(public).status_code == 404
    mayor = cast.client("mayor")
    assert "Publicar el perfil" in html_of(mayor.get(url("mine")))
    assert post(mayor, url("publish")).status_code == 302
    assert cast.client("nobody").get(public).status_code == 200
    assert "Ver la página pública" in html_of(mayor.get(url("mine")))
    assert list(errors_of(post(mayor, url("withdraw"), reason=""))) == ["reason"]
    post(mayor, url("withdraw"), reason="Se corrige")
    assert cast.client("nobody").get(public).status_code == 410


def test_sheet_of_the_other_city_is_written_and_read_by_its_house(cast, partnership):
    client = cast.client("liaison")
    done = post(client, url("counterpart", partnership.public_id))
    assert done.status_code == 302
    sheet = Profile.objects.get(organisation=None)
    address = reverse("web:profiles:sheet_section", args=[sheet.public_id, "universities"])
    post(client, address, es="Universidad del Lago", en="Lake University", source="Su sitio", year="2021")
    assert "Universidad del Lago" in html_of(client.get(done.url))
    assert "Universidad del Lago" in html_of(cast.client("mayor").get(done.url))
    assert sheet.about in html_of(client.get(url("sheets")))
    assert cast.client("mayor").get(address).status_code == 404
    assert cast.client("state").get(done.url).status_code == 404
    opened = post(client, url("sheet_open"), city="Yamanashi")
    assert Profile.objects.get(about="Yamanashi").country_id == "JP"
    assert opened.status_code == 302


def test_edit_section_of_one_language_marks_the_other(cast, complete):
    client = cast.client("liaison")
    post(client, url("section", "offer"), es="talleres", en="training of artisans", source="", year="")
    assert "el inglés se quedó atrás" in html_of(client.get(url("mine")))
    page = client.get(url("section", "offer"))
    assert "agrees" in page.context["form"].fields
    post(client, url("section", "offer"), es="talleres", en="training of artisans", source="", year="", agrees="on")
    assert "se quedó atrás" not in html_of(client.get(url("mine")))


def test_show_mine_names_what_is_missing_of_the_essential_with_its_door(cast):
    client = cast.client("liaison")
    post(client, url("section", "offer"), es="talleres", en="workshops")
    text = html_of(client.get(url("mine")))
    assert url("section", "need") in text
    assert "1 de 17 con algo escrito" in text


def test_issue_in_english_says_what_is_not_printed(cast, complete):
    client = cast.client("liaison")
    post(client, url("section", "students"), es="1,850", source="", year="")
    assert "No se imprime por falta de fuente: Matrícula superior." in html_of(client.get(url("issue")))
    assert post(client, url("issue"), languages="en").status_code == 302
    (paper,) = list_profile_issues(Profile.objects.get())
    assert paper.version.as_content.languages == ("en",)


def test_link_makes_the_profile_ready_in_the_relation(cast, partnership, complete):
    client = cast.client("liaison")
    assert "Dar por listo en esta relación" in html_of(client.get(url("profile", partnership.public_id)))
    done = post(client, url("link", partnership.public_id))
    assert done.url == reverse("web:cases:case", args=[partnership.public_id])
    assert Fact.PROFILE_READY in standing_facts(partnership.case)
    assert "Perfil municipal, revisión 11, español e inglés" in html_of(client.get(done.url))


def test_link_incomplete_is_blocked(cast, partnership):
    client = cast.client("liaison")
    post(client, url("section", "offer"), es="talleres", en="workshops", source="", year="")
    page = post(client, url("link", partnership.public_id))
    assert page.status_code == 200
    assert len(page.context["blockers"]) == 10
    assert Fact.PROFILE_READY not in standing_facts(partnership.case)


def test_submit_records_the_office_that_received_it(cast, complete):
    client = cast.client("liaison")
    bad = post(client, url("submit"), submitted_on="2031-01-01", receiver="")
    assert list(errors_of(bad)) == ["receiver"]
    done = post(client, url("submit"), submitted_on="2022-01-31", receiver="Oficina de la SRE en el estado")
    assert done.status_code == 302, errors_of(done)
    row = Submission.objects.get()
    assert (row.revision, row.issue, row.scan) == (11, None, None)
    post(client, url("issue"))
    (paper,) = list_profile_issues(Profile.objects.get())
    post(client, url("submit"), submitted_on="2022-01-31", receiver="Otra oficina", paper=paper.code, scan=_upload())
    row = Submission.objects.latest("pk")
    assert (row.issue, row.scan.blob.media_type) == (paper, "image/jpeg")
    assert "Oficina de la SRE en el estado" in html_of(client.get(url("mine")))


def test_show_revisions_newest_first(cast, complete):
    page = cast.client("liaison").get(url("revisions"))
    assert [r["number"] for r in page.context["rows"]][:2] == [11, 10]
