"""Words of a narrative that say what was done, and of what: patterns over the folded text, so that accents do not decide.
Spanish and English."""

import re

from hermanar.kernel.text import fold

# verb → what it says was done; matched on the folded words, so that accents do not decide
VERBS: tuple[tuple[str, str], ...] = (
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
VERBS += tuple(
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
VERBS += tuple(
    (rf"(?:{nouns}) {_ENDED}", needs)
    for nouns, needs in (
        (r"formalizacion(?:es)?|oficializacion(?:es)?", "formalised"),
        (r"firmas?|suscripcion(?:es)?", "signed"),
        (r"ratificacion(?:es)?", "ratification"),
        (r"renovacion(?:es)?", "renewal"),
    )
)
VERBS += (
    (
        (
            r"(?:cerr(?:o|aron|amos)|concluy(?:o|eron)|culmin(?:o|aron|amos)|finaliz(?:o|aron|amos)|complet(?:o|aron|amos)|agot(?:o|aron|amos)|completed|finali[sz]ed|closed|concluded) "
            r"(?:\w+mente |con exito |successfully )?(?:con )?(?:el |los |las |la |todo el |the )?"
            r"(?:tramites?|procesos?|procedimientos?|protocolos?|gestion(?:es)?|process|procedure) "
            r"(?=(?:de|del|para|of|for) (?:la |el |the )?(?:hermana|ratifica|formaliza|firma|convenio|acuerdo de|twinning))"
        ),
        "signed",
    ),
)
# a goal that was met, where the goal is to sign: “se dio cumplimiento a la meta de formalización de hermanamientos”
_GOALS = r"(?:metas?|objetivos?|compromisos?|goals?|targets?|commitments?)"
_TO_SIGN = r"(?:de|del|of) (?:(?!no )\w+ ){0,3}?(?:formaliza\w+|formali[sz]ing|oficializa\w+|firma\w*|suscri\w+|concreta\w*|hermana\w+|hermanad\w+|ratifica\w+|signing|twinning\w*)"
VERBS += (
    (
        (
            r"(?:cumpli(?:o|eron|mos)|alcanz(?:o|aron|amos)|logr(?:o|aron|amos)|rebas(?:o|aron|amos)|super(?:o|aron|amos)|(?:dio|dieron|dimos) (?:\w+ ){0,2}?cumplimiento|"
            rf"met|achieved|reached|fulfilled) (?:\w+mente )?(?:con |a )?(?:la |el |las |los |al |the |our |su |sus )?{_GOALS} (?:\w+ )?{_TO_SIGN}"
        ),
        "formalised",
    ),
    (
        rf"{_GOALS} (?:\w+ )?{_TO_SIGN} (?:(?!no |sin |aun |not )\w+ ){{0,4}}?(?:cumplid|alcanzad|lograd|rebasad)[oa]s?",
        "formalised",
    ),
    # a council that said yes to the tie itself, and not to a paper about it
    (
        (
            r"(?:cabildo|ayuntamiento|regidor(?:es|as)?|cuerpo edilicio|pleno|council) (?:(?!no |aun |todavia |not )\w+ ){0,6}?"
            r"(?:(?:dio|dieron|otorg(?:o|aron)|concedi(?:o|eron)|given|gave|granted) (?:\w+ ){0,4}?"
            r"(?:aval|anuencia|aprobacion|consentimiento|autorizacion|beneplacito|visto bueno|voto favorable|consent|approval|blessing) (?:al?|para|to|for)"
            r"|aprob(?:o|aron)|aval(?:o|aron)|approved) (?:por (?:unanimidad|mayoria) |unanimously )?(?=(?:el |la |los |the )?"
            r"(?:(?:acuerdo|convenio|firma|suscripcion|celebracion) (?:del? )?)?(?:hermana\w+|twinning|sister city))"
        ),
        "authorised",
    ),
    # what an entry in the registry is called
    (
        (
            r"(?:entered|recorded|listed|placed) (?:in|into|on) the (?:\w+ )?(?:registry|register)|forman? parte (?:\w+ ){0,4}?del registro|"
            r"is (?:now )?(?:part of|in|on) the (?:\w+ ){0,2}?(?:registry|register)|"
            r"(?:cuentan? (?:ya )?con|obtuv\w+|recibi(?:o|eron|mos)|tienen? ya|otorg(?:o|aron)|asign(?:o|aron)|dio|received|given|granted) (?:ya )?(?:el |su |un |its |a |the )?"
            r"(?:(?:numero|folio|clave|constancia) de )?(?:registro|registration)"
        ),
        "registered",
    ),
)
# what one managed to do: “logramos concretar el acuerdo”
_MANAGED = (
    r"(?:logr(?:o|aron|amos)|consigui(?:o|eron|mos)|permiti(?:o|eron)|volvi(?:o|eron|mos) a|se pudo|pudimos|pudieron|hemos podido|se ha podido|managed to|was able to|"
    r"were able to) (?:por fin |finalmente |finally )?"
)
VERBS += tuple(
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
VERBS += tuple(
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
VERBS += (
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
    r"(?:convenios?|alianzas?|vinculaciones|acuerdos? (?:de (?:hermanamiento|hermandad|cooperacion|colaboracion|coordinacion|asociacion|amistad)|"
    r"interinstitucional(?:es)?)|agreements?|partnerships?|alliances?)"
)
VERBS += tuple(
    (pattern, needs)
    for things, needs in ((_TIES, "formalised"), (_PAPERS, "signed"))
    for pattern in (
        rf"{_REACHED} {_WHICH}(?={things}\b)",
        rf"(?<!de )(?<!del ){things} (?:(?:con|with) \w+ )?(?:(?:{_WERE}) ){{0,2}}(?:{_HAD})",
    )
)
# the deed that is a claim by itself: “nos hermanamos con…”
TWINNED = re.compile(
    r"\b(?:(?:nos|se) hermano|(?:nos |se )?herman(?:amos|aron)|(?:se ha|se han|nos hemos|quedo|quedaron|quedamos|fue|fueron) "
    r"hermanad[oa]s?|became (?:twinned|sister cities)|(?:we|was|were|have|has|been) twinned|twinned with)\b"
)
# “ya es ciudad hermana de…”, “se dio formalidad al vínculo”: of a relation that the sentence names
SISTERS = re.compile(
    r"\b(?:(?:es|son|somos|is|are)(?: (?!no\b|not\b|para\b|candidat|aspirant|posible|potencial|prospect|futur|candidate|possible|potential)"
    r"\w+){0,6}? (?:ciudad(?:es)? hermanas?|sister cit(?:y|ies))|"
    r"(?:dio|dieron|dimos) (?:plena )?(?:formalidad|caracter oficial)|"
    r"formaliz(?:o|aron|amos|ad[oa]s?) (?:la |las |nuestra )?relacion(?:es)?|"
    r"(?:unieron|sellaron|estrecharon) (?:\w+ ){0,3}como ciudades hermanas|(?:gave|given) (?:full )?official status)\b"
)
# “ya cuenta con tres ciudades hermanas”: how many there are is a count of records
HAS = re.compile(
    rf"\b(?:cuentan?|contamos|suman?|sumamos|tienen?|tenemos|has|have)(?: ya| hoy| ahora| now| already)?(?: con)? {_WHICH}"
    r"(?=(?:ciudades? hermanas?|hermanamientos?|sister cities|twinnings?|"
    r"(?:acuerdos?|convenios?) (?:bilateral(?:es)?|de (?:hermanamiento|cooperacion|amistad|hermandad)|(?:con|entre) (?:\w+ )?(?:ciudades|municipios))"
    r"|(?:acuerdos|convenios|alianzas|agreements|partnerships|alliances) (?:\w+ )?(?:vigentes|en vigor|firmad[oa]s|suscrit[oa]s|formalizad[oa]s|signed|in force))\b)"
)
# what was done, said by its noun at the head: “Firma de convenio con…”, “Ratificación del hermanamiento con…”
NOUNS = {
    "firma": "signed", "suscripcion": "signed", "celebracion": "signed", "signing": "signed", "signature": "signed",
    "formalizacion": "formalised", "oficializacion": "formalised", "ratificacion": "ratification",
    "reafirmacion": "reaffirmation", "refrendo": "reaffirmation", "renovacion": "renewal", "registro": "registered",
    "inscripcion": "registered", "ratification": "ratification", "renewal": "renewal",
}  # fmt: skip
NOMINAL = re.compile(rf"(?:\d{{1,2}} )*(?:la |el |the )?({'|'.join(NOUNS)}) (?:de|del|of|al) ")
PLANNED = re.compile(
    r"\b(?:proyectos?|propuestas?|pendientes?|procesos?|tramites?|gestion\w*|solicit\w+|previ\w+|preve\w*|programa(?!s?\b)\w+|programo|busc\w+|"
    r"esper\w+|intencion|intent|borrador(?:es)?|texto|textos|avanz\w+|avances?|impuls\w+|promov\w+|promoc\w+|proxim\w+|futur\w+|"
    r"sera|seran|podra|podran|analiz\w+|estudi\w+|declar\w+|metas?|draft|pending|propos\w+|planned|towards?|request\w*|will)\b"
)
TOWNS = re.compile(
    r"\b(\d{1,3}|[a-z]+) (?:\w+ )?(?:municipios|ciudades|localidades|pueblos|municipalities|cities|towns)\b"
)
OBJECT = re.compile(
    r"\b(?:hermanamientos?|hermandad|pactos? de (?:amistad|hermandad)|hermanad[oa]s?|ciudad(?:es)? hermanas?|vinculaci(?:on|ones)|alianzas?|convenios?|cartas? de intencion"
    r"|acuerdos? (?:de (?:hermanamiento|hermandad|cooperacion|colaboracion|coordinacion|asociacion|amistad)|(?:interinstitucional|bilateral)(?:es)?|(?:con|entre) (?:\w+ )?(?:ciudades|municipios))"
    r"|municipios hermanos|twinnings?|sister cit(?:y|ies)|partnerships?|alliances?|agreements?|letters? of intent)\b"
)
NOT = re.compile(
    r"\b(?:ni|no(?! sol[oa]| solamente| unicamente)|sin(?! duda| embargo)|aun no|todavia no|pendientes? de(?: ser)?|por ser|falta(?:n)? (?:por )?|not(?! only)(?: yet)?|to be|yet to be|"
    r"without being|(?:can|could|may|might|must|should|would|will|shall) be|(?:pued|pod(?:r|ri)|deb)\w* ser)(?: \w+){0,2} ?$"
)
NUMBERS = {
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
RUNS = re.compile(
    r"\b(?:entr(?:o|aron) en vigor|(?:puso|pusieron|pusimos) en marcha|es (?:ya |hoy |ahora )?(?:una realidad|un hecho)|entered into force|"
    r"is (?:now )?a reality)\b"
)
# of one of ours: told in the present, the ministry's opinion, that its programme runs
OF_ONE = (
    (
        re.compile(r"\b(?<!como )(?<!que )(?<!cuando )(?<!donde )se (?:formaliza|oficializa|protocoliza)n?\b"),
        "formalised",
    ),
    (
        re.compile(
            r"\b(?<!como )(?<!que )(?<!cuando )(?<!donde )se (?:suscribe|firma|signa|rubrica|concreta|sella)n?\b"
        ),
        "signed",
    ),
    (re.compile(r"\b(?:formaliza|oficializa)n? (?=(?:el|la|los|las|su|sus|nuestr[oa]s?) )"), "formalised"),
    (re.compile(r"\b(?<!como )(?<!que )(?<!cuando )(?<!donde )se ratifican?\b"), "ratification"),
    (
        re.compile(
            r"\b(?:aparecen?|figuran?|consta|constan|esta|estan|obra|obran|appears?|is|are) (?:(?!no |not )\w+ ){0,3}?(?:en|in|on) (?:el|the) (?:\w+ ){0,2}?"
            r"(?:registro|registry|register) (?:nacional|de (?:la )?(?:cancilleria|sre|secretaria de relaciones)|of the (?:ministry|foreign))"
            r"|\b(?:appears?|is|are) (?:(?!not )\w+ ){0,3}?(?:in|on) the (?:national|federal|ministry s) (?:registry|register)\b"
        ),
        "registered",
    ),
    (re.compile(r"\b(?<!como )(?<!que )(?<!cuando )(?<!donde )se (?:renueva|refrenda)n?\b"), "renewal"),
    (
        re.compile(
            r"\b(?:"
            r"(?:emiti(?:o|eron|do)|otorg(?:o|aron|ado)|dio|dieron|dict(?:o|aron)|obtuv(?:o|ieron|imos)|recibi(?:o|eron|mos)|concedi(?:o|eron)|cuenta ya con|cuenta con|contamos con|"
            r"issued|gave|given|granted|obtained|received) (?:\w+ ){0,3}?(?:(?:dictamen|opinion|resolucion) (?:\w+ ){0,2}?(?:favorable|positiv[oa]|de procedencia)|visto bueno|"
            r"fav(?:o|ou)rable opinion|(?:its |his |the )?approval|clearance)|"
            r"dictamin(?:o|aron|ad[oa]s?) (?:\w+ )?(?:favorable\w*|procedente|positiv\w+|a favor)|(?:dictamen|opinion) (?:\w+ ){0,6}?(?:fue|es|resulto|was) (?:favo\w+|positiv\w+))"
        ),
        "opinion",
    ),
    (
        re.compile(
            r"\b(?:(?:ya|hoy|actualmente) operan?|operan? (?:ya|hoy|plenamente|con normalidad|desde)|(?:esta|estan|se encuentran?) (?:ya |hoy |plenamente )?(?:en (?:plena )?(?:operacion|ejecucion|marcha)|operando)|"
            r"se (?:ejecuta|esta ejecutando|desarrolla) (?:ya )?(?:su|el) programa anual|programa (?:anual |de trabajo )?(?:\w+ )?en (?:plena )?(?:ejecucion|marcha|operacion)|is (?:now |already |fully )*(?:up and running|in operation|operational|running))\b"
        ),
        "running",
    ),
)
MINISTRY = re.compile(
    r"\b(?:sre|relaciones exteriores|cancilleria|consultoria juridica|foreign (?:ministry|affairs|office)|(?:the |la )(?:ministry|secretaria de relaciones))\b"
)
# so many of so many that were planned: what was done, not a plan
RATIO = re.compile(r"\b[1-9]\d* (?:de|of) (?:las |los |the )?\d+ (?:program|planead|previst|planned)\w*")
# whoever came to see it done says that it was done
WITNESSED = tuple(
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
# what was done by the way: “al establecer lazos de hermandad”, “formalizando así el hermanamiento”
WITNESSED += tuple(
    (re.compile(rf"\b(?:al|by|habiendo|having) (?:{verbs})\b|\b(?:{doing})\b"), needs)
    for verbs, doing, needs in (
        (
            r"formalizar|oficializar|establecer|hermanar(?:nos|se)?|formali[sz]ing|establishing|twinning",
            r"formalizando|oficializando|estableciendo|hermanando(?:nos|se)?", "formalised",
        ),
        (
            r"firmar|suscribir|signar|sellar|concretar|celebrar|signing|concluding|sealing",
            r"firmando|suscribiendo|signando|sellando|concretando|celebrando", "signed",
        ),
        (r"ratificar|ratifying", r"ratificando", "ratification"),
        (r"renovar|refrendar|renewing", r"renovando|refrendando", "renewal"),
    )
)  # fmt: skip
# “con la renovación del hermanamiento, …”: what was done, as what the rest comes from
WITNESSED += tuple(
    (re.compile(rf"^ ?(?:con|with) (?:la |el |the )?(?:\w+ )?{noun} (?=(?:de|del|of) )"), needs)
    for noun, needs in NOUNS.items()
)
INVITED = re.compile(r"\b(?:invit|convoc|reprogram|pospu|aplaz|postpon)\w*")
# the study of one of ours, said to be approved
STUDY = re.compile(
    r"\b(?:aprob(?:o|aron|amos)|aval(?:o|aron|amos)|approved) (?:(?!no |not )\w+ ){0,8}?(?:estudios?|study)\b"
    r"|\b(?:estudios?|study) (?:(?!no |sin |not |aun )\w+ ){0,8}?(?:aprobad[oa]s?|avalad[oa]s?|approved)\b"
)
NEW = re.compile(
    rf"^ ?(?:\d{{1,3}}|{'|'.join(NUMBERS)}) (?:nuev[oa]s|new) (?=(?:hermanamientos?|convenios?|alianzas?|twinnings?|agreements?|alliances?)\b)"
)
# another paper or deed stands behind the verb: it is that one which was signed, held, registered
ELSE = re.compile(
    rf" (?:(?:la|el|las|los|un|una|unos|unas|su|sus|de|the|a|an|\d{{1,3}}|{'|'.join(NUMBERS)}) ){{0,3}}"
    r"(?:(?:listas?|viajes?|traducci(?:on|ones)|mobiliario|contactos?|comunicaci(?:on|ones)|correos?|oficios?|solicitud(?:es)?|peticion(?:es)?|"
    r"taller(?:es)?|cursos?|visitas?|giras?|convocatorias?|consultas?|platicas?|dialogos?|informacion|datos|experiencias|"
    r"voluntad(?:es)?|disposicion|interes|intencion|deseo|ideas|opiniones|impresiones|llamadas|mensajes|information|data|views|calendarios?|agendas?|informes?|acuses?|lists?|"
    r"visits?|requests?|translations?|contact)\b"
    r"|(?:reuni(?:on|ones)|minutas?|actas?|cartas?|sesion(?:es)?|meetings?|minutes|letters?)\b"
    r"(?! (?:compromiso\b|(?:\w+ ){0,1}(?:de|del|of) (?:la )?(?:firma|formalizacion|hermanamiento|hermandad|ratificacion|signing|twinning))))"
)
# what binds two cities, by no name of its own: a claim where one of ours is named and it was made formal
BOND = re.compile(r"\b(?:vinculos?|lazos?|union|hermanad[oa]s?|relaci(?:on|ones)|ties|bonds?|relationships?)\b")
# “Oaxaca has signed with Cozumel”: with whom stands behind the verb
WITH = re.compile(r" (?:hoy |ya |formalmente |today )?(?:con|with) ")
# what an agreement is called beside the name of the other city
PACT = re.compile(
    r"\b(?:acuerdos?|pactos?|instrumentos?) (?:con|entre)\b|\bacuerdo (?:de )?(?:(?:19|20)\d\d|original|respectivo|correspondiente|definitivo|final)\b|\b(?:deal|pact)\b"
)
COUNT = re.compile(rf"\b(\d{{1,3}}|{'|'.join(NUMBERS)})\b(?: \w+){{0,2}} (?={OBJECT.pattern})")
PLURAL = re.compile(
    r"\b(?:hermanamientos|alianzas|convenios|acuerdos|vinculaciones|twinnings|partnerships|alliances|agreements)\b"
)
# what a sentence is about: not what hangs from another word (“la lista del convenio”), nor a letter
HEAD = re.compile(
    r"(?<!de )(?<!del )(?<!sobre )(?<!para )(?<!al )(?<!de los )(?<!de las )(?<!de la )\b"
    r"(?:hermanamientos?|alianzas?|convenios?|vinculaciones"
    r"|acuerdos? (?:de (?:hermanamiento|hermandad|cooperacion|colaboracion|coordinacion|asociacion|amistad)|interinstitucional(?:es)?)"
    r"|twinnings?|partnerships?|alliances?|agreements?)\b"
)
SENTENCE = re.compile(r"[^.;\n]+")
NUMBER = rf"\d{{1,3}}|{'|'.join(NUMBERS)}"


def number_of(said: str) -> int:
    """A number in figures or in a word; 0 where it is none."""
    return int(said) if said.isdigit() else NUMBERS.get(said, 0)


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


MONTHS = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre january february march april "
    "may june july august september october november december"
).split()


# a verb that ends anything (“concluyeron la primera ronda de observaciones al proyecto”) and what of ours it may end
WEAK = re.compile(r"(?:se )?(?:conclu|concret|celebr|establec|logr|obtuv|alcanz|consigui|realiz|cerr|complet)")
OF_WHAT = re.compile(r"\b(?:de|del|al?|a la|sobre|para|of|on|for|to) (?:la |el |los |las |the )*$")
BINDING = re.compile(
    r"\b(?:lazos?|vinculos?|relaci\w+|union|compromisos?|pactos?|cartas? compromiso|acuerdos?|instrumentos?|documentos?|convenios?|alianzas?|firmas?|"
    r"formaliza\w+|ratifica\w+|suscrip\w+|celebracion|metas?|objetivos?|ceremonia|acto|ties|bonds?|deal|signing|goals?)\b"
)
