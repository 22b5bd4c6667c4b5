"""Steps of the walks, as persons take them page by page. Each leaves the case one step further and says what it saw."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.cli.walks.lead import DEFAULT
from hermanar.cli.walks.profile import SOURCE, TEXTS
from hermanar.cli.walks.scans import Ceremony, signed_sample
from hermanar.cli.walks.stage import MEXICO, sample_paper
from hermanar.cli.walks.study import study_of
from hermanar.directory.operations import move_exercise_clock
from hermanar.documents.models import Issue
from hermanar.kernel.acts import Act
from hermanar.partnerships.queries import get_partnership
from hermanar.profiles.operations import save_section

from .browserless import Visitor, words

STUDY = study_of(DEFAULT, proposed_by="un consulado de México")
BY_HAND = ("presentation", "population")  # sections of the profile: words in two languages, a figure with its source
NO_DAY = "2022-02-30"  # no calendar has it
NOT_A_DAY = "no está en el calendario"


def scan(name: str, *lines: str, on: dt.date = dt.date(2022, 3, 1)) -> SimpleUploadedFile:
    """A paper that arrived from outside, as its scan."""
    data = sample_paper(name, list(lines) or [name], on)
    return SimpleUploadedFile(f"{name}.pdf", data, content_type="application/pdf")


class Case:
    """One relation, as its persons see it.

    Who walks at a browser does not ask what does not stand on the page before it (`asks_beside`): what others see at each step,
    what can be said today, the papers behind the links, each on the pages of its own. The same walk without a browser
    asks all of it, on both databases; the long sweeps ask it in the browser too.
    """

    def __init__(self, house, url: str) -> None:
        self.house, self.url = house, url
        self.code = url.rstrip("/").rpartition("/")[2]
        self.has_moved = False  # the clock, by hand

    @property
    def asks_beside(self) -> bool:
        return self.house.enter("liaison").asks_beside

    def act(self) -> Act:
        """One of the liaison's, now in the exercise, without a page."""
        actor = self.house.stage.actor("liaison")
        return Act(actor, get_partnership(actor, self.code).circle.exercise_at)

    def seen_by(self, persona: str) -> Visitor:
        visitor = self.house.enter(persona).open(self.url)
        assert visitor.status == 200, (persona, visitor.status)
        return visitor

    def hidden_from(self, *personas: str) -> None:
        if not self.asks_beside:
            return
        for persona in personas:
            visitor = self.house.enter(persona)
            for path in ("", "bitacora/", "texto/", "expediente.zip", "cabildo/", "plazos/", "estudio/"):
                assert visitor.open(self.url + path).status == 404 or "/cuenta/login/" in visitor.url, (persona, path)

    def turn(self, mine: str, title: str, *, blocked: tuple[str, ...] = (), others: tuple[str, ...] = ()) -> Visitor:
        """Whose turn it is and for what, as that persona sees it and as others do; every blocker opens a door."""
        visitor = self.seen_by(mine)
        card = visitor.next_step
        assert card.startswith("Siguiente paso · a su cargo"), card
        assert title in card, card
        for sentence in blocked:
            assert sentence in card, card
        doors = visitor.doors
        assert doors or not blocked, "blockers without a door"
        if not self.asks_beside:
            return visitor
        for door in doors:
            assert visitor.open(door).status == 200, door
        for other in set(others) & set(self.house.stage.people):
            assert self.seen_by(other).next_step.startswith("Siguiente paso · a cargo de"), other
        return self.seen_by(mine) if doors else visitor

    def says(self, sentence: str, persona: str = "liaison") -> None:
        """What can be said today, and nothing else."""
        if not self.asks_beside:
            return
        claim = self.seen_by(persona).claim
        assert sentence.lower() in claim.lower(), claim

    def at(self, day: dt.date, persona: str = "liaison") -> None:
        """The exercise's clock, moved by hand on its own page; it never goes back. Who does not ask beside moves it so once."""
        if self.has_moved and not self.asks_beside:
            act = self.act()
            circle = get_partnership(act.actor, self.code).circle
            move_exercise_clock(act, circle=circle, to=dt.datetime.combine(day, dt.time(9), tzinfo=MEXICO))
            return
        self.has_moved = True
        visitor = self.seen_by(persona).follow("Avanzar el reloj")
        visitor.send("Avanzar el reloj", to=str(day))
        assert visitor.url == self.url, visitor.url

    def done(self, *titles: str) -> None:
        """These steps of the process are done, as the liaison's page lists them."""
        if not self.asks_beside:
            return
        seen = self.seen_by("liaison").text
        for title in titles:
            assert f"{title} (hecho)" in seen, f"“{title}” is not done: {seen[:2500]}"


def today(case: Case) -> str:
    """The day it is in the exercise."""
    return str(case.house.day)


def body(house, case: Case, persona: str, page: str, *, kind: str, name: str, seats: int, who: str) -> str:
    """A body put down with its rule and its members, one by one. Returns its address."""
    visitor = house.enter(persona).open(case.url + page)
    visitor.follow("Asentar un órgano")
    visitor.refused(
        "Asentar el órgano", "Número de integrantes", kind=kind, name=name, seats="0", source="Reglamento interior"
    )
    visitor.refused("Asentar el órgano", NOT_A_DAY, kind=kind, name=name, seats=seats, valid_from=NO_DAY)
    visitor.send(
        "Asentar el órgano", kind=kind, name=name, seats=seats, source="Reglamento interior", valid_from=today(case)
    )
    address = visitor.url
    secretary = house.enter(who)
    for number in range(seats):
        secretary.open(address).follow("Integrar a una persona")
        if number == 0:
            secretary.refused(
                "Integrar", NOT_A_DAY, name="Persona de Muestra 70", position="Presidencia", from_on=NO_DAY
            )
        secretary.send(
            "Integrar", name=f"Persona de Muestra {70 + number}", position="Presidencia" if number == 0 else f"Vocalía {number}",
            sector="official" if number % 2 else "citizen", from_on=today(case), oath_on=today(case),
        )  # fmt: skip
    return address


def hold(house, who: str, address: str, *, number: str, points: list[dict], case: Case | None = None) -> Visitor:
    """A session convened, its agenda, its attendance. Leaves the secretary on the session's page."""
    visitor = house.enter(who).open(address)
    visitor.follow("Convocar a sesión")
    visitor.refused("Convocar", NOT_A_DAY, number=number, held_on=NO_DAY)
    visitor.send("Convocar", number=number, held_on=points[0]["on"], at="10:00", place="Sala de sesiones")
    session = visitor.url
    for point in points:
        visitor.open(session).follow("Proponer un punto")
        visitor.send(
            "Poner en el orden del día", title=point["title"], purpose=point["purpose"],
            partnership=case.code if case else "",
        )  # fmt: skip
    visitor.open(session).follow("Asentar la asistencia")
    everybody = visitor.tree.xpath("//input[@name='present']/@value")
    visitor.send("Asentar", present=[str(v) for v in everybody])
    return visitor.open(session).says("Hay quórum")


def designate(case: Case) -> None:
    house = case.house
    liaison = case.seen_by("liaison")
    assert "Siguiente paso · a cargo de" in liaison.next_step
    liaison.open(case.url + "enlace/").says("Aún no se designa")
    mayor = case.turn("mayor", "área de enlace", others=("liaison", "state"))
    mayor.follow("Designar")
    mayor.refused("Firmar la designación", NOT_A_DAY, designated_on=NO_DAY)
    mayor.send("Firmar la designación", designated_on=today(case))
    house.liaison.open(case.url + "enlace/").says("Designada el")


def profile(case: Case) -> None:
    liaison = case.turn("liaison", "erfil", blocked=())
    liaison.follow("Abrir el perfil")
    home = liaison.url
    # a figure without its source is kept, and stands among what is to be completed
    liaison.open("/perfiles/seccion/population/?de=" + case.code)
    liaison.send("Guardar", es="41,240", source="", year="").says("falta la fuente")
    liaison.open(home).says("Población: falta la fuente, falta el año del dato.")
    for key, (es, en) in TEXTS.items():
        if key not in BY_HAND and not case.asks_beside:
            owner = case.house.stage.organisations["municipality"]
            save_section(case.act(), profile_of=owner, key=key, es=es, en=en, source=SOURCE, year=2020)
            continue
        liaison.open(f"/perfiles/seccion/{key}/?de={case.code}")
        asked = {name for name in ("en", "source", "year") if liaison.tree.xpath(f"//*[@name='{name}']")}
        given = {"en": en, "source": SOURCE, "year": "2020"}
        typed = {"es": es, **{name: given[name] for name in asked}}
        liaison.send("Guardar", **typed)
    liaison.open(home).follow("Expedir el perfil")
    liaison.send("Expedir el perfil")
    assert len(liaison.open(home).papers()) >= 2
    liaison.follow("Dar por listo en esta relación")
    liaison.send("Dar por listo")
    assert liaison.url == case.url


def study(case: Case) -> None:
    """Written and submitted by the liaison; the Committee reads it and does not edit."""
    liaison = case.turn("liaison", "estudio")
    liaison.follow("Abrir el estudio").follow("Todo en una página")
    liaison.refused("Guardar el estudio", "Escriba esta sección", origin=STUDY["origin"], risks=STUDY["risks"])
    liaison.send("Guardar el estudio", **STUDY)
    assert len(liaison.open(case.url + "estudio/").links()) >= 1
    for fmt, begins in (("pdf", b"%PDF"), ("docx", b"PK")) if case.asks_beside else ():
        assert liaison.download(f"{case.url}estudio/?descargar={fmt}").startswith(begins)
    liaison.follow("Someter al Comité").send("Someter el estudio")


def certified(visitor: Visitor, session: str) -> list[str]:
    """The certificate of the last resolution on a session's page; its papers can be had."""
    visitor.open(session).follow("Certificar")
    visitor.send("Certificar y expedir")
    papers = visitor.open(session).papers()
    assert len(papers) >= 2, papers
    return papers


def counterpart(case: Case, lead, *, until: str = "2024-04-15") -> None:
    """Who answers on the other side, before anything is written to them."""
    visitor = case.seen_by("liaison").follow("Editar los datos de la contraparte")
    typed = {"office": lead.foreign_office, "head_name": "Persona de Muestra 40", "head_post": lead.head_post,
             "head_post_es": lead.head_post_es, "languages": lead.contact_languages}  # fmt: skip
    visitor.refused("Guardar", "Correo electrónico", **typed, email="persona en whitewater")
    visitor.refused("Guardar", NOT_A_DAY, **typed, email="", term_ends_on=NO_DAY)
    visitor.send("Guardar", **typed, term_ends_on=until)


def letter(case: Case, lead) -> str:
    """Written, checked, returned by the mayor, corrected, signed, sent, acknowledged. Returns its address."""
    liaison = case.turn("liaison", "carta de intención").follow("Escribir la carta")
    typed = {f"{part}_{lang}": getattr(lead, part)[lang]
             for part in ("motivations", "interests", "objectives") for lang in ("es", "en")}  # fmt: skip
    # one language says what the other does not: nothing is lost, the page says what would be right
    liaison.form("Guardar").send(**{**typed, "objectives_en": ""})
    assert liaison.errors()
    assert liaison.kept("motivations_es") == [typed["motivations_es"]]
    liaison.send("Guardar", **typed, copies=lead.consulate, initials="PM1/pm2")
    address = liaison.url
    assert not liaison.has_button("Firmar la carta") or "a cargo de la Presidencia" in liaison.next_step
    assert liaison.open(address + "firmar/").status == 404
    assert len(liaison.open(address).papers()) >= 2
    mayor = case.turn("mayor", "Firmar la carta de intención", others=("liaison",)).follow("Abrir la carta")
    mayor.follow("Devolver al enlace").send("Devolver", reason="Diga “artesanías” antes que “productos”.")
    liaison.open(address).says("La Presidencia municipal la devolvió", "Diga “artesanías”")
    liaison.open(address + "corregir/").send("Guardar", initials="PM1/pm3")
    mayor.open(address).follow("Firmar la carta")
    mayor.refused("Firmar la carta", NOT_A_DAY, dated_on=NO_DAY)
    mayor.refused("Firmar la carta", "fecha", dated_on="2031-01-01")
    mayor.send("Firmar la carta", dated_on=today(case))
    assert len(mayor.open(address).papers()) >= 2
    liaison = case.turn("liaison", "Enviar la carta").follow("Abrir la carta").follow("Asentar el envío")
    liaison.refused("Asentar el envío", NOT_A_DAY, sent_on=NO_DAY, sent_by="Por conducto del consulado")
    liaison.send("Asentar el envío", sent_on=today(case), sent_by="Por conducto del consulado")
    case.done("Carta de intención")
    liaison.open(address).follow("Asentar el acuse").send("Asentar el acuse")
    return address


def text(case: Case, lead) -> None:
    """Started from the base text; a third city, a blank and two numbers of days are found, shown, repaired."""
    liaison = case.turn("liaison", "Iniciar el texto del Acuerdo").follow("Abrir el texto")
    desk = liaison.url
    case.house.enter("committee").open(desk) if "committee" in case.house.stage.people else None
    liaison.open(desk).send("Iniciar el texto")
    liaison.says("versión 1")
    domestic = "es" in lead.languages and len(lead.languages) == 1
    edit(liaison, desk, "objetivo", lambda s: f"{s} Participará también el Municipio de Zihuatanejo de Azueta.")
    edit(liaison, desk, "sesenta (60)", lambda s: s.replace("sesenta (60)", "sesenta (90)", 1))
    found = [
        words(e)
        for e in liaison.open(desk).tree.xpath(
            "//*[contains(@class,'finding')]//h3|//*[contains(@class,'finding')]//header"
        )
    ]
    assert found, "nothing was found in a spoiled text"
    liaison.says("Zihuatanejo")
    liaison.follow("Acordar el texto")
    assert liaison.doors
    liaison.form("Acordar la versión").send()
    assert liaison.errors(), "a text with a third city was agreed"
    mend(liaison, desk)
    liaison.open(desk).follow("Acordar el texto")
    liaison.refused("Acordar la versión", NOT_A_DAY, agreed_on=NO_DAY)
    liaison.send("Acordar la versión", agreed_on=today(case))
    liaison.open(desk).says("Texto acordado")
    assert len(liaison.papers()) >= 2
    assert domestic or liaison.tree.xpath("//*[@lang='en']")


def edit(visitor: Visitor, desk: str, holds: str, change) -> None:
    """Open the first clause whose Spanish holds the words, and save it changed."""
    for href in clauses_with(visitor.open(desk), holds):
        visitor.open(href)
        seen = visitor.kept("text_es")
        if seen and holds in seen[0]:
            visitor.send("Guardar", near="Guardar", text_es=change(seen[0]))
            return
    raise AssertionError(f"no clause holds “{holds}” on {desk}")


def clauses_with(visitor: Visitor, holds: str) -> list[str]:
    """Where the clauses of the desk that hold the words are edited."""
    clauses = visitor.tree.xpath("//div[contains(concat(' ',normalize-space(@class),' '),' clause ')]")
    found = [one.xpath(".//a[contains(@href,'?editar=')]/@href") for one in clauses if holds in words(one)]
    return [str(href[0]) for href in found if href]


def mend(visitor: Visitor, desk: str) -> None:
    """Press the first repair that is offered until no error is left."""
    for _turn in range(12):
        visitor.open(desk)
        errors = visitor.tree.xpath(
            "//article[contains(@class,'finding') and contains(@class,'error')]|//*[contains(@class,'finding error')]"
        )
        if not errors:
            return
        form = next((f for e in errors for f in e.xpath(".//form[contains(@action,'corregir')]")), None)
        assert form is not None, [words(e) for e in errors]
        visitor.formed(form, form.xpath(".//button")[0]).send()
    raise AssertionError("errors left after the repairs")


def cabildo(case: Case, *, theirs: str, other: str) -> None:
    """An act that names another city and a blank vote authorise nothing; the one that names the counterpart does."""
    house = case.house
    secretary = case.turn("council_secretary", "Cabildo", others=("liaison", "mayor"))
    secretary.follow("Abrir la sesión")
    address = body(
        house, case, "council_secretary", "cabildo/", kind="cabildo", name="Ayuntamiento en sesión de Cabildo", seats=3,
        who="council_secretary",
    )  # fmt: skip
    day = today(case)
    secretary = hold(
        house, "council_secretary", address, number="14", case=case,
        points=[{"title": t, "purpose": "authorise", "on": day} for t in ("Otra ciudad", "Voto de confianza", "La contraparte")],
    )  # fmt: skip
    session = secretary.url
    votes = [a.get("href") for a in secretary.tree.xpath("//a[contains(@href,'votacion')]")]
    signs = {"signatory": "Persona de Muestra 01", "text": "Se autoriza firmar el acuerdo."}
    assert len(votes) == 3
    assert (
        house.liaison.open(votes[0]).status in {403, 404} or house.liaison.form("Asentar la resolución").send().errors()
    )
    secretary.open(votes[0])
    secretary.refused("Asentar la resolución", "Abstenciones", in_favour="3", abstained="-1", names=other)
    secretary.form("Asentar la resolución").send(in_favour="30", abstained="0", names=other)
    assert secretary.errors(), "more votes than persons"
    secretary.send("Asentar la resolución", in_favour="3", names=other, number="14-01")
    secretary.open(session).says("otra ciudad")
    secretary.open(votes[1]).send("Asentar la resolución", is_blank="on", number="14-02")
    assert "autorización" not in case.seen_by("liaison").claim
    secretary.open(votes[2]).send("Asentar la resolución", names=theirs, number="14-03", **signs)
    secretary.open(session).says("Nombra a la contraparte: autoriza la firma.")
    visitor = secretary.open(session)
    certify = [a.get("href") for a in visitor.tree.xpath("//a[contains(@href,'certificar')]")]
    visitor.open(certify[-1]).send("Certificar y expedir")
    assert len(visitor.open(session).papers()) >= 2
    case.says("el Cabildo autorizó")


def dispatch(case: Case) -> str:
    """Prepared by the liaison, passed on by the state, received by the ministry. Returns the address of round 1."""
    house = case.house
    liaison = case.turn("liaison", "Envío").follow("Preparar el envío")
    liaison.follow("Preparar el envío").send("Preparar el envío")
    address = liaison.url
    lacking = [
        a.get("href")
        for a in liaison.tree.xpath("//a[contains(@href,'documentos')]")
        if words(a).startswith("Adjuntar")
    ]
    for href in lacking:
        liaison.open(href)
        no_pdf = SimpleUploadedFile("nota.pdf", b"esto no es un PDF", "application/pdf")
        liaison.refused("Integrar", "PDF", files={"paper": no_pdf}, note="Se recibió por correo")
        liaison.send("Integrar", files={"paper": scan("anexo")})
    assert house.reviewer.open(address).status == 404
    # it goes out in the mayor's name: asked for, signed and sent
    liaison.open(address).follow("Pedir la firma").send("Pedir la firma")
    asked_for(case, address)
    mayor = house.mayor.open("/avisos/").follow("Espera su firma “Oficio de envío del expediente”")
    mayor.follow("Firmar y enviar").refused("Firmar y enviar", NOT_A_DAY, sent_on=NO_DAY)
    mayor.send("Firmar y enviar", sent_on=today(case))
    assert liaison.open(address).papers()
    state = house.state.open("/dictamenes/")
    assert any("Manuel Doblado" in label for label in state.links()), state.links()
    state.open(address).follow("Turnar a la SRE").send("Turnar", forwarded_on=today(case))
    assert state.open(address).papers()
    house.reviewer.open(address).follow("Recibir").send("Recibir")
    return next(url for label, url in house.reviewer.open(address).links().items() if label.startswith("Ronda"))


def asked_for(case: Case, page: str) -> None:
    """While the request stands it is the mayor's turn, and the page says since when instead of asking again."""
    liaison = case.house.liaison.open(page)
    liaison.says("La firma se pidió el")
    assert not liaison.has_button("Pedir la firma")
    case.turn("mayor", "Firmar y enviar", others=("liaison",)).says("La firma se pidió el")


def new_version(case: Case) -> None:
    """The text is opened again, one clause changes in both languages, and it is agreed."""
    liaison = case.house.liaison
    text_url = case.url + "texto/"
    liaison.open(text_url).follow("Reabrir")
    liaison.form("Reabrir").send(reason="")
    assert liaison.errors()
    liaison.send("Reabrir", reason="Atender las observaciones de la SRE.")
    for href in (href for href in clauses_with(liaison.open(text_url), "una vez al año") if "?editar=art-05" in href):
        liaison.open(href)
        if (seen := liaison.kept("text_es")) and "una vez al año" in seen[0]:
            english = liaison.kept("text_en")[0]
            liaison.send(
                "Guardar", text_es=f"{seen[0]} La evaluación anual corresponde a ambas Partes.",
                text_en=f"{english} The annual evaluation belongs to both Parties.",
            )  # fmt: skip
            break
    else:
        raise AssertionError("article 5 speaks of no yearly meeting")
    liaison.open(text_url).follow("Acordar el texto").send("Acordar la versión", agreed_on=today(case))


def review(case: Case, desk: str) -> None:
    """Observations hang on an article and leave together; a new version answers; what did not change stays approved."""
    house = case.house
    reviewer = house.reviewer.open(desk)
    reviewer.refused("Anotar la observación", "Observación", group="art-05", language="en", text="")
    reviewer.send(
        "Anotar la observación", group="art-05", language="en", text="Precisar que la evaluación es de ambas Partes."
    )
    reviewer.send("Anotar la observación", group="art-08", language="", text="Decir que cada Parte cubre sus gastos.")
    assert "Precisar que" not in house.liaison.open(desk).text if house.liaison.open(desk).status == 200 else True
    reviewer.open(desk).follow("Enviar 2 observaciones").send("Enviar todas en un oficio")
    assert reviewer.open(desk).papers()
    liaison = house.liaison.open(desk).says("Precisar que la evaluación es de ambas Partes.")
    liaison.form("Asentar la respuesta").send(accepted="no", answer="")
    assert liaison.errors(), "an observation was not accepted without a reason"
    for accepted, answer in (("si", "Se precisa en el texto."), ("no", "El artículo ya lo dice.")):
        liaison.open(desk).send("Asentar la respuesta", accepted=accepted, answer=answer)
    new_version(case)
    liaison.open(desk).follow("Contestar con la nueva versión").send("Pedir la firma")
    house.mayor.open(desk).follow("Firmar la respuesta").send("Presentar la nueva versión")
    second = next(
        url for label, url in house.reviewer.open(case.url + "dictamen/").links().items() if label == "Ronda 2"
    )
    reviewer.open(second).says("artículos ya aprobados que no cambiaron")
    reviewer.follow("Proponer dictamen")
    reviewer.form("Proponer").send(grounds="El texto es procedente.")
    assert reviewer.errors(), "an opinion without a sense was proposed"
    assert reviewer.kept("grounds") == ["El texto es procedente."]
    reviewer.send("Proponer", sense="favourable", grounds="El texto se ajusta al derecho internacional público.")
    opinion = reviewer.url
    assert reviewer.open(opinion + "autorizar/").status in {200, 404}
    if reviewer.status == 200:
        reviewer.form("Autorizar y expedir").send()
        assert reviewer.errors(), "the same person authorised the opinion"
    house.authoriser.open(opinion).follow("Autorizar")
    house.authoriser.refused("Autorizar y expedir", NOT_A_DAY, issued_on=NO_DAY, number="CJA-22-1")
    house.authoriser.send("Autorizar y expedir", issued_on=today(case))
    assert len(house.liaison.open(opinion).papers()) >= 2
    case.says("dictamen favorable")


def sign(case: Case, *, theirs: str) -> None:
    """Prepared, deposited as it was signed, confirmed page by page; the act of deposit says so."""
    house = case.house
    page = case.url + "firma/"
    case.turn("liaison", "Firma").follow("Asentar la firma").follow("Preparar para firma")
    house.liaison.refused("Expedir el texto para firma", NOT_A_DAY, issued_on=NO_DAY)
    house.liaison.send("Expedir el texto para firma", issued_on=today(case))
    liaison = house.liaison
    papers = liaison.open(page).papers()
    data = liaison.download(next(p for p in papers if ".pdf" in p))
    unsigned = SimpleUploadedFile("por-firmar.pdf", data, content_type="application/pdf")
    ceremony = Ceremony("Manuel Doblado, Guanajuato", dt.date.fromisoformat(today(case)), "Persona de Muestra 42", "")
    came_back = signed_sample(Issue.objects.order_by("-pk")[0], ceremony)
    signed = SimpleUploadedFile("texto-firmado.pdf", came_back, content_type="application/pdf")
    case.says("dictamen favorable" if theirs == "Whitewater" else "Cabildo autorizó")
    liaison.open(page).follow("Depositar el texto firmado")
    typed = {"place": "Manuel Doblado, Guanajuato", "originals": "2", "witness_name": "Persona de Muestra 42",
             "their_name": "Persona de Muestra 40"}  # fmt: skip
    no_pdf = SimpleUploadedFile("firmado.pdf", b"GIF89a", "application/pdf")
    liaison.refused("Depositar", "PDF", files={"scan": no_pdf}, **typed, signed_on=today(case))
    liaison.refused("Depositar", "no lleva firmas", files={"scan": unsigned}, **typed, signed_on=today(case))
    liaison.refused("Depositar", NOT_A_DAY, files={"scan": signed}, **typed, signed_on=NO_DAY)
    signed.seek(0)
    liaison.send("Depositar", files={"scan": signed}, **typed, signed_on=today(case))
    deposit = liaison.url
    every = liaison.tree.xpath("//input[@name='pages']/@value")
    assert every
    first = liaison.tree.xpath("//ol[@class='pages']//a/@href")[0]
    assert not case.asks_beside or liaison.download(first).startswith(b"\x89PNG")
    liaison.form("Confirmar el texto firmado").send(pages=[str(every[0])])
    assert liaison.errors() or len(every) == 1, "a signed text was confirmed unread"
    liaison.open(deposit).send("Confirmar el texto firmado", pages=[str(v) for v in every])
    assert len(liaison.open(deposit).papers()) >= 2


def register(case: Case, *, who: str) -> str:
    """Sent to the ministry, recorded with the ministry's own number. Returns the public address of the entry."""
    house = case.house
    page = case.url + "registro/"
    if "mayor" in house.stage.people:
        house.liaison.open(page).follow("Pedir la firma").send("Pedir la firma")
        asked_for(case, page)
        house.mayor.open(page).follow("Firmar y enviar el ejemplar").send("Enviar", on=today(case))
    else:
        alone = house.liaison.open(page).follow("Enviar el ejemplar")
        alone.refused("Enviar", "con qué lo aprobó", on=today(case), approval=" ")
        alone.send("Enviar", on=today(case), approval="Instrucción por escrito de la Presidencia, 15 de julio")
    assert house.liaison.open(page).papers()
    registrar = house.enter(who).open(page).follow("Asentar el registro")
    registrar.refused("Asentar el registro", NOT_A_DAY, number="MUESTRA-001", registered_on=NO_DAY)
    registrar.send(
        "Asentar el registro", number="MUESTRA-001", registered_on=today(case), files={"scan": scan("constancia")}
    )
    registrar.open(page).says("Inscrito con el número MUESTRA-001")
    case.says("se registró")
    return page


def clock(case: Case) -> None:
    """Duties with owner, from the signed text; as a calendar; one is fulfilled from its proof."""
    liaison = case.seen_by("liaison")
    page = case.url + "plazos/"
    liaison.open(page).says("A cargo de")
    if case.asks_beside:
        calendar = liaison.download(liaison.link("Llevar a mi calendario")).decode()
        assert calendar.startswith("BEGIN:VCALENDAR\r\n")
        assert calendar.count("BEGIN:VEVENT") >= 3
    liaison.open(page).follow("Asentar el cumplimiento")
    liaison.refused("Asentar", NOT_A_DAY, done_on=NO_DAY, proof="Oficio PM/12/2022")
    liaison.send("Asentar", done_on=today(case), proof="Oficio PM/12/2022")
    liaison.open(page).says("Oficio PM/12/2022")


def folder(case: Case) -> list[str]:
    """The folder as ZIP, its index first. Returns the names in it."""
    import io
    import zipfile

    liaison = case.seen_by("liaison")
    data = liaison.download(liaison.link("Descargar expediente"))
    with zipfile.ZipFile(io.BytesIO(data)) as kept:
        assert kept.testzip() is None
        return kept.namelist()
