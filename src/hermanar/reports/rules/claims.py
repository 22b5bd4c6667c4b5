"""A report claims no more than its documents prove (promise 1): verbs of a narrative against what each relation proves.

Only what is said to be done counts (“se formalizaron”, “firmado”, “se logró la firma”); what is wished or planned is no
claim. Spanish and English.
"""

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from hermanar.kernel.text import fold


@dataclass(frozen=True)
class Proved:
    """What a relation proves by the end of the period: its name as a narrative would say it, its class, its facts."""

    name: str
    klass: str
    facts: frozenset[str]


@dataclass(frozen=True)
class Excess:
    """A claim beyond its proof: where, in which words, what it needs; `claimed` and `proved` relations; `named` those it
    names that do not prove it."""

    start: int
    end: int
    words: str
    needs: str
    claimed: int
    proved: int
    named: tuple[str, ...] = ()
    at_least: bool = False  # a plural that says no number


# verb → what it says was done; matched on the folded words, so that accents do not decide
_VERBS: tuple[tuple[str, str], ...] = (
    (r"formaliz(?:o|aron|amos|ad[oa]s?)|formali[sz]ed", "formalised"),
    (r"concret(?:o|aron|amos|ad[oa]s?)|concluyo|concluyeron|celebr(?:o|aron|amos|ad[oa]s?)|concluded", "signed"),
    (r"firm(?:o|aron|amos|ad[oa]s?)|suscribi(?:o|eron|mos)|suscrit[oa]s?|signed|inked", "signed"),
    (r"se signo|signo(?= (?:el|la|los|las|un|una) )|signaron|signamos|signad[oa]s?", "signed"),
    (r"rubric(?:o|aron|amos|ad[oa]s?)|se sello|sellaron|sellamos", "signed"),
    (r"protocoliz(?:o|aron|amos|ad[oa]s?)|notariz(?:o|aron|ad[oa]s?)", "signed"),
    (r"(?:estamp|plasm|pusi?)(?:o|aron|eron|amos|imos) (?:su |sus |la |las )?(?:firmas?|rubricas?)", "signed"),
    (r"oficializ(?:o|aron|amos|ad[oa]s?)|establecio|establecieron|made official", "formalised"),
    (r"(?:hizo|hicieron|hicimos) (?:oficial(?:es)?|formal(?:es)?)", "formalised"),
    (r"con (?:la |las )?(?:firmas?|rubricas?) de (?:los|las|ambos|ambas|sus|el|la) \w+", "signed"),
    (r"ratific(?:o|aron|amos|ad[oa]s?)|ratified", "ratification"),
    (r"reafirm(?:o|aron|amos|ad[oa]s?)|refrend(?:o|aron|amos|ad[oa]s?)|reaffirmed", "reaffirmation"),
    (r"renov(?:o|aron|amos|ad[oa]s?)|renewed", "renewal"),
    (r"registr(?:o|aron|amos|ad[oa]s?)|inscribi(?:o|eron|mos)|inscrit[oa]s?|registered", "registered"),
    (r"autoriz(?:o|aron|ad[oa]s?)|authori[sz]ed", "authorised"),
    (
        (
            r"(?:obtuv\w+|consigui\w+|logr(?:o|aron|amos)|otorg(?:o|aron)|concedi\w+|dio|dieron|emiti\w+|cuenta con|contamos con|obtained|gave|granted) "
            r"(?:ya )?(?:su |la |el |the |its )?(?:anuencia|aval|visto bueno|beneplacito|autorizacion|aprobacion|luz verde|approval|consent) "
            r"(?:(?:de|del|por|of|from) (?:el |la |los |las |the )?)(?:cabildo|ayuntamiento|regidor\w*|council)"
        ),
        "authorised",
    ),
    (r"intercambi(?:o|aron|amos|ad[oa]s?)|exchanged", "letter_answered"),
)
# what was got done, said with the noun: “se logró la formalización de tres hermanamientos”
_GOT = (
    r"(?:logr(?:o|aron|amos|ad[oa])|obtuv(?:o|ieron|imos)|alcanz(?:o|aron|amos)|consigui(?:o|eron|mos)|realiz(?:o|aron|amos)|"
    r"llev(?:o|aron|amos) a cabo|cerr(?:o|aron|amos)|culmin(?:o|aron|amos)|finaliz(?:o|aron|amos)|complet(?:o|aron|amos)|"
    r"celebr(?:o|aron|amos)|efectu(?:o|aron|amos)|tuvo lugar|achieved|obtained|completed|secured) (?:\w+mente |con exito |successfully )?"
    r"(?:con |with )?(?:la |el |the )?"
    r"(?:(?:ceremonia|acto|evento|sesion)(?: solemne| publica| publico| protocolari[oa])? (?:de|para) (?:la )?)?"
)
_VERBS += tuple(
    (rf"{_GOT}(?:{nouns})", needs)
    for nouns, needs in (
        (r"formalizacion|oficializacion|formali[sz]ation", "formalised"),
        (r"firma|suscripcion|celebracion|signing|signature", "signed"),
        (r"ratificacion|ratification", "ratification"),
        (r"reafirmacion|refrendo|reaffirmation", "reaffirmation"),
        (r"renovacion|renewal", "renewal"),
        (r"registro|inscripcion|registration", "registered"),
    )
)
# the same with what was done behind: “tres ratificaciones concluidas”; and a procedure brought to its end
_ENDED = r"(?:(?!no |sin |aun |por |not )\w+ ){0,4}?(?:concluid|lograd|alcanzad|realizad|celebrad|cumplid|obtenid|completad|culminad)[oa]s?"
_VERBS += tuple(
    (rf"(?:{nouns}) {_ENDED}", needs)
    for nouns, needs in (
        (r"formalizacion(?:es)?|oficializacion(?:es)?", "formalised"),
        (r"firmas?|suscripcion(?:es)?", "signed"),
        (r"ratificacion(?:es)?", "ratification"),
        (r"renovacion(?:es)?", "renewal"),
    )
)
_VERBS += (
    (
        (
            r"(?:culmin(?:o|aron|amos)|finaliz(?:o|aron|amos)|complet(?:o|aron|amos)|agot(?:o|aron|amos)|completed|finali[sz]ed) "
            r"(?:\w+mente |con exito |successfully )?(?:el |los |las |la |todo el |the )?(?:tramites?|procesos?|gestion(?:es)?|process|procedure) "
            r"(?=(?:de|del|para|of|for) (?:la |el |the )?(?:hermana|ratifica|formaliza|firma|convenio|acuerdo de|twinning))"
        ),
        "signed",
    ),
)
# what one managed to do: “logramos concretar el acuerdo”
_MANAGED = (
    r"(?:logr(?:o|aron|amos)|consigui(?:o|eron|mos)|permiti(?:o|eron)|se pudo|pudimos|pudieron|hemos podido|se ha podido|managed to|was able to|"
    r"were able to) (?:por fin |finalmente |finally )?"
)
_VERBS += tuple(
    (rf"{_MANAGED}(?:{verbs})", needs)
    for verbs, needs in (
        (r"formalizar|oficializar|establecer|consolidar|hermanar(?:nos|se)?|formali[sz]e|establish", "formalised"),
        (
            r"concretar|firmar|suscribir|celebrar|cerrar|sellar|signar|rubricar|pactar|conclude|sign|close|seal",
            "signed",
        ),
        (r"ratificar|ratify", "ratification"),
        (r"reafirmar|refrendar|reaffirm", "reaffirmation"),
        (r"renovar|renew", "renewal"),
        (r"registrar|inscribir|register", "registered"),
    )
)
# what was done, told as what something else came after: “tras la firma del hermanamiento”
_VERBS += tuple(
    (
        (
            r"(?:tras|despues de|luego de|a partir de|gracias a|derivad[oa]s? de|a raiz de|con motivo de|following|after|thanks to) "
            rf"(?:la |el |the )?(?:reciente |exitosa |recent |successful )?(?:{nouns})(?= (?:de|del|of|al|con|with) )"
        ),
        needs,
    )
    for nouns, needs in (
        (r"formalizacion|oficializacion|formali[sz]ation", "formalised"),
        (r"firma|suscripcion|signing|signature", "signed"),
        (r"ratificacion|ratification", "ratification"),
        (r"renovacion|renewal", "renewal"),
    )
)
_VERBS += (
    (r"(?:dio|dieron|dimos) por (?:concluid|terminad|cerrad|finalizad|consumad|hech)[oa]s?", "signed"),
    (
        (
            r"qued(?:o|aron) (?:ya |formalmente |oficialmente |legalmente |debidamente )?"
            r"(?:sellad|cerrad|acordad|pactad|concluid|establecid|constituid|instituid|consumad)[oa]s?"
        ),
        "signed",
    ),
)
# what was got itself: “se lograron tres hermanamientos”, “tres hermanamientos logrados”
_WHICH = (
    r"(?:(?:la|el|los|las|un|una|unos|unas|the|a|an|\d{1,3}|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|ambos|"
    r"ambas|two|three|four|five|six|seven|eight|nine|ten|varios|varias|nuev[oa]s?|primer[oa]?s?|otr[oa]s?|several|new|more) ){0,4}"
)
_REACHED = (
    r"(?:logr(?:o|aron|amos)|obtuv(?:o|ieron|imos)|alcanz(?:o|aron|amos)|consigui(?:o|eron|mos)|realiz(?:o|aron|amos)|"
    r"llev(?:o|aron|amos) a cabo|materializ(?:o|aron|amos)|cristaliz(?:o|aron|amos)|consolid(?:o|aron|amos)|cerr(?:o|aron|amos)|"
    r"pact(?:o|aron|amos)|achieved|obtained|secured|consolidated)"
)
_HAD = (
    r"(?:lograd|conseguid|materializad|cristalizad|consolidad|pactad)[oa]s?|(?:se )?(?:logr(?:o|aron)|consigui(?:o|eron)|materializ(?:o|aron)|"
    r"cristaliz(?:o|aron))|achieved|secured"
)
_WERE = "ya|fue|fueron|ha sido|han sido|was|were|have been"
_TIES = r"(?:hermanamientos?|twinnings?|sister city (?:ties|relationships?))"
_PAPERS = (
    r"(?:convenios?|alianzas?|vinculaciones|acuerdos? (?:de (?:hermanamiento|cooperacion|colaboracion|amistad)|"
    r"interinstitucional(?:es)?)|agreements?|partnerships?|alliances?)"
)
_VERBS += tuple(
    (pattern, needs)
    for things, needs in ((_TIES, "formalised"), (_PAPERS, "signed"))
    for pattern in (
        rf"{_REACHED} {_WHICH}(?={things}\b)",
        rf"(?<!de )(?<!del ){things} (?:(?:con|with) \w+ )?(?:(?:{_WERE}) ){{0,2}}(?:{_HAD})",
    )
)
# the deed that is a claim by itself: “nos hermanamos con…”
_TWINNED = re.compile(
    r"\b(?:(?:nos|se) hermano|(?:nos |se )?herman(?:amos|aron)|(?:se ha|se han|nos hemos|quedo|quedaron|quedamos|fue|fueron) "
    r"hermanad[oa]s?|became (?:twinned|sister cities)|(?:we|was|were|have|has|been) twinned|twinned with)\b"
)
# “ya es ciudad hermana de…”, “se dio formalidad al vínculo”: of a relation that the sentence names
_SISTERS = re.compile(
    r"\b(?:(?:es|son|somos|is|are)(?: (?!no\b|not\b|para\b|candidat|aspirant|posible|potencial|prospect|futur|candidate|possible|potential)"
    r"\w+){0,6}? (?:ciudad(?:es)? hermanas?|sister cit(?:y|ies))|"
    r"(?:dio|dieron|dimos) (?:plena )?(?:formalidad|caracter oficial)|"
    r"formaliz(?:o|aron|amos|ad[oa]s?) (?:la |las |nuestra )?relacion(?:es)?|"
    r"(?:unieron|sellaron|estrecharon) (?:\w+ ){0,3}como ciudades hermanas|(?:gave|given) (?:full )?official status)\b"
)
# “ya cuenta con tres ciudades hermanas”: how many there are is a count of records
_HAS = re.compile(
    rf"\b(?:cuentan?|contamos|suman?|sumamos|tienen?|tenemos|has|have)(?: ya| hoy| ahora| now| already)?(?: con)? {_WHICH}"
    r"(?=(?:ciudades? hermanas?|hermanamientos?|sister cities|twinnings?|"
    r"(?:acuerdos?|convenios?) (?:bilateral(?:es)?|de (?:hermanamiento|cooperacion|amistad|hermandad)|(?:con|entre) (?:\w+ )?(?:ciudades|municipios)))\b)"
)
# what was done, said by its noun at the head: “Firma de convenio con…”, “Ratificación del hermanamiento con…”
_NOUNS = {
    "firma": "signed", "suscripcion": "signed", "celebracion": "signed", "signing": "signed", "signature": "signed",
    "formalizacion": "formalised", "oficializacion": "formalised", "ratificacion": "ratification",
    "reafirmacion": "reaffirmation", "refrendo": "reaffirmation", "renovacion": "renewal", "registro": "registered",
    "inscripcion": "registered", "ratification": "ratification", "renewal": "renewal",
}  # fmt: skip
_NOMINAL = re.compile(rf"(?:\d{{1,2}} )*(?:la |el |the )?({'|'.join(_NOUNS)}) (?:de|del|of|al) ")
_PLANNED = re.compile(
    r"\b(?:proyectos?|propuestas?|pendientes?|procesos?|tramites?|gestion\w*|solicit\w+|previ\w+|preve\w*|program\w+|busc\w+|"
    r"esper\w+|intencion|intent|borrador(?:es)?|texto|textos|avanz\w+|avances?|impuls\w+|promov\w+|promoc\w+|proxim\w+|futur\w+|"
    r"sera|seran|podra|podran|analiz\w+|estudi\w+|declar\w+|metas?|draft|pending|propos\w+|planned|towards?|request\w*|will)\b"
)
_TOWNS = re.compile(
    r"\b(\d{1,3}|[a-z]+) (?:\w+ )?(?:municipios|ciudades|localidades|pueblos|municipalities|cities|towns)\b"
)
_OBJECT = re.compile(
    r"\b(?:hermanamientos?|hermandad|pactos? de (?:amistad|hermandad)|hermanad[oa]s?|ciudades hermanas|vinculaci(?:on|ones)|alianzas?|convenios?|cartas? de intencion"
    r"|acuerdos? (?:de (?:hermanamiento|cooperacion|colaboracion|amistad)|(?:interinstitucional|bilateral)(?:es)?|(?:con|entre) (?:\w+ )?(?:ciudades|municipios))"
    r"|municipios hermanos|twinnings?|sister cit(?:y|ies)|partnerships?|alliances?|agreements?|letters? of intent)\b"
)
_NOT = re.compile(
    r"\b(?:ni|no(?! sol[oa]| solamente| unicamente)|sin(?! duda| embargo)|aun no|todavia no|pendientes? de(?: ser)?|por ser|falta(?:n)? (?:por )?|not(?! only)(?: yet)?|to be|yet to be|"
    r"without being|(?:can|could|may|might|must|should|would|will|shall) be|(?:pued|pod(?:r|ri)|deb)\w* ser)(?: \w+){0,2} ?$"
)
_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "un una uno one", "dos two ambos ambas both", "tres three", "cuatro four", "cinco five", "seis six",
            "siete seven", "ocho eight", "nueve nine", "diez ten", "once eleven", "doce twelve",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
# of an agreement: that it runs, that it is there
_RUNS = re.compile(
    r"\b(?:entr(?:o|aron) en vigor|(?:puso|pusieron|pusimos) en marcha|es (?:ya |hoy |ahora )?(?:una realidad|un hecho)|entered into force|"
    r"is (?:now )?a reality)\b"
)
# whoever came to see it done says that it was done
_WITNESSED = tuple(
    (
        re.compile(
            r"\b(?<!para ser )(?:atestigu\w+|presenci\w+|testig[oa]s? (?:de honor )?(?:de|en)|(?:dar|dio|dieron|dimos) fe de|witness(?:ed|ing)?) "
            rf"(?:a )?(?:la |el |the )?(?:ceremonia de |acto de |act of )?(?:la )?(?:{nouns})(?= (?:de|del|of|al|con|with) )"
        ),
        needs,
    )
    for nouns, needs in (
        (r"formalizacion|oficializacion", "formalised"), (r"firma|suscripcion|signing|signature", "signed"),
        (r"ratificacion|ratification", "ratification"), (r"renovacion|renewal", "renewal"),
    )
)  # fmt: skip
# “con la renovación del hermanamiento, …”: what was done, as what the rest comes from
_WITNESSED += tuple(
    (re.compile(rf"^ ?(?:con|with) (?:la |el |the )?(?:\w+ )?{noun} (?=(?:de|del|of) )"), needs)
    for noun, needs in _NOUNS.items()
)
_INVITED = re.compile(r"\b(?:invit|convoc|reprogram|pospu|aplaz|postpon)\w*")
# the study of one of ours, said to be approved
_STUDY = re.compile(
    r"\b(?:aprob(?:o|aron|amos)|aval(?:o|aron|amos)|approved) (?:(?!no |not )\w+ ){0,8}?(?:estudios?|study)\b"
    r"|\b(?:estudios?|study) (?:(?!no |sin |not |aun )\w+ ){0,8}?(?:aprobad[oa]s?|avalad[oa]s?|approved)\b"
)
_NEW = re.compile(
    rf"^ ?(?:\d{{1,3}}|{'|'.join(_NUMBERS)}) (?:nuev[oa]s|new) (?=(?:hermanamientos?|convenios?|alianzas?|twinnings?|agreements?|alliances?)\b)"
)
# another paper or deed stands behind the verb: it is that one which was signed, held, registered
_ELSE = re.compile(
    rf" (?:(?:la|el|las|los|un|una|unos|unas|su|sus|de|the|a|an|\d{{1,3}}|{'|'.join(_NUMBERS)}) ){{0,3}}"
    r"(?:(?:listas?|viajes?|traducci(?:on|ones)|mobiliario|contactos?|comunicaci(?:on|ones)|correos?|oficios?|solicitud(?:es)?|peticion(?:es)?|"
    r"taller(?:es)?|cursos?|visitas?|giras?|convocatorias?|consultas?|platicas?|dialogos?|informacion|datos|experiencias|"
    r"ideas|opiniones|impresiones|llamadas|mensajes|information|data|views|calendarios?|agendas?|informes?|acuses?|lists?|"
    r"visits?|requests?|translations?|contact)\b"
    r"|(?:reuni(?:on|ones)|minutas?|actas?|cartas?|sesion(?:es)?|meetings?|minutes|letters?)\b"
    r"(?! (?:compromiso\b|(?:\w+ ){0,1}(?:de|del|of) (?:la )?(?:firma|formalizacion|hermanamiento|hermandad|ratificacion|signing|twinning))))"
)
# what binds two cities, by no name of its own: a claim where one of ours is named and it was made formal
_BOND = re.compile(r"\b(?:vinculos?|lazos?|union|hermanad[oa]s?|relaci(?:on|ones)|ties|bonds?|relationships?)\b")
# “Oaxaca has signed with Cozumel”: with whom stands behind the verb
_WITH = re.compile(r" (?:hoy |ya |formalmente |today )?(?:con|with) ")
# what an agreement is called beside the name of the other city
_PACT = re.compile(r"\b(?:acuerdos?|pactos?|instrumentos?) (?:con|entre)\b|\b(?:deal|pact)\b")
_COUNT = re.compile(rf"\b(\d{{1,3}}|{'|'.join(_NUMBERS)})\b(?: \w+){{0,2}} (?={_OBJECT.pattern})")
_PLURAL = re.compile(
    r"\b(?:hermanamientos|alianzas|convenios|acuerdos|vinculaciones|twinnings|partnerships|alliances|agreements)\b"
)
# what a sentence is about: not what hangs from another word (“la lista del convenio”), nor a letter
_HEAD = re.compile(
    r"(?<!de )(?<!del )(?<!sobre )(?<!para )(?<!al )(?<!de los )(?<!de las )(?<!de la )\b"
    r"(?:hermanamientos?|alianzas?|convenios?|vinculaciones"
    r"|acuerdos? (?:de (?:hermanamiento|cooperacion|colaboracion|amistad)|interinstitucional(?:es)?)"
    r"|twinnings?|partnerships?|alliances?|agreements?)\b"
)
SENTENCE = re.compile(r"[^.;\n]+")
# what a claim of that kind needs of a relation of each class: any of these facts
NEEDS: dict[str, dict[str, frozenset[str]]] = {
    "formalised": {"domestic": frozenset({"signed"}), "international": frozenset({"registered"})},
    "signed": {"domestic": frozenset({"signed"}), "international": frozenset({"signed"})},
    "registered": {"domestic": frozenset(), "international": frozenset({"registered"})},
    "authorised": {"domestic": frozenset({"authorised"}), "international": frozenset({"authorised"})},
    "study_approved": {"domestic": frozenset({"study_approved"}), "international": frozenset({"study_approved"})},
    "letter_answered": {"domestic": frozenset({"letter_answered"}), "international": frozenset({"letter_answered"})},
    "ratification": {"domestic": frozenset({"ratification"}), "international": frozenset({"ratification"})},
    "reaffirmation": {"domestic": frozenset({"reaffirmation", "ratification"}), "international": frozenset({"reaffirmation", "ratification"})},
    "renewal": {"domestic": frozenset({"renewal"}), "international": frozenset({"renewal"})},
}  # fmt: skip


def proves(relation: Proved, needs: str) -> bool:
    """Whether a relation bears a claim of that kind."""
    return bool(NEEDS[needs][relation.klass] & relation.facts)


def exceeding(text: str, relations: Sequence[Proved]) -> list[Excess]:
    """Claims of the text that what the relations prove does not bear, in its order."""
    found = []
    before = None  # the sentence before: where it stands, its words and their places
    for sentence in SENTENCE.finditer(text):
        plain, places = folded(sentence[0])
        at = [sentence.start() + place for place in places]
        verbs = [(m, needs) for pattern, needs in _VERBS for m in re.finditer(rf"\b(?:{pattern})\b", plain)]
        thing = _OBJECT.search(plain)
        twinned = _TWINNED.search(plain)
        if twinned is not None:
            verbs.append((twinned, "formalised"))
            thing = thing or twinned
        if thing is None and before is not None and verbs and _only_says(plain, [v for v, _needs in verbs]):
            # “Tres hermanamientos. Se formalizaron.”: what was done stands in the sentence before
            first_words, first_at = before
            if (head := _HEAD.search(first_words)) is not None:
                shift = len(first_words) + 1
                plain, at = f"{first_words} {plain}", [*first_at, first_at[-1], *at]
                thing = head
                verbs = [
                    (m, needs)
                    for pattern, needs in _VERBS
                    for m in re.finditer(rf"\b(?:{pattern})\b", plain)
                    if m.start() >= shift
                ]
        if (
            thing is not None
            and not _PLANNED.search(plain)
            and (nominal := _NOMINAL.match(plain)) is not None
            and not any(needs == "authorised" for _verb, needs in verbs)
        ):  # “the signature of … was authorised”
            verbs.append((nominal, _NOUNS[nominal[1]]))
        before = (plain, at) if plain.strip() else before
        named = [p for p in relations if p.name and f" {fold(p.name)} " in f" {plain} "]
        if thing is None and (pact := _PACT.search(plain)) is not None:
            after = pact.end() + 1  # with whom: a name, of a relation or of nobody we know
            if named or (after < len(at) and text[at[after]].isupper()):
                thing = pact
        if not _PLANNED.search(plain):
            told: tuple[tuple[re.Pattern, str], ...] = ((_HAS, "formalised"), (_RUNS, "signed"), (_NEW, "signed"))
            if not _INVITED.search(plain):
                told += _WITNESSED
            verbs += [(m, needs) for pattern, needs in told if (m := pattern.search(plain))]
        if named and (sisters := _SISTERS.search(plain)) is not None:
            verbs.append((sisters, "formalised"))
            thing = thing or sisters
        if named and (study := _STUDY.search(plain)) is not None:
            verbs.append((study, "study_approved"))
            thing = thing or study
        for verb, needs in sorted(verbs, key=lambda v: v[0].start()):
            if thing is None and named:
                thing = _unnamed(plain, verb, needs, named)
            if not thing or _NOT.search(plain[: verb.start()]) or _ELSE.match(plain, verb.end()):
                continue
            if needs in {"authorised", "letter_answered"} and not named and not _COUNT.search(plain):
                continue  # authorised what, exchanged what: only of a relation is it a claim
            excess = _judged(plain, verb, needs, named, relations)
            if excess is not None:
                first, last = min(verb.start(), thing.start()), max(verb.end(), thing.end())
                if plain[max(first - 3, 0) : first] == "se ":
                    first -= 3
                start, end = at[first], at[last - 1] + 1
                number, proved, bare = excess
                vague = number == 2 and len(named) < 2 and not _COUNT.search(plain) and not _TOWNS.search(plain)
                found.append(Excess(start, end, text[start:end], needs, number, proved, bare, vague))
                break  # one to a sentence: mending it is one repair
    return found


def _unnamed(plain: str, verb: re.Match, needs: str, named: Sequence[Proved]) -> re.Match | None:
    """What was signed or made formal where the sentence calls it by no name, but says with whom of ours."""
    if needs not in NEEDS or needs in {"registered", "authorised", "letter_answered"}:
        return None
    if verb[0].startswith(("establec", "celebr", "concret")):
        return None  # a contact, a meeting, a visit
    if (bond := _BOND.search(plain)) is not None:
        return bond
    # “… y Cozumel firmaron”, “estampó su firma junto a la del alcalde de Ensenada”
    is_all = needs == "signed" and (not plain[verb.end() :].strip() or "firma" in verb[0].split()[1:])
    return verb if is_all or (needs in {"signed", "formalised"} and _is_with(plain, verb, named)) else None


def _is_with(plain: str, verb: re.Match, named: Sequence[Proved]) -> bool:
    """Whether the verb is followed by with whom, one of ours, and by no paper of another kind."""
    behind = _WITH.match(plain, verb.end())
    return (
        behind is not None
        and any(f"{plain[behind.end() :]} ".startswith(f"{fold(p.name)} ") for p in named)
        and not re.search(r"\b(?:minutas?|listas?|actas?|cartas?|oficios?|bitacoras?|letters?|minutes)\b", plain)
    )


NUMBER = rf"\d{{1,3}}|{'|'.join(_NUMBERS)}"


def number_of(said: str) -> int:
    """A number in figures or in a word; 0 where it is none."""
    return int(said) if said.isdigit() else _NUMBERS.get(said, 0)


def _only_says(plain: str, verbs: Sequence[re.Match]) -> bool:
    """Whether the sentence has nothing of its own besides what was done, of whom and when."""
    kept = "".join(" " if any(v.start() <= i < v.end() for v in verbs) else c for i, c in enumerate(plain))
    return all(word in _SMALL or word in _NUMBERS or word.isdigit() for word in kept.split())


def _judged(plain: str, verb: re.Match, needs: str, named: Sequence[Proved], relations: Sequence[Proved]):
    bare = [p for p in named if not proves(p, needs)]
    count = _COUNT.search(plain)
    number = 1
    if count is not None:
        said = count[1]
        number = int(said) if said.isdigit() else _NUMBERS[said]
    elif (towns := _TOWNS.search(plain)) is not None and _TWINNED.search(plain):
        number = _NUMBERS.get(towns[1], int(towns[1]) if towns[1].isdigit() else 1)
    elif _PLURAL.search(plain):
        number = 2
    proved = sum(proves(p, needs) for p in (named or relations))
    number = max(number, len(named))
    if bare or proved < number:
        return number, proved, tuple(p.name for p in bare)
    return None


def folded(text: str) -> tuple[str, list[int]]:
    """The text as `fold` would write it, letter by letter, with the place each letter came from."""
    letters: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        plain = fold(char) or " "
        for one in plain:
            if one == " " and (not letters or letters[-1] == " "):
                continue
            letters.append(one)
            places.append(at)
    return "".join(letters), places


_MONTHS = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre january february march april "
    "may june july august september october november december"
).split()
_SMALL = frozenset(
    "se ya fue fueron han ha sido ser todos todas todo los las el la lo ambos ambas finalmente formalmente tambien hoy ayer y en "
    "de del a al con este esta ese mismo trimestre periodo mes ano dia exito asi oficialmente they it were was have has been "
    "all both finally also the of in and on this quarter month year".split()
) | frozenset(_MONTHS)
_DATE = re.compile(
    rf"\b(?:\d{{1,2}} (?:de )?(?:{'|'.join(_MONTHS)})|(?:{'|'.join(_MONTHS)}) (?:de )?(?:\d{{1,2}}\b|\d{{4}}))"
)
_ANY_NUMBER = re.compile(rf"\b(?:\d+|{'|'.join(w for w in _NUMBERS if w not in {'un', 'una', 'uno', 'one'})})\b")
_PLACE = re.compile(
    r"\b(?:palacio|sala|salon|recinto|plaza|calle|colonia|municipio de|ciudad de|casa de|centro|auditorio|city of|hall|"
    r"municipality of)\b"
)  # fmt: skip
_IN_A_NAME = re.compile(r"\b(?:en|de|con|in|at|with)\s+(?:la\s+|el\s+|los\s+)?[A-ZÁÉÍÓÚÑ]\w+")
_DOCUMENT = re.compile(
    r"\b(?:oficios?|actas?|minutas?|listas? de asistencia|convocatorias?|expedientes?|folio|carta|letter|minutes|record|"
    r"attendance list)\b"
)  # fmt: skip


def vague(text: str, *, evidence: int = 0) -> tuple[str, ...]:
    """What a narrative does not say (R3-07): a quantity, a date, a place, a document. `evidence`: pieces linked to it."""
    if not text.strip():
        return ()
    plain, _places = folded(text)
    lacks = {
        "no_quantity": not _ANY_NUMBER.search(_DATE.sub(" ", plain)),
        "no_date": not _DATE.search(plain),
        "no_place": not (_PLACE.search(plain) or _IN_A_NAME.search(text)),
        "no_document": not (evidence or _DOCUMENT.search(plain)),
    }
    return tuple(key for key, is_lacking in lacks.items() if is_lacking)


def facts_for_claims(facts: Collection[str], later_acts: Collection[str]) -> frozenset[str]:
    """What a relation may be said to prove: facts of its case, and later acts to its agreement once that is signed."""
    return frozenset(facts) | (frozenset(later_acts) if "signed" in facts else frozenset())


@dataclass(frozen=True)
class Slip:
    """Words that do not agree with the rest: where, in which words; `instead` is what mends them, `data` of the sentence."""

    code: str
    start: int
    end: int
    words: str
    instead: str = ""
    number: int = 0
    names: tuple[str, ...] = ()


_ABROAD = re.compile(r"\binternacional(?:es)?\b|\binternational\b")
# what is called so where no paper is named; an office or an area that is called so is none
_ABROAD_TIES = re.compile(
    r"\b(?<!direccion de )(?<!oficina de )(?<!coordinacion de )(?<!jefatura de )(?<!area de )(?<!unidad de )(?<!secretaria de )"
    r"(?:(?:relacion(?:es)?|cooperacion|vinculos?|lazos|presencia|proyeccion|agenda|red|redes) (?:\w+ )?internacional(?:es)?|internacionalizacion|"
    r"international (?:relations|cooperation|ties|links|presence|agenda|network|reach))\b"
)
_PAIR = re.compile(r"\b(ambos|ambas|both)\b")
_ALL_OF = {"ambos": "los", "ambas": "las", "both": "all"}
_NAMED = {
    "es": ("", "", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"),
    "en": ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _NUMBERS[said]


def misnamed(text: str, relations: Sequence[Proved]) -> list[Slip]:
    """Domestic relations called international (`product.md`): a named one, or more than there are."""
    abroad = sum(p.klass == "international" for p in relations)
    found = []
    for sentence in SENTENCE.finditer(text):
        plain, places = folded(sentence[0])
        word, thing = _ABROAD.search(plain), _OBJECT.search(plain)
        at_home = tuple(
            p.name for p in relations if p.klass == "domestic" and p.name and f" {fold(p.name)} " in f" {plain} "
        )
        if thing is None and at_home and (ties := _ABROAD_TIES.search(plain)) is not None:
            word = thing = ties
        if word is None or thing is None or _NOT.search(plain[: word.start()]):
            continue
        named = any(p.klass == "international" and p.name and f" {fold(p.name)} " in f" {plain} " for p in relations)
        count = _COUNT.search(plain)
        number = _number(count[1]) if count else 2 if _PLURAL.search(plain) else 1
        if (at_home and not named) or number > abroad:
            first, last = min(word.start(), thing.start()), max(word.end(), thing.end())
            start, end = sentence.start() + places[first], sentence.start() + places[last - 1] + 1
            found.append(Slip("called_international", start, end, text[start:end], "", abroad, at_home))
    return found


_ALLIANCES = re.compile(rf"\b(\d{{1,3}}|{'|'.join(_NUMBERS)}) (?:\w+ ){{0,2}}?(?:alianzas?|alliances?)\b")


def overcounted(text: str, alliances: int) -> list[Slip]:
    """More alliances than there are on record (R3-34): their number is a count of records."""
    found = []
    for sentence in SENTENCE.finditer(text):
        plain, places = folded(sentence[0])
        said = _ALLIANCES.search(plain)
        if said is None or _PLANNED.search(plain) or _NOT.search(plain[: said.start()]):
            continue
        if _number(said[1]) > max(alliances, 0 if said[1].isdigit() else 1):  # “una alianza” may be any
            start, end = sentence.start() + places[said.start()], sentence.start() + places[said.end() - 1] + 1
            found.append(Slip("more_alliances", start, end, text[start:end], "", alliances))
    return found


_SAID_ON = re.compile(
    rf"\b(?:(?:(\d{{1,2}}) (?:de )?)?({'|'.join(_MONTHS)}) (?:de |del )?(\d{{4}})|({'|'.join(_MONTHS)}) (\d{{1,2}}) (\d{{4}}))\b"
)


def said_after(text: str, place: int, last: dt.date) -> bool:
    """Whether the sentence at a place dates what it tells after a day: “se firmó el 16 de enero de 2026”."""
    sentence = next((s[0] for s in SENTENCE.finditer(text) if s.start() <= place < s.end()), "")
    for found in _SAID_ON.finditer(folded(sentence)[0]):
        month, year = (found[2], found[3]) if found[2] else (found[4], found[6])
        if (int(year), _MONTHS.index(month) % 12 + 1) > (last.year, last.month):
            return True
    return False


def both_for_more(text: str) -> list[Slip]:
    """“Ambos” after three or more were counted."""
    plain, places = folded(text)
    found = []
    for pair in _PAIR.finditer(plain):
        counts = [c for c in _COUNT.finditer(plain) if c.start() < pair.start()]
        if not counts or (number := _number(counts[-1][1])) < 3:
            continue
        lang = "en" if pair[1] == "both" else "es"
        word = _NAMED[lang][number] if number < len(_NAMED[lang]) else str(number)
        instead = f"{_ALL_OF[pair[1]]} {word}"
        start, end = places[pair.start()], places[pair.end() - 1] + 1
        if text[start].isupper():
            instead = instead[0].upper() + instead[1:]
        found.append(Slip("both_for_more", start, end, text[start:end], instead, number))
    return found
