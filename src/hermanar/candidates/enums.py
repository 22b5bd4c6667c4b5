"""Words of the candidates: criteria, where a point was read, and the sentence of every point."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class Criterion(TextChoices):
    """What is looked at (4 of the issue: why this city). Its weight is data (`data/weights.yaml`)."""

    MIGRANTS = "migrants", _("Comunidad migrante")
    PROBLEM = "problem", _("Problema común ya resuelto")
    COMPLEMENT = "complement", _("Lo que una ofrece y la otra busca")
    LEAD = "lead", _("Interés manifestado")
    RELATION = "relation", _("Relación que ya existe")
    TRIANGLE = "triangle", _("Socio en común")
    NEIGHBOURS = "neighbours", _("Vínculos de municipios cercanos")
    SECTORS = "sectors", _("Sectores económicos")
    SIZE = "size", _("Tamaño parecido")
    UNIVERSITIES = "universities", _("Universidades")
    LANGUAGE = "language", _("Idioma")
    DISTANCE = "distance", _("Distancia")
    HOURS = "hours", _("Horas de oficina en común")
    TERM = "term", _("Fin de su administración")
    CONSULATE = "consulate", _("Opinión del consulado")
    HISTORY = "history", _("Cartas anteriores")
    COMMITTEE = "committee", _("Su comité")
    BODY = "body", _("Quién firmaría")
    NAMESAKE = "namesake", _("Mismo nombre")


class SourceKind(TextChoices):
    """Where a point was read."""

    PROFILE = "profile", _("Perfil municipal propio")
    THEIR_PROFILE = "their_profile", _("Perfil de la otra ciudad")
    LEAD = "lead", _("Prospecto")
    BOOK = "book", _("Libro de relaciones documentadas")
    CASE = "case", _("Expediente")
    LETTER = "letter", _("Correspondencia")
    CONSULATE = "consulate", _("Consulado o embajada")
    DATUM = "datum", _("Dato asentado por el enlace")
    DIRECTORY = "directory", _("Directorio de organizaciones")
    GAZETTEER = "gazetteer", _("GeoNames (CC BY 4.0)")
    PROFILE_AND_GAZETTEER = "profile_gazetteer", _("Perfil municipal propio y GeoNames (CC BY 4.0)")
    BOTH_PROFILES = "both_profiles", _("Perfil municipal propio y perfil de la otra ciudad")
    LANGUAGES = "languages", _("GeoNames, idiomas por país (CC BY 4.0)")
    ZONES = "zones", _("Husos horarios (IANA)")
    NOTHING = "nothing", _("Sin fuente: falta el dato")


class Standing(TextChoices):
    """Which way a point pulls. What is not known is not a zero."""

    WHY = "why", _("Por qué")
    WHY_NOT = "why_not", _("Por qué no")
    EVEN = "even", _("Se sabe y no inclina")
    UNKNOWN = "unknown", _("No se sabe")


class CandidateState(TextChoices):
    SHORTLISTED = "shortlisted", _("En la lista corta")
    DISCARDED = "discarded", _("Descartada")


class Sense(TextChoices):
    """What a consulate thinks of a city as counterpart."""

    FAVOURABLE = "favourable", _("Favorable")
    RESERVED = "reserved", _("Con reservas")
    UNFAVOURABLE = "unfavourable", _("No favorable")


class DatumKind(TextChoices):
    """What the liaison may put down of a city, with its source and date."""

    PRACTICE = "practice", _("Resolvió un problema como el nuestro")
    OFFER = "offer", _("Ofrece")
    SEEK = "seek", _("Busca")
    SECTOR = "sector", _("Sector económico")
    UNIVERSITY = "university", _("Universidad")
    MIGRANTS = "migrants", _("Viven ahí migrantes del municipio")
    TERM = "term", _("Su administración termina el")
    ELECTION = "election", _("Elige a quien la gobierna el")
    COMMITTEE = "committee", _("Tiene comité de ciudades hermanas")
    NO_COMMITTEE = "no_committee", _("No tiene comité de ciudades hermanas")


class Power(StrEnum):
    CHOOSE = "choose"  # shortlist, discard, weigh, put down data and opinions received
    OPINE = "opine"  # the consulate's own opinion, on a lead it shares


class Happened(HappenedBase):
    SHORTLISTED = "candidates.shortlisted", _("%(actor)s puso a %(city)s en la lista corta de candidatas")
    DISCARDED = "candidates.discarded", _("%(actor)s descartó a %(city)s como candidata: %(reason)s")
    TAKEN_OFF = "candidates.taken_off", _("%(actor)s quitó a %(city)s de sus listas de candidatas")
    WEIGHED = "candidates.weighed", _("%(actor)s cambió los pesos de las candidatas: %(reason)s")
    DATUM_RECORDED = "candidates.datum_recorded", _("%(actor)s asentó un dato de %(city)s: %(datum)s")
    DATUM_WITHDRAWN = "candidates.datum_withdrawn", _("%(actor)s retiró un dato de %(city)s: %(reason)s")
    OPINION_GIVEN = "candidates.opinion_given", _("Opinión consular sobre %(city)s, del %(on)s: %(view)s")
    CASE_OPENED = "candidates.case_opened", _("%(actor)s abrió el expediente %(folio)s con la candidata %(city)s")
    STUDY_PROPOSED = "candidates.study_proposed", _("%(actor)s propuso el estudio de %(city)s desde su hoja de puntos")


# The sentence of every point: code → words with the names of its data. Numbers, dates and names are put in when shown.
SENTENCES = {
    # where its people live
    "migrants_city": _("Ahí viven migrantes del municipio"),
    "migrants_region": _("En %(region)s viven migrantes del municipio"),
    "migrants_country": _("En %(country)s viven migrantes del municipio; no consta en qué ciudad"),
    "migrants_lead": _("Según el prospecto %(folio)s, ahí viven migrantes del municipio"),
    "migrants_elsewhere": _("Los migrantes del municipio viven en otros lugares"),
    "migrants_unsaid": _("El perfil municipal no dice dónde viven sus migrantes"),
    # problems and practices
    "problem_practice": _("Resolvió un problema como el nuestro: %(what)s"),
    "problem_offer": _("Puede compartir lo que nuestro municipio necesita resolver: %(what)s"),
    "problem_none": _("Lo que se sabe de ella no toca ninguno de nuestros problemas"),
    "problem_unsaid_ours": _("El perfil municipal no dice qué problemas quiere resolver"),
    "problem_unsaid_theirs": _("No se sabe si resolvió algún problema como los nuestros"),
    # offers and seeks
    "complement_they_give": _("Ofrece lo que nuestro municipio busca: %(what)s"),
    "complement_we_give": _("Busca lo que nuestro municipio ofrece: %(what)s"),
    "complement_none": _("Lo que ofrece y busca no coincide con lo nuestro"),
    "complement_unsaid_ours": _("El perfil municipal no dice qué ofrece ni qué busca"),
    "complement_unsaid_theirs": _("No se sabe qué ofrece ni qué busca esa ciudad"),
    # leads
    "lead_live": _("Ya manifestó su interés: prospecto %(folio)s, recibido el %(on)s"),
    "lead_answered": _("Manifestó su interés y el municipio contestó que sí: prospecto %(folio)s"),
    "lead_declined": _("El municipio declinó su interés: prospecto %(folio)s"),
    "lead_lapsed": _("Su interés quedó sin respuesta nuestra: prospecto %(folio)s; hay que explicarlo"),
    "lead_withdrawn": _("Retiró su interés: prospecto %(folio)s"),
    "lead_none": _("No consta que esa ciudad haya manifestado interés"),
    # relations of one's own
    "relation_open": _("Ya hay un expediente abierto con ella: %(folio)s"),
    "relation_paused": _("Hay un expediente interrumpido con ella (%(folio)s): primero conviene retomarlo"),
    "relation_closed": _("Hubo un expediente con ella, ya concluido: %(folio)s"),
    "relation_documented": _("Ya consta una relación con ella, de %(year)s: antes de abrir otra conviene despertarla"),
    "relation_documented_undated": _("Ya consta una relación con ella: antes de abrir otra conviene despertarla"),
    "relation_begun": _("Consta un trato con ella, de %(year)s, sin acuerdo: antes de escribirle conviene leerlo"),
    "relation_begun_undated": _("Consta un trato con ella, sin acuerdo: antes de escribirle conviene leerlo"),
    "relation_none": _("No consta una relación anterior del municipio con ella"),
    # triangles and neighbours
    "triangle_partner": _("%(partner)s, con quien ya tenemos trato, consta como hermanada con ella: cabe una delegación conjunta"),
    "triangle_related": _("%(partner)s, con quien ya tenemos trato, consta en relación con ella: cabe una delegación conjunta"),
    "triangle_begun": _("%(partner)s, con quien ya tenemos trato, ya trata con ella, sin acuerdo que conste: conviene preguntarle"),
    "triangle_none": _("No consta ningún socio en común"),
    "neighbour_begun": _("%(partner)s, cerca o de nuestro estado, ya trata con ella, sin acuerdo que conste: conviene preguntarle"),
    "neighbour_near": _("%(partner)s, a %(km)s km de nosotros, ya tiene relación con ella: cabe una delegación conjunta"),
    "neighbour_state": _("%(partner)s, de nuestro estado, ya tiene relación con ella: cabe una delegación conjunta"),
    "neighbour_region": _("%(partner)s ya tiene relación con una ciudad de %(region)s: %(city)s"),
    "neighbour_none": _("No consta relación de municipios cercanos con ella"),
    # economy, size, universities
    "sectors_shared": _("Comparte sectores con el municipio: %(what)s"),
    "sectors_none": _("Sus sectores conocidos no son los nuestros"),
    "sectors_unsaid_ours": _("El perfil municipal no dice sus sectores económicos"),
    "sectors_unsaid_theirs": _("No se conocen sus sectores económicos"),
    "size_alike": _("Son de tamaño parecido: %(ours)s y %(theirs)s habitantes"),
    "size_near": _("No son muy desiguales: %(ours)s y %(theirs)s habitantes"),
    "size_apart": _("Una es %(times)s veces mayor que la otra: %(ours)s y %(theirs)s habitantes"),
    "size_far": _("Son muy desiguales: %(ours)s y %(theirs)s habitantes"),
    "size_unsaid_ours": _("El perfil municipal no dice cuántos habitantes tiene el municipio"),
    "size_unsaid_theirs": _("No se sabe cuántos habitantes tiene"),
    "universities_both": _("Las dos tienen universidad: %(theirs)s"),
    "universities_theirs": _("Tiene universidad: %(theirs)s"),
    "universities_unsaid": _("No se sabe si tiene universidad"),
    # how far
    "language_same": _("Se habla %(language)s: no hace falta traducir"),
    "language_also": _("También se habla %(language)s"),
    "language_office": _("En el área de enlace se habla su idioma: %(language)s"),
    "language_other": _("Su idioma es %(language)s: hará falta traducir"),
    "language_unsaid": _("No se sabe qué idioma se habla ahí"),
    "distance_short": _("Está cerca: %(km)s km"),
    "distance_middle": _("Está a %(km)s km"),
    "distance_long": _("Está lejos: %(km)s km"),
    "distance_far": _("Está muy lejos: %(km)s km"),
    "distance_unsaid": _("No se conoce la posición de una de las dos"),
    "hours_many": _("Comparten %(hours)s horas de oficina; diferencia de horario: %(difference)s"),
    "hours_some": _("Comparten %(hours)s horas de oficina; diferencia de horario: %(difference)s"),
    "hours_few": _("Comparten poco horario de oficina: %(hours)s horas; diferencia: %(difference)s"),
    "hours_none": _("No comparten ninguna hora de oficina; diferencia de horario: %(difference)s"),
    "hours_unsaid": _("No se conoce su huso horario"),
    # elections, consulate, letters, committee, body
    "term_long": _("Su administración dura hasta el %(on)s: alcanza para empezar"),
    "term_short": _("Su administración termina pronto, el %(on)s"),
    "term_over": _("La administración que constaba terminó el %(on)s: hay que saber quién sigue"),
    "term_unsaid": _("Sin dato de sus elecciones ni del fin de su administración"),
    "election_soon": _("Elige a quien la gobierna pronto, el %(on)s: quien conteste puede no ser quien firme"),
    "election_past": _("Eligió a quien la gobierna el %(on)s: su administración empieza"),
    "election_later": _("Elige a quien la gobierna el %(on)s"),
    "consulate_favourable": _("%(consulate)s opina a favor, el %(on)s"),
    "consulate_reserved": _("%(consulate)s opina con reservas, el %(on)s"),
    "consulate_unfavourable": _("%(consulate)s opina en contra, el %(on)s"),
    "consulate_unsaid": _("Ningún consulado ha dado su opinión"),
    "history_yes": _("Contestó que sí a una carta anterior: %(folio)s"),
    "history_no": _("Contestó que no a una carta anterior: %(folio)s"),
    "history_silence": _("Una carta anterior no tuvo respuesta: %(folio)s"),
    "history_stopped": _("Una carta anterior se interrumpió: %(folio)s, %(reason)s"),
    "history_waiting": _("Hay una carta enviada que espera respuesta: %(folio)s"),
    "history_yes_bare": _("Contestó que sí a una carta anterior, sin número"),
    "history_no_bare": _("Contestó que no a una carta anterior, sin número"),
    "history_silence_bare": _("Una carta anterior, sin número, no tuvo respuesta"),
    "history_stopped_bare": _("Una carta anterior, sin número, se interrumpió: %(reason)s"),
    "history_waiting_bare": _("Hay una carta enviada, sin número, que espera respuesta"),
    "history_none": _("No se le ha escrito antes"),
    "committee_there": _("Tiene comité de ciudades hermanas"),
    "committee_absent": _("No tiene comité que la represente"),
    "committee_unsaid": _("No se sabe si tiene comité de ciudades hermanas"),
    "body_government": _("Consta su gobierno como organización: %(name)s"),
    "body_municipality": _("Es un municipio: puede ser Parte"),
    "body_private": _("La promueve un grupo privado y no consta contacto con su gobierno: un particular no puede ser Parte"),
    "body_unsaid": _("No consta qué autoridad la gobierna: confirme quién firmaría"),
    "namesake_same": _("Lleva el mismo nombre que el municipio"),
    "namesake_community": _("Lleva el mismo nombre que una comunidad del municipio: %(name)s"),
    "namesake_none": _("No lleva nuestro nombre"),
}  # fmt: skip
