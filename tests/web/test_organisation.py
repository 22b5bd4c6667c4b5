"""An organisation in the hands of its administrator; the operator's pages; requests about personal data."""

import datetime as dt
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, reverse

from hermanar.accounts.models import User
from hermanar.agreements.operations import prepare_signature
from hermanar.cli.walks.people import administrator
from hermanar.directory.models import Appointment, DataRequest, Invitation, Mandate, Office, Organisation
from hermanar.directory.operations import receive_data_request
from hermanar.directory.queries import OPERATOR, holder_on
from hermanar.documents.models import Letterhead
from hermanar.documents.operations import next_folio, set_folio_series, use_folio
from hermanar.documents.rules.folios import folio_of
from hermanar.kernel.errors import Refused
from hermanar.profiles.operations import issue_profile, save_section
from tests import relation
from tests.files.hostile import png
from tests.house.test_routes import DECIDED
from tests.kept import kept

OWN = "/organizacion/"


@pytest.fixture
@kept
def complete_profile(cast):
    """A profile that says something."""
    act, house = cast.act("liaison"), cast.organisations["municipality"]
    return save_section(
        act, profile_of=house, key="presentation", es="Vive de sus talleres.", en="It lives from crafts."
    )


@pytest.fixture
def operator(cast) -> Client:
    """The operator, signed in with a second factor."""
    user = User.objects.create_user("operator@example.org", "una-clave-larga", is_operator=True)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["appointment"] = OPERATOR
    session.save()
    return client


@pytest.mark.parametrize("name", ["liaison", "mayor", "stranger", "committee"])
def test_organisation_is_kept_by_its_administrator_only(cast, name):
    assert cast.client(name).get(OWN).status_code == 404


def test_create_office_leaves_it_vacant(cast):
    client = cast.client("administrator")
    client.post(OWN, {"do": "office", "title": "Sindicatura", "role": "observer"})
    assert Office.objects.get(title="Sindicatura").organisation == cast.organisations["municipality"]
    assert "vacante" in client.get(OWN).content.decode()


def test_create_office_without_title_is_refused_at_the_field(cast):
    page = cast.client("administrator").post(OWN, {"do": "office", "title": "", "role": "observer"}).content.decode()
    assert "Este campo es obligatorio" in page
    assert 'href="#id_title"' in page


def test_invite_sends_a_mail_that_opens_the_account(cast, django_capture_on_commit_callbacks):
    office = Office.objects.create(
        organisation=cast.organisations["municipality"], title="Sindicatura", role="observer"
    )
    form = {
        "do": "invite",
        "how": "in_post",
        "office": office.public_id,
        "person_name": "Persona de Muestra 40",
        "email": "nueva@example.org",
    }
    with django_capture_on_commit_callbacks(execute=True):
        cast.client("administrator").post(OWN, {**form, "from_on": "2022-01-31"})
    assert Invitation.objects.get().email == "nueva@example.org"
    assert "/invitacion/" in mail.outbox[0].body
    address = mail.outbox[0].body.split("http://localhost:8000")[1].split()[0]
    guest = Client()
    assert "Sindicatura" in guest.get(address).content.decode()
    answer = guest.post(
        address, {"password": "frase larga de varias palabras", "again": "frase larga de varias palabras"}
    )
    assert (answer.status_code, answer.url) == (302, "/escritorio/")
    assert guest.get("/escritorio/").status_code == 200
    assert guest.get(address).status_code == 410


def test_persona_of_the_demonstration_administers_and_opens_the_invitation_it_sends(cast, settings):
    """`hermanar seed demo` puts it once, also into a demonstration loaded before."""
    Appointment.objects.filter(pk=cast.appointments["administrator"].pk).update(ended_at=cast.at)
    assert [administrator(), administrator()] == [True, False]
    post = Appointment.objects.get(person__name="Persona de Muestra 12", office__title="Administración del sistema")
    assert (post.office.role, post.from_on) == ("administrator", cast.appointments["liaison"].from_on)
    settings.IS_DEMONSTRATION = True
    client = Client()
    assert "Administración del sistema" in client.get("/demostracion/").content.decode()
    client.post("/demostracion/", {"post": post.public_id})
    client.post(OWN, {"do": "office", "title": "Sindicatura", "role": "observer"})
    office = Office.objects.get(title="Sindicatura")
    form = {"do": "invite", "office": office.public_id, "person_name": "Persona de Muestra 40", "from_on": "2022-01-31"}
    form["how"] = "in_post"
    page = client.post(OWN, {**form, "email": "una@example.org"}, follow=True).content.decode()
    address = re.search(r'href="(/invitacion/[^"]+)"', page)[1]
    guest = Client()
    assert "Sindicatura" in guest.get(address).content.decode()
    guest.post(address, {"password": "frase larga de varias palabras", "again": "frase larga de varias palabras"})
    assert Appointment.objects.get(office=office).person.user.email == "una@example.org"
    settings.IS_DEMONSTRATION = False
    page = client.post(OWN, {**form, "email": "otra@example.org", "from_on": "2030-01-31"}, follow=True)
    assert "/invitacion/" not in page.content.decode()


def test_invite_to_an_office_of_another_organisation_answers_404(cast):
    form = {"do": "invite", "office": cast.offices["state"].public_id, "person_name": "X", "email": "x@example.org"}
    page = cast.client("administrator").post(OWN, {**form, "from_on": "2022-01-31"})
    assert Invitation.objects.count() == 0
    assert "Escoja una opción válida" in page.content.decode()


def test_revoke_closes_the_invitation(cast):
    office = Office.objects.create(
        organisation=cast.organisations["municipality"], title="Sindicatura", role="observer"
    )
    client = cast.client("administrator")
    form = {"do": "invite", "office": office.public_id, "person_name": "X", "email": "x@example.org", "how": "in_post"}
    client.post(OWN, {**form, "from_on": "2022-01-31"})
    client.post(OWN, {"do": "revoke", "invitation": Invitation.objects.get().public_id})
    assert Invitation.objects.get().revoked_at is not None


def test_end_post_shuts_the_door_at_once(cast):
    liaison = cast.client("liaison")
    assert liaison.get("/escritorio/").status_code == 200
    gone = {"do": "end", "appointment": cast.appointments["liaison"].public_id, "on": cast.at.date().isoformat()}
    cast.client("administrator").post(OWN, gone)
    assert Appointment.objects.get(pk=cast.appointments["liaison"].pk).ended_at is not None
    answer = liaison.get("/escritorio/")
    assert (answer.status_code, answer.url) == (302, "/cuenta/login/?next=/escritorio/")


def test_end_post_on_the_day_it_ended_lets_who_followed_begin_that_day(cast):
    administrator, post = cast.client("administrator"), cast.appointments["mayor"]
    ends = {"do": "end", "appointment": post.public_id}
    ahead = administrator.post(OWN, ends | {"on": "2999-01-01"}).content.decode()
    assert "Un puesto se da por terminado hoy o desde un día anterior." in ahead
    assert (
        "El puesto no puede terminar antes de empezar."
        in administrator.post(OWN, ends | {"on": "2021-12-31"}).content.decode()
    )
    assert Appointment.objects.get(pk=post.pk).ended_at is None
    assert administrator.post(OWN, ends | {"on": "2022-01-20"}).status_code == 302
    follows = {
        "do": "holder", "office": post.office.public_id, "name": "Persona de Muestra 77", "how": "in_post", "from_on": "2022-01-20",
    }  # fmt: skip
    assert administrator.post(OWN, follows).status_code == 302
    assert holder_on(post.office, dt.date(2022, 1, 25)).name == "Persona de Muestra 77"


def test_end_post_of_another_organisation_answers_404(cast):
    gone = {"do": "end", "appointment": cast.appointments["state"].public_id, "on": cast.at.date().isoformat()}
    answer = cast.client("administrator").post(OWN, gone)
    assert answer.status_code == 404
    assert Appointment.objects.get(pk=cast.appointments["state"].pk).ended_at is None


def test_holder_without_account_is_recorded_with_their_dates(cast):
    office = Office.objects.create(
        organisation=cast.organisations["municipality"], title="Sindicatura", role="observer"
    )
    form = {
        "do": "holder",
        "office": office.public_id,
        "name": "Persona de Muestra 41",
        "how": "in_charge",
        "reference": "Oficio 5/2022",
    }
    cast.client("administrator").post(OWN, {**form, "from_on": "2022-01-05", "until_on": "2022-12-31"})
    held = office.appointments.get()
    assert (held.how, held.until_on, held.person.user) == ("in_charge", dt.date(2022, 12, 31), None)


def test_election_is_put_down_with_its_source_and_shown(cast):
    form = {"do": "election", "election_on": "2024-06-02", "election_source": "Calendario electoral"}
    asked = cast.client("administrator").post(OWN, form | {"election_source": ""}).content.decode()
    assert "Este campo es obligatorio" in asked
    cast.client("administrator").post(OWN, form)
    assert cast.organisations["municipality"].administrations.get().election_on == dt.date(2024, 6, 2)
    assert "Calendario electoral" in cast.client("administrator").get(OWN).content.decode()


def test_administration_that_overlaps_is_refused_at_its_field(cast):
    form = {"do": "administration", "number": "XXII", "starts_on": "2024-01-01", "ends_on": "2026-12-31"}
    page = cast.client("administrator").post(OWN, form).content.decode()
    assert "La administración del 01/01/2022 al 31/12/2024 cubre" in page
    assert cast.organisations["municipality"].administrations.count() == 1


def test_letterhead_of_the_year_keeps_its_arms(cast):
    form = {"do": "letterhead", "year": "2022", "motto": "Año de la Muestra", "lines": "Presidencia Municipal"}
    arms = SimpleUploadedFile("escudo.png", png(), content_type="image/png")
    cast.client("administrator").post(OWN, {**form, "arms": arms})
    sheet = Letterhead.objects.get()
    assert (sheet.year, sheet.motto, sheet.arms.filename) == (2022, "Año de la Muestra", "escudo.png")


def test_arms_that_are_no_image_are_refused_at_the_field(cast):
    arms = SimpleUploadedFile("escudo.png", b"no", content_type="image/png")
    page = cast.client("administrator").post(OWN, {"do": "letterhead", "year": "2022", "arms": arms}).content.decode()
    assert "no es una imagen" in page
    assert Letterhead.objects.count() == 0


def test_operator_opens_an_organisation_and_invites_its_first_administrator(
    operator, django_capture_on_commit_callbacks
):
    form = {"kind": "municipality", "name": "H. Ayuntamiento de Manuel Doblado", "municipality": "Manuel Doblado, Gto."}
    form |= {"admin_name": "Persona de Muestra 50", "admin_email": "admin@example.org", "from_on": "2026-01-01"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = operator.post("/operacion/organizaciones/nueva/", form)
    opened = Organisation.objects.get(slug="h-ayuntamiento-de-manuel-doblado")
    assert (answer.status_code, opened.municipality_id, opened.state_id) == (302, "11008", "11")
    assert [m.to for m in mail.outbox] == [["admin@example.org"]]
    assert "Manuel Doblado" in operator.get(answer.url).content.decode()


def test_operator_who_has_no_other_post_opens_every_page_that_asks_for_no_record(cast, operator):
    """Pages of others are not there for the operator; none fails. The desk is the first they see."""
    found = {}
    for name in sorted(str(n) for n in DECIDED if str(n).startswith("web:")):
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        found[name] = operator.get(address).status_code
    assert found["web:desk"] == 200
    assert len(found) > 40
    assert set(found.values()) <= {200, 302, 400, 403, 404, 405}, found


def test_operator_is_asked_which_municipality(operator):
    form = {"kind": "municipality", "name": "X", "municipality": "", "admin_name": "Y", "admin_email": "y@example.org"}
    page = operator.post("/operacion/organizaciones/nueva/", {**form, "from_on": "2026-01-01"}).content.decode()
    assert "Escriba cuál es el municipio" in page
    form |= {"municipality": "Manuel Dobledo, Gto.", "from_on": "2026-01-01"}
    assert (
        "¿Quiso decir Manuel Doblado, Gto.?" in operator.post("/operacion/organizaciones/nueva/", form).content.decode()
    )
    assert not Organisation.objects.filter(name="X").exists()


@pytest.mark.parametrize(
    "address", ["/operacion/organizaciones/", "/operacion/organizaciones/nueva/", "/operacion/datos/"]
)
def test_operation_is_the_operators(cast, address):
    assert [cast.client(n).get(address).status_code for n in ("administrator", "liaison")] == [404, 404]


def test_data_request_is_answered_and_the_name_withheld(cast, operator):
    mayor = cast.persons["mayor"]
    row = receive_data_request(
        cast.act("nobody"),
        kind="withholding",
        from_name=mayor.name,
        from_email=mayor.email,
        what="No publiquen mi nombre",
    )
    address = f"/operacion/datos/{row.public_id}/"
    assert "por contestar" in operator.get("/operacion/datos/").content.decode()
    assert "Presidencia Municipal" in operator.get(address).content.decode()
    operator.post(address, {"do": "withhold"})
    operator.post(address, {"do": "answer", "granted": "yes", "answer": "Procede."})
    mayor.refresh_from_db()
    row = DataRequest.objects.get()
    assert (mayor.withheld_at is not None, row.granted, row.answer) == (True, True, "Procede.")
    operator.post(address, {"do": "correct", "name": "Persona de Muestra 99", "email": mayor.email})
    mayor.refresh_from_db()
    assert mayor.name == "Persona de Muestra 99"


def _asked(cast, kind: str = "access") -> tuple[DataRequest, str]:
    mayor = cast.persons["mayor"]
    row = receive_data_request(
        cast.act("nobody"), kind=kind, from_name=mayor.name, from_email=mayor.email, what="Qué hay de mí"
    )
    return row, f"/operacion/datos/{row.public_id}/"


def test_data_request_is_searched_by_a_button_and_its_time_stays(cast, operator, django_assert_max_num_queries):
    row, address = _asked(cast)
    before = operator.get(address).content.decode()
    assert ("Buscar ahora" in before, "Todavía no se busca" in before, 'name="rows"' in before) == (True, True, False)
    assert operator.post(address, {"do": "search", "otros": "Muestra Tres; Otra"}).status_code == 302
    row.refresh_from_db()
    assert (row.searched_at is not None, row.search["also"]) == (True, ["Muestra Tres", "Otra"])
    key = f"directory.Person:{cast.persons['mayor'].pk}"
    with django_assert_max_num_queries(60):  # every table is some fifty questions: they are not asked to show the page
        page = operator.get(address).content.decode()
    assert ("Buscar de nuevo" in page, "Muestra Tres; Otra" in page, f'value="{key}"' in page) == (True, True, True)
    assert "Search again" in operator.get("/en" + address).content.decode()


def test_data_request_leads_from_a_row_to_the_paper_it_is_of(cast, operator):
    case = relation.ready_to_sign(cast)
    issue = prepare_signature(cast.act("liaison"), agreement=case.agreement)
    _row, address = _asked(cast)
    assert operator.post(address, {"do": "search"}).status_code == 302
    page = operator.get(address).content.decode()
    assert (f"/verificar/{issue.code}/" in page, issue.version.document.title in page) == (True, True)
    assert f"versión {issue.version.number}" in page


def test_data_request_of_access_is_answered_with_a_copy_of_the_marked_rows(cast, operator):
    row, address = _asked(cast)
    operator.post(address, {"do": "search"})
    key = f"directory.Person:{cast.persons['mayor'].pk}"
    nothing = operator.post(address, {"do": "answer", "shown": "1", "rows": key, "granted": "yes", "answer": ""})
    assert nothing.status_code in {200, 400, 422}
    assert "checked" in re.search(rf'value="{key}"[^>]*>', nothing.content.decode()).group()
    row.refresh_from_db()
    assert row.answered_at is None
    answered = {"do": "answer", "shown": "1", "rows": key, "granted": "yes", "answer": "Aquí está."}
    assert operator.post(address, answered).status_code == 302
    row.refresh_from_db()
    assert (row.granted, len(row.export["rows"]), row.rows) == (True, 1, [key])
    page = operator.get(address).content.decode()
    assert ("Procede" in page, 'value="answer"' in page) == (True, False)
    again = operator.post(address, answered)
    assert (again.status_code, DataRequest.objects.get().answer) != (302, "otra")


def test_data_request_withholds_nothing_where_nothing_is_marked_or_twice(cast, operator):
    _row, address = _asked(cast, "withholding")
    operator.post(address, {"do": "search"})
    key = f"directory.Person:{cast.persons['mayor'].pk}"
    page = operator.post(address, {"do": "withhold", "shown": "1"}).content.decode()
    assert "Marque al menos un renglón" in page
    marked = {"do": "withhold", "shown": "1", "rows": key, "everywhere": "1"}
    assert operator.post(address, marked).status_code == 302
    assert "ya estaba reservado" in operator.post(address, marked).content.decode()
    assert "Se reservó el nombre en copias publicadas." in operator.get(address).content.decode()
    foreign = operator.post(address, {"do": "withhold", "shown": "1", "rows": "directory.Person:999999"})
    assert "Marque al menos un renglón" in foreign.content.decode()


def test_data_request_corrects_one_datum_with_its_reason(cast, operator):
    row, address = _asked(cast, "correction")
    operator.post(address, {"do": "search"})
    what = next(iter(re.findall(r'<option value="([^"|]+\|[a-z_]+)"', operator.get(address).content.decode())))
    wrong = {"do": "correct", "shown": "1", "what": what, "value": "Persona de Muestra 98", "reason": ""}
    assert "Persona de Muestra 98" in operator.post(address, wrong).content.decode()
    assert row.changes.count() == 0
    assert operator.post(address, {**wrong, "reason": "Así se llama"}).status_code == 302
    assert "Así se llama" in operator.get(address).content.decode()
    assert operator.post(address, {"do": "nada"}).status_code == 404


def test_data_request_is_searched_and_answered_by_the_operator_alone(cast, operator):
    row, address = _asked(cast)
    operator.post(address, {"do": "search"})
    house = cast.client("administrator")
    assert house.get(address).status_code == 404
    row.concerned.add(cast.organisations["municipality"])
    page = house.get(address).content.decode()
    assert ('value="search"' in page, 'value="answer"' in page) == (False, False)
    assert house.post(address, {"do": "search"}).status_code == 404


def test_mandate_of_the_office_is_kept_by_day_and_printed_in_the_profile(cast, complete_profile):
    client = cast.client("administrator")
    first = {
        "do": "mandate", "from_on": cast.at.date() - dt.timedelta(days=40), "mission": "Vincular.",
        "legal_basis": "Constitución, artículo 115\nBando, artículo 3", "functions": "Llevar el expediente",
    }  # fmt: skip
    assert "Este campo es obligatorio" in client.post(OWN, {**first, "functions": ""}).content.decode()
    assert client.post(OWN, first).status_code == 302
    changed = {**first, "from_on": cast.at.date(), "mission": "Vincular al municipio.", "mission_en": "To link."}
    assert client.post(OWN, changed).status_code == 302
    earlier = client.post(OWN, {**first, "mission": "Otra"}).content.decode()
    assert "Ya hay una ficha de la oficina con fecha posterior" in earlier
    house = cast.organisations["municipality"]
    assert [m.mission for m in Mandate.objects.filter(organisation=house)] == ["Vincular al municipio.", "Vincular."]
    assert "Vincular al municipio." in client.get(OWN).content.decode()
    paper = issue_profile(cast.act("liaison"), profile=complete_profile).version.as_content
    said = {b.key: b.text for b in paper.blocks}
    assert "<dd>To link.</dd>" in client.get("/en" + OWN).content.decode()
    assert said["liaison.office_mission"] == {"es": "Misión\tVincular al municipio.", "en": "Mission\tTo link."}
    assert said["liaison.office_basis"]["es"] == "Fundamento legal\tConstitución, artículo 115\nBando, artículo 3"
    assert said["liaison.office_functions"]["en"] == "Functions\tLlevar el expediente"


@pytest.mark.parametrize(
    ("pattern", "sample"),
    [
        ("{code}/{series}/{number:03d}/{year}", "VS/PM/007/2026"), ("PM-{number}-{year}", "PM-7-2026"),
        ("{year}.{number:07d}", "2026.0000007"), ("{code}/{year}", None), ("{number", None), ("{number} {0}", None),
        ("{number.__class__}", None), ("{number:>99999999}", None), ("{{number}}", None),
    ],
)  # fmt: skip
def test_folio_reads_as_its_scheme_and_nothing_else_runs(pattern, sample):
    assert folio_of(pattern, code="VS", series="PM", number=7, year=2026) == sample


def test_folios_of_a_series_are_configured_by_year(cast):
    client, house, act = cast.client("administrator"), cast.organisations["municipality"], cast.act("liaison")
    form = {"do": "folios", "series": "pm", "year": 2022, "pattern": "PM/{number:04d}/{year}", "next_number": 12}
    assert "{number} no puede faltar" in client.post(OWN, {**form, "pattern": "PM/{year}"}).content.decode()
    assert client.post(OWN, form).status_code == 302
    assert next_folio(act, organisation=house, series="PM", on=dt.date(2022, 3, 1)) == "PM/0012/2022"
    use_folio(act, organisation=house, folio="PM/0013/2022", what="papel")
    assert next_folio(act, organisation=house, series="PM", on=dt.date(2022, 3, 1)) == "PM/0014/2022"
    client.post(OWN, form)
    assert next_folio(act, organisation=house, series="PM", on=dt.date(2022, 3, 1)) == "PM/0015/2022"
    assert next_folio(act, organisation=house, series="PM", on=dt.date(2023, 1, 9)) == "PM/0001/2023"
    with pytest.raises(Refused, match="not_allowed"):
        set_folio_series(
            cast.act("stranger"), organisation=house, series="PM", year=2022, pattern="{number}", next_number=1
        )
