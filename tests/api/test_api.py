"""The API says what the portal says, in both languages, and nothing of what is not published."""

import json

import pytest
from django.core.cache import cache
from django.test import Client

from hermanar.documents import operations as documents
from hermanar.documents.queries import brief_of_house
from hermanar.documents.rules.templates import load
from hermanar.registry.models import Entry
from hermanar.registry.operations import load_documented
from tests import relation
from tests.cast import Cast
from tests.documents.conftest import DAY, Cast as Town
from tests.kept import kept

PARTIES = "Manuel Doblado, Guanajuato, MX; Whitewater, Wisconsin, US"
ROOT = "/api/v1/"


@pytest.fixture
@kept
def book(cast: Cast) -> Cast:
    load_documented(cast.act("operator"))
    return cast


def get(address: str, language: str = "es", **data):
    return Client().get(ROOT + address, data, headers={"accept-language": language})


def test_search_pages_by_cursor_through_the_whole_book(book):
    seen, after = [], ""
    while True:
        page = get("entries", limit=30, after=after).json()
        seen += [row["id"] for row in page["rows"]]
        after = page["next"]
        if not after:
            break
    assert page["total"] == Entry.objects.count() == len(seen) == len(set(seen))


def test_search_narrows_by_country_and_says_facets(book):
    page = get("entries", country="JP").json()
    assert {row["country"] for row in page["rows"]} == {"JP"}
    counted = {f["value"]: f["count"] for f in page["facets"]["country"]}
    assert counted["JP"] == page["total"] == len(page["rows"])


def test_entry_is_the_published_snapshot(book):
    row = Entry.objects.order_by("pk").first()
    told = get(f"entries/{row.public_id}").json()
    assert told["folio"] == row.folio
    assert told["entry"]["sources"] == row.snapshot["sources"]
    assert told["entry"]["claim"] == row.snapshot["claim"]
    assert told["is_sre_registry"] is False
    again = get(f"entries/{row.public_id}/revisions/1").json()
    assert again["entry"] == told["entry"]


def test_withdrawn_entry_keeps_its_address_and_says_only_that(book):
    row = Entry.objects.order_by("pk").first()
    Entry.objects.filter(pk=row.pk).update(withdrawn_at=row.published_at)
    answer = get(f"entries/{row.public_id}")
    assert answer.status_code == 410
    assert answer.json()["entry"] is None
    assert get("entries", limit=100).json()["total"] == Entry.objects.count() - 1


def test_municipality_and_statistics_count_alike(book):
    places = get("municipalities").json()["rows"]
    keyed = Entry.objects.exclude(our_key="").count()
    assert sum(p["entries"] + p["antecedents"] for p in places) == keyed
    first = places[0]
    city = get(f"municipalities/{first['key']}").json()
    assert len(city["rows"]) == first["entries"] + first["antecedents"]
    figures = get("statistics").json()
    assert (figures["entries"], figures["antecedents"]) == (61, Entry.objects.count() - 61)


def test_export_gives_the_same_rows_as_json_and_csv(book):
    rows = get("export", country="US").json()["rows"]
    lines = get("export.csv", country="US").content.decode("utf-8-sig").splitlines()
    assert len(lines) == len(rows) + 1
    assert lines[0].split(",") == list(rows[0])


def test_paper_is_verified_by_code_and_by_hash(db):
    town = Town()
    version = documents.assemble(
        town.act(),
        circle=town.circle,
        issuer=town.town,
        kind="letter_of_intent",
        values=load("letter_of_intent").sample,
    )
    issue = documents.issue(
        town.act(), version=version, brief=brief_of_house(town.town, "letter_of_intent", DAY, languages=("es", "en")),
        late={"issue_place": "Villa Serena", "issue_date": DAY}, folio="VS/001/2026",
        issued_on=DAY, letterhead_of=town.town,
    )  # fmt: skip
    told = get(f"papers/{issue.code}").json()
    assert (told["code"], told["folio"], told["state"], told["is_in_force"]) == (
        issue.code, "VS/001/2026", "in_force", True,
    )  # fmt: skip
    assert get(f"papers/by-sha256/{told['files']['pdf']}").json() == told | {"matched": "pdf"}
    documents.withdraw_issue(town.act(), issue=issue, reason="Llevaba otra fecha")
    again = get(f"papers/{issue.code}").json()
    assert (again["state"], again["is_in_force"]) == ("withdrawn", False)
    assert "Llevaba otra fecha" not in str(again)


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("entries/000000000000", 404, "not_found"),
        ("municipalities/99999", 404, "not_found"),
        ("papers/by-sha256/" + "0" * 64, 404, "not_found"),
        ("papers/0000-0000-0000-0", 404, "not_found"),
        ("papers/0000-0000-0000-1", 422, "invalid"),
        ("entries?limit=0", 422, "invalid"),
        ("entries?kind=boda", 422, "invalid"),
        ("entries?country=USA", 422, "invalid"),
        ("entries?state=ab", 422, "invalid"),
        ("entries?country=ZZ", 422, "invalid"),
        ("entries?q=renton", 422, "invalid"),
        ("entries?text=renton&year=abc", 422, "invalid"),
        ("statistics?foo=1", 422, "invalid"),
        ("entries/000000000000?foo=1", 422, "invalid"),
        ("export.csv?class=wedding", 422, "invalid"),
        ("match", 422, "invalid"),
        ("nada/que/ver", 404, "not_found"),
    ],
)
def test_what_cannot_be_answered_is_said_in_both_languages(db, address, status, code):
    spanish, english = (get(address, language) for language in ("es", "en"))
    assert (spanish.status_code, english.status_code) == (status, status)
    es, en = spanish.json(), english.json()
    assert (es["code"], en["code"]) == (code, code)
    assert es["message"] != en["message"]
    assert list(es["fields"]) == list(en["fields"])
    assert bool(es["fields"]) == (code == "invalid")
    assert english["Content-Language"] == "en"


def test_other_methods_are_refused_with_a_sentence(db):
    answer = Client().post(ROOT + "entries", {})
    assert (answer.status_code, answer["Allow"]) == (405, "GET")
    assert answer.json()["code"] == "method_not_allowed"
    other = Client().get(ROOT + "check", HTTP_ACCEPT_LANGUAGE="en")
    assert (other.status_code, "GET is not accepted here; use POST" in other.content.decode()) == (405, True)


def test_answer_to_a_text_that_was_sent_is_kept_nowhere(db):
    sent = Client().post(
        ROOT + "check", {"text": "Carta de intención.", "parties": PARTIES}, content_type="application/json"
    )
    assert (sent.status_code, sent["Cache-Control"]) == (200, "no-store")
    assert "public" in Client().get(ROOT + "entries")["Cache-Control"]


def test_match_is_the_same_as_on_the_command_line(db):
    told = get("match", name="Cd. Juárez, Chih.").json()
    assert (told["key"], told["candidates"]) == ("08037", ["08037"])


def test_no_answer_sets_a_cookie_and_every_origin_may_read(book):
    for address in ("entries", "statistics", "openapi.json", "", "nada"):
        answer = get(address)
        assert dict(answer.cookies) == {}
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Accept-Language" in answer["Vary"]


def test_rate_is_bounded_and_says_how_long_to_wait(db, settings):
    cache.clear()
    settings.API_PER_MINUTE = 2
    answers = [get("statistics") for _ in range(4)]
    told = answers[-1]
    assert 200 in [a.status_code for a in answers]
    assert told.status_code == 429
    assert told.json()["code"] == "too_many_requests"
    assert 0 < int(told["Retry-After"]) <= 60
    cache.clear()


def test_rate_behind_a_proxy_of_ours_is_counted_by_who_asks(db, settings):
    cache.clear()
    settings.API_PER_MINUTE, settings.TRUSTED_PROXIES = 1, 1
    first = [
        Client().get(ROOT + "statistics", headers={"x-forwarded-for": f"10.0.0.9, 10.0.0.{n}"}).status_code
        for n in range(3)
    ]
    assert first == [200, 200, 200]
    cache.clear()


def test_case_that_is_not_published_leaks_nowhere(book):
    partnership = relation.open_relation(book)
    relation.start_text(book, partnership)
    public_ids = {partnership.public_id, partnership.circle.public_id, partnership.agreement.public_id}
    before = Entry.objects.count()
    told = [get("entries", limit=100), get("export"), get("municipalities"), get("statistics")]
    told += [get("entries", text="Lakeside"), get("entries", shelf="exercise"), get("municipalities/20999")]
    told += [get(f"entries/{public_id}") for public_id in sorted(public_ids)]
    whole = json.dumps([t.json() for t in told], ensure_ascii=False)
    assert partnership.parties.filter(name="Lakeside").exists()  # there is something to leak
    assert [w for w in ("Lakeside", "Villa Serena", "Persona de Muestra", *public_ids) if w in whole] == []
    assert told[3].json()["entries"] + told[3].json()["antecedents"] == before


def test_search_asks_the_same_number_of_questions_however_many_rows(book, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        assert len(get("entries", limit=3).json()["rows"]) == 3
    with django_assert_max_num_queries(12):
        assert len(get("entries", limit=60).json()["rows"]) == 60


def test_unknown_parameter_is_named_with_the_known_ones(db):
    told = get("entries?q=renton", "en").json()
    assert list(told["fields"]) == ["q"]
    assert "text, class, kind, country, state, validity, shelf, after" in told["fields"]["q"][0]
    assert get("municipalities?q=1", "en").json()["fields"]["q"] == ["This address takes no parameters."]
