"""Q, continued: doubled words, agreement of number and accents, only in the phrases that official papers are made of."""

import re
from functools import cache
from operator import eq

from hermanar.kernel.text import fold

from ..findings import Repair
from ..reading import Reading, Rules, found, name_pattern, says
from ..regions import rows
from ..sources.tongues import scores

_DOUBLED = re.compile(
    r"(?<![\w-])(?P<w>[^\W\d_]{2,}|(?<!inciso )(?<!letra )(?<!literal )(?<!del )(?-i:[aeouy]))(?P<gap>\s+)(?P<again>(?P=w))(?![\w-])(?!\))",
    re.IGNORECASE,
)
# rightly said twice
_NO_NAME = frozenset(
    "estado estados municipio ciudad partes parte acuerdo convenio artículo articulo our the their your this of and shall parties party agreement article "
    "city state municipality el la los las de del en y con por para que un una su sus se al no cabildo presidenta presidente secretaría secretaria".split()
)
# a whole phrase: “dichas áreas, dichas áreas”
_PHRASE_TWICE = re.compile(
    r"(?<![\w-])(?P<w>[^\W\d_]{3,}[ ][^\W\d_]{3,}|(?:a|en|por|con|para)[ ](?:el|las?|los)|(?:to|in|by|for|with)[ ]the)(?P<gap>,?[ ])(?P<again>(?P=w))(?![\w-])",
    re.IGNORECASE,
)
# of other languages, the words that never stand twice: “nous nous” does
_SMALL = {
    "pt": frozenset("de do da dos das em no na para com por que um uma os ao seu sua este esta".split()),
    "fr": frozenset("de du des le la les en et pour avec par que un une au aux dans son sa ce cette".split()),
}
_TWICE = frozenset("ja muy nos that had poco casi luego walla".split())


def doubled(r: Reading) -> Rules:
    """Q04: “de de”. Names like Baden Baden, both in capitals, are left alone."""
    for passage in r.passages:
        small = _SMALL.get(passage.lang)
        if passage.lang not in ("es", "en") and small is None:
            continue
        for m in _DOUBLED.finditer(passage.text):
            first, second = m["w"], m["again"]
            if small is not None and fold(first) not in small:
                continue
            if fold(first) in _TWICE or {"\n", "\t"} & set(m["gap"]):
                continue
            if (
                first[0].isupper()
                and second[0].isupper()
                and not passage.text.isupper()
                and fold(first) not in _NO_NAME
            ):
                continue
            if re.fullmatch(r"[IVXLC]+", first):
                continue
            yield found(
                "Q04",
                passage,
                m.start("again"),
                m.end("again"),
                says(f"“{second}” está dos veces.", f"“{second}” is there twice."),
                repairs=[Repair(says("Quitar una", "Remove one"), (passage.edit(m.end("w"), m.end("again"), ""),))],
            )
        said = passage.low.split()
        twice = any(map(eq, said, said[2:])) and any(
            a == c and b.rstrip(",") == d.rstrip(",.;:")
            for a, b, c, d in zip(said, said[1:], said[2:], said[3:], strict=False)
        )
        for m in _PHRASE_TWICE.finditer(passage.text) if twice else ():
            yield found(
                "Q04", passage, *m.span("again"), says(f"“{m['again']}” está dos veces.", f"“{m['again']}” is there twice."),
                repairs=[Repair(says("Quitar una", "Remove one"), (passage.edit(m.end("w"), m.end("again"), ""),))],
            )  # fmt: skip


_NOUNS = {
    "parte": "partes", "municipio": "municipios", "ciudad": "ciudades", "acuerdo": "acuerdos", "artículo": "artículos",
    "ayuntamiento": "ayuntamientos", "programa": "programas", "proyecto": "proyectos", "actividad": "actividades",
    "área": "áreas", "autoridad": "autoridades", "institución": "instituciones", "gobierno": "gobiernos",
    "ejemplar": "ejemplares", "acción": "acciones", "convenio": "convenios", "modalidad": "modalidades",
    "hermanamiento": "hermanamientos", "relación": "relaciones", "firmante": "firmantes", "texto": "textos", "documento": "documentos", "anexo": "anexos", "representante": "representantes",
    "versión": "versiones", "reunión": "reuniones", "sesión": "sesiones", "idioma": "idiomas", "tema": "temas", "taller": "talleres",
    "compromiso": "compromisos", "resultado": "resultados", "original": "originales",
}  # fmt: skip
_PLURALS = {v: k for k, v in _NOUNS.items()}
# asked of a text in small letters
_MANY = re.compile(
    r"\b(?:las|los|ambas|ambos|estas|estos|dichas|dichos|sus|nuestras|nuestros|algunas|algunos|varias|varios)\s+"
    rf"(?P<w>{'|'.join(sorted(_NOUNS, key=len, reverse=True))})(?![\w-])",
)
_ONE = re.compile(
    r"(?<![\w-])(?:la|el|una|un|esta|este|dicha|dicho|cada|del|al|nuestra|nuestro)\s+"
    rf"(?P<w>{'|'.join(sorted(_PLURALS, key=len, reverse=True))})(?![\w-])",
)
_VERBS = {
    "acuerda": "acuerdan", "conviene": "convienen", "podrá": "podrán", "deberá": "deberán", "designará": "designarán",
    "manifiesta": "manifiestan", "declara": "declaran", "celebrará": "celebrarán", "formulará": "formularán",
    "cooperará": "cooperarán", "firma": "firman", "suscribe": "suscriben", "reconoce": "reconocen", "será": "serán",
    "tendrá": "tendrán", "realizará": "realizarán",
}  # fmt: skip
_SINGULAR_VERBS = {v: k for k, v in _VERBS.items()}
_THEY = re.compile(rf"(?<!de )\b(?:las|ambas)\s+partes\s+(?:se\s+)?(?P<w>{'|'.join(_VERBS)}|compromete|obliga)(?!\w)")
_IT = re.compile(
    rf"(?<!a )(?<!de )\b(?:cada|la|una)\s+parte\s+(?:se\s+)?(?P<w>{'|'.join(_SINGULAR_VERBS)}|comprometen|obligan)(?!\w)",
)
# “las partes se reunirá”, “cada Parte aportarán”: any verb of what will be
_THEY_WILL = re.compile(
    r"(?<!de )(?<!a )(?<!por )(?<!entre )\b(?:las|ambas)\s+partes\s+(?:no\s+)?(?:(?:se|lo|la|los|las|le|les)\s+)?(?P<w>[a-zñ]{2,}[aei]rá)(?!\w)",
)
_IT_WILL = re.compile(
    r"(?<!a )(?<!de )(?<!y )\bcada\s+(?:una\s+de\s+las\s+partes|parte)\s+(?:no\s+)?(?:(?:se|lo|la|los|las|le|les)\s+)?(?P<w>[a-zñ]{2,}[aei]rán)(?!\w)",
)
# “El Comité de Ensenada aprobaron”
_OF_BODY = {
    "aprobaron": "aprobó", "autorizaron": "autorizó", "acordaron": "acordó", "designaron": "designó", "firmaron": "firmó",
    "suscribieron": "suscribió", "emitieron": "emitió", "enviaron": "envió", "recibieron": "recibió", "solicitaron": "solicitó",
    "acuerdan": "acuerda", "autorizan": "autoriza", "aprueban": "aprueba", "manifiestan": "manifiesta", "saludan": "saluda",
}  # fmt: skip
_BODY = re.compile(
    r"(?<!\by )(?<!\be )(?<!\bde )(?<!\ba )(?<!\ben )(?<!\bcon )(?<!\bpor )(?<!\bpara )\b[Ee]l\s+(?:H\.\s+)?(?:Comité|Cabildo|Ayuntamiento|Municipio|Consejo|Gobierno)"
    rf"(?:\s+de\s+[A-ZÁÉÍÓÚÑ][\w-]+(?:\s+de\s+[A-ZÁÉÍÓÚÑ][\w-]+)?)?\s+(?P<w>{'|'.join(_OF_BODY)})(?!\w)"
)
# a word without which the phrase is not there, the phrase, and what it should read
_PHRASES = {
    "es": (
        ("saludos", re.compile(r"\bun\s+(?:(?:muy\s+)?(?:atento|cordial|afectuoso|respetuoso|fraterno)\s+)?(?P<w>saludos)\b"), "saludo"),
        ("ambos", re.compile(r"(?i)\bambos\s+(?=partes\b|ciudades\b|áreas\b|autoridades\b|instituciones\b|versiones\b)"), "ambas "),
        ("ambas", re.compile(r"(?i)\bambas\s+(?=municipios\b|acuerdos\b|gobiernos\b|ayuntamientos\b|textos\b|ejemplares\b|idiomas\b|países\b)"), "ambos "),
        ("la presente", re.compile(r"(?i)\b(?P<w>la)\s+presente\s+(?:acuerdo|convenio|memor[áa]ndum|documento|instrumento)\b"), "el"),
        ("el presente", re.compile(r"(?i)(?<!d)\b(?P<w>el)\s+presente\s+(?:carta|acta|declaraci[óo]n|adenda)\b"), "la"),
        ("presente", re.compile(r"(?i)(?<!a )\b(?P<w>los)\s+presente\s+(?:acuerdo|convenio|memor[áa]ndum|documento|instrumento|programa)\b"), "el"),
        ("presente", re.compile(r"(?i)\b(?P<w>las)\s+presente\s+(?:carta|acta|declaraci[óo]n|adenda)\b"), "la"),
        ("presentes", re.compile(r"(?i)\b(?:el|la)\s+(?P<w>presentes)\s+(?=acuerdo\b|convenio\b|instrumento\b|carta\b|acta\b|declaraci[óo]n\b)"), "presente"),
        ("ciudades", re.compile(r"\bCiudades\s+(?P<w>Hermana)\b"), "Hermanas"),
        ("ciudad", re.compile(r"\bCiudad\s+(?P<w>Hermanas)\b"), "Hermana"),
        ("exterior", re.compile(r"\bRelaciones\s+(?P<w>Exterior)\b(?!\s+de)"), "Exteriores"),
        ("exteriores", re.compile(r"\b(?P<w>Relación)\s+Exteriores\b"), "Relaciones"),
        ("unidos", re.compile(r"\b(?P<w>Estado)\s+Unidos\s+(?:Mexicanos|de\s+América)\b"), "Estados"),
        ("unidos", re.compile(r"\bEstados\s+Unidos\s+(?P<w>Mexicano)\b"), "Mexicanos"),
        ("competente", re.compile(r"(?i)\b(?:autoridades|instancias|[áa]reas|dependencias)\s+(?P<w>competente)(?!\w)"), "competentes"),
        ("aplicable", re.compile(r"(?i)\b(?:leyes|normas|disposiciones|legislaciones)\s+(?P<w>aplicable)(?!\w)"), "aplicables"),
        ("interesada", re.compile(r"(?i)\bpartes\s+(?P<w>interesada)(?!\w)"), "interesadas"),
        ("firmante", re.compile(r"(?i)\bpartes\s+(?P<w>firmante)(?!\w)"), "firmantes"),
        ("internacional", re.compile(r"(?i)\brelaciones\s+(?P<w>internacional)(?!\w)"), "internacionales"),
        ("textos", re.compile(r"(?i)\btextos\s+(?:\w+\s+)?(?P<w>auténtico)(?!\w)"), "auténticos"),
        ("igualmente", re.compile(r"(?i)\bigualmente\s+(?P<w>auténtico)\b(?=[.,;])"), "auténticos"),
    ),
    "en": (
        ("parties", re.compile(r"(?i)(?<!each of )(?<!either of )(?<!one of )(?<!neither of )\b(?:the|both)\s+Parties\s+(?P<w>agrees|commits|shares|recognizes|undertakes|designates)\b"), None),
        ("party", re.compile(r"(?i)\b(?:each|the)\s+Party\s+(?P<w>agree|commit|recognize|undertake)\b"), None),
        ("shall", re.compile(r"(?i)\bshall\s+(?P<w>meets|agrees|promotes|carries|exchanges|designates|cooperates|submits|sends|finances|pays|provides|develops|establishes|enters|remains|takes|makes|has|is|invites|holds|creates|gives|receives|informs|organizes|supports|shares|hosts|covers|appoints|terminates|amends)\b"), None),
        ("both", re.compile(r"(?i)\bboth\s+(?P<w>Party|participant|signatory|city|municipality|government|community|mayor|council)\b(?!\s+(?:and|or)\b)"), None),
        ("these", re.compile(r"(?i)\bthese\s+(?P<w>Agreement|Article|Program)\b"), None),
        ("those", re.compile(r"(?i)\bthose\s+(?P<w>Agreement|Article|Program)\b"), None),
        ("agreements", re.compile(r"(?i)\b(?:this|the\s+present)\s+(?P<w>Agreements)\b"), None),
        ("sister", re.compile(r"\bSister\s+(?P<w>City)(?=\s+(?:relationships|are|have)\b)"), "Cities"),
        ("united", re.compile(r"\bUnited\s+(?P<w>State)\s+of\s+America\b"), "States"),
    ),
}  # fmt: skip
_PERIOD = re.compile(
    r"\s+(?:period|term|extension|renewal|plan|program(?:me)?|agreement|notice|cycle|stay|old)s?\b", re.IGNORECASE
)
_UNITS = {
    "dia": "días", "ano": "años", "mes": "meses", "ejemplar": "ejemplares", "articulo": "artículos", "persona": "personas",
    "hora": "horas", "minuto": "minutos", "day": "days", "year": "years", "month": "months", "copy": "copies",
    "article": "articles", "hour": "hours", "minute": "minutes",
}  # fmt: skip


def lowered(text: str) -> str:
    """In small letters, each where it was: a letter whose small one is two (İ) stays."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def agreement(r: Reading) -> Rules:
    """Q05: “las Parte”, “la Partes”, “las Partes acuerda”, “sesenta (60) día”."""
    phrases = {lang: [one for one in of_lang if one[0] in r.low] for lang, of_lang in _PHRASES.items()}
    for passage in r.passages:
        text = passage.text
        low = lowered(text)
        hits: list[tuple[int, int, str]] = []
        if passage.lang == "es":
            for m in _MANY.finditer(low):
                # “las parte”, but not “a las partes” nor “los acuerda”
                hits.append((*m.span("w"), _NOUNS[m["w"].lower()]))
            for m in _ONE.finditer(low):
                hits.append((*m.span("w"), _PLURALS[m["w"].lower()]))
            for m in _THEY.finditer(low) if "parte" in low else ():
                word = m["w"].lower()
                hits.append((*m.span("w"), _VERBS.get(word, word + "n")))
            for m in _BODY.finditer(text) if "el " in low and any(w in low for w in _OF_BODY) else ():
                hits.append((*m.span("w"), _OF_BODY[m["w"].lower()]))
            for m in _IT.finditer(low) if "parte" in low else ():
                word = m["w"].lower()
                hits.append((*m.span("w"), _SINGULAR_VERBS.get(word, word[:-1])))
            for pattern, of_number in ((_THEY_WILL, "n"), (_IT_WILL, "")) if "parte" in low else ():
                for m in pattern.finditer(low):
                    hits.append((*m.span("w"), m["w"].lower() + of_number if of_number else m["w"].lower()[:-1]))
        for sign, pattern, right in phrases.get(passage.lang, ()):
            if sign not in low:
                continue
            for m in pattern.finditer(text):
                start, end = m.span("w") if "w" in pattern.groupindex else (m.start(), m.end() - 1)
                hits.append((start, end, right.strip() if right else _other_number(text[start:end])))
        for n in passage.entities.numbers:
            if n.kind == "count" and n.value >= 2 and n.unit in _UNITS and float(n.value).is_integer():
                start = text.lower().find(text[n.end :].lstrip()[: len(n.unit)].lower(), n.end)
                # a line of its own counts nothing; “a five (5) year period” is right in English
                if "\n" in text[n.end : start] or _PERIOD.match(text, start + len(n.unit)):
                    continue
                if 0 <= start <= n.end + 2 and fold(text[start : start + len(n.unit)]) == n.unit:
                    hits.append((start, start + len(n.unit), _UNITS[n.unit]))
        for start, end, right in sorted(set(hits)):
            old = text[start:end]
            new = right.upper() if old.isupper() else right[0].upper() + right[1:] if old[0].isupper() else right
            yield found(
                "Q05",
                passage,
                start,
                end,
                says(f"Debe decir “{new}”.", f"It should read “{new}”."),
                repairs=[Repair(says(f"Poner “{new}”", f"Put “{new}”"), (passage.edit(start, end, new),))],
                confidence=0.9,
            )


def _other_number(word: str) -> str:
    if word.lower() in ("agree", "commit", "recognize", "undertake"):
        return word + "s"
    if word.lower() in _BARE:
        return _BARE[word.lower()]
    if word.lower().endswith("y"):
        return word[:-1] + "ies"
    if word.lower().endswith("s"):
        return word[:-1]
    return word + "s"


_BARE = {"has": "have", "is": "be", "carries": "carry", "establishes": "establish"}
_ACCENTED = {
    w.translate(str.maketrans("áéíóú", "aeiou")): w
    for w in (
        "artículo artículos república constitución jurídica jurídico jurídicas política políticas político pública público "
        "públicas públicos económica económico económicas económicos turística turístico turísticas turísticos tecnología "
        "sesión comisión decisión extensión inversión división versión dimensión profesión provisión misión días líneas "
        "también así según además través hábiles vínculos vínculo título atribución méxico único única técnica técnico "
        "académica académico académicas país países idónea mayoría recíproca recíproco auténticos auténticas síndico "
        "área áreas comité comités gestión región unión éxito propósito propósitos jóvenes último última próximo próxima según común "
        "ningún algún indígena indígenas histórico histórica históricas históricos gastronómico gastronómica artístico artística "
        "podrá podrán deberá deberán tendrá tendrán interés ratificación reunión envía envían evalúa evalúan efectúa efectúan actúa actúan confía confían sitúa "
        "síndica tesorería alcaldía ámbito trámite trámites orgánica código huracán alemán jardín número números música cívico cívica cívicas cívicos "
        "básico básica médico médicos logística línea teléfono electrónico electrónica página páginas década décadas décimo séptimo séptima "
        "autónomo autónoma autónomos crédito créditos época épocas índice máximo máxima mínimo mínima sábado miércoles razón corazón inglés "
        "francés japonés portugués oficialía policía ciudadanía artesanía artesanías garantía garantías categoría cercanía energía minería "
        "guía guías prevé prevén después detrás atrás aquí ahí allí allá quizá jamás podría podrían debería deberían tendría tendrían haría harían serían "
        "día están será serán estará estarán habrá habrán dará darán hará harán contraloría regiduría auditoría asesoría consultoría compañía compañías vehículo vehículos "
        "límites núcleo núcleos mérito méritos sólido sólida rápido rápida cálido cálida próxima próximos próximas última últimas últimos únicos únicas estratégico estratégica "
        "estratégicos estratégicas típico típica típicos típicas físico física físicos físicas crítico crítica específico específica específicos específicas científico científica "
        "climático climática climáticos bibliográfico demográfico demográfica geográfico geográfica pedagógico didáctico cédula periódico periódica periódicamente jurídicos "
        "electrónicos electrónica electrónicas orgánico históricamente económicamente jurídicamente públicamente árbol árboles útil útiles fácil difícil hábil móvil débil inmóvil "
        "carácter cónsul fértil ágil automóvil cárcel túnel móviles cónsules órgano órganos cálculo círculo vínculos ánimo óptimo óptima dinámico dinámica cerámica cerámicas gráfica "
        "guía guías todavía mediodía dólares átomo público pública vínculos"
    ).split()
}
# words that without the accent are words too
_ENGLISH_TOO = frozenset("version decision extension division dimension provision region union".split())
# an accent that is not written
_OVERACCENTED = {
    "dictámen": "dictamen", "exámen": "examen", "orígen": "origen", "resúmen": "resumen", "régimenes": "regímenes", "volúmen": "volumen",
    "certámen": "certamen", "imágen": "imagen", "jóven": "joven", "márgen": "margen", "órden": "orden", "titúlar": "titular", "titúlares": "titulares",
}  # fmt: skip
# words of every paper that bear no accent, however it is put
_PLAIN = frozenset(
    "municipio municipios municipal municipales presidente presidenta cabildo acuerdo acuerdos convenio convenios ayuntamiento "
    "hermanamiento hermanamientos ciudad ciudades gobierno gobiernos regidor regidora carta cartas oficio dictamen estado estados "
    "parte partes alcalde alcaldesa articulos cooperaciones programa programas cultura turismo".split()
) - {"articulos"}
_AMBIGUOUS = frozenset("publica publico publicas publicos titulo vinculo vinculos tramite tramites unica".split()) - {
    "unica"
}
_WORD = re.compile(r"(?<![\w@./-])[^\W\d_]{4,}(?![\w@/-]|\.\w)")
_ACCENTED_CAPITALS = re.compile(r"\b[A-ZÑ]*[ÁÉÍÓÚ][A-ZÑÁÉÍÓÚ]{3,}\b")
_A_FIGURE = re.compile(r"\s*:\s*\d")
_CION = re.compile(r"[^\W\d_]{2,}cion\Z", re.IGNORECASE)
_LOGIA = re.compile(r"[^\W\d_]{2,}(?:log|graf|nom|metr)ias?\Z", re.IGNORECASE)  # ecologia, fotografias
_DAD = re.compile(r"[^\W\d_]{2,}dád\Z", re.IGNORECASE)
# “se turna a esa Secretaria el oficio”: whoever a letter speaks to is the office
_MINISTRY_SPOKEN_TO = re.compile(
    r"\b(?:a|ante|de|por|en|con)\s+est?a\s+(?P<w>Secretaria)\b(?!\s+(?:del?\s|general|t[ée]cnica|municipal|particular|ejecutiva)|,?\s+[A-ZÁÉÍÓÚÑ])"
)
_MINISTRY = re.compile(
    r"\b(?:(?:ante|de|a|por|en|con)\s+la|La)\s+(?P<w>Secretaria)\s+de\s+Relaciones\s+Exteriores\b(?!\s*,?\s*(?:[A-ZÁÉÍÓÚ][a-záéíóú]+\s+){1,3}[A-ZÁÉÍÓÚ])"
)

# under the post of somebody else it is the office, not who heads it
_MINISTRY_LINE = re.compile(
    r"(?:Director[a]?|Titular|Subsecretari[oa]|Coordinador[a]?|Jef[ea]|Encargad[oa])\b[^\n]*\n\s*(?P<w>Secretaria)\s+de\s+[A-ZÁÉÍÓÚÑ]"
)


@cache
def _regions_of_several_words() -> re.Pattern:
    return name_pattern({row["en"] for row in rows() if " " in row["en"]})


_CAPITALS = re.compile(r"(?<![\w-])[A-ZÑ]{4,}(?![\w-])")
_A_STYLE = 2  # so many words in capitals that lack it, and the paper puts no accent on capitals


def _without_on_capitals(r: Reading) -> bool:
    bare = {
        w
        for p in r.passages
        if p.lang == "es"
        for w in _CAPITALS.findall(p.text)
        if w.lower() in _ACCENTED or w.endswith(("CION", "SION")) or _LOGIA.match(w)
    }
    return len(bare) >= _A_STYLE


def accents(r: Reading) -> Rules:
    """Q06: “articulo”, “cooperacion”, “Oaxaca de Juarez”. Words all in capitals are left alone where the paper puts no
    accent on its capitals: “ARTICULO” is told beside “ARTÍCULO”."""
    names = {fold(n): n for p in r.brief.parties for n in p.names if fold(n) != n.lower()}
    # Ōita lies in the prefecture of Oita: written without its mark it may be either
    names = {
        key: n for key, n in names.items() if key not in {s.lower() for p in r.brief.parties for s in p.subdivisions}
    }
    # a name that is written so: of the case, or of a place abroad of several words (New Mexico); a country has its own
    own = {n for p in r.brief.parties if p.country != "MX" for n in (*p.names, *p.subdivisions)}
    of_case, of_regions = name_pattern(own), _regions_of_several_words()
    on_capitals = any(
        _ACCENTED_CAPITALS.search(p.text) for p in r.passages if p.lang == "es"
    ) or not _without_on_capitals(r)
    well: set[str] = set()  # words that are written well whatever stands beside them
    for passage in r.passages:
        if passage.lang != "es":
            continue
        text = passage.text
        # “Querétaro, Mexico – Holland, Michigan” over an English text tells no language
        in_english = r.content.languages[0] == "en" and len(text) <= 80 and not scores(text.lower())["es"] > 1
        english = len(text) <= 40 and not scores(text)["es"]  # “English version” under the Spanish one
        hits: list[tuple[int, int, str]] = []
        kept: list[tuple[int, int]] | None = None
        for m in _WORD.finditer(text):
            word = m.group()
            if word in well:
                continue
            low = word.lower()
            if (
                low not in _ACCENTED
                and low not in _OVERACCENTED
                and (low.isascii() or fold(low) not in _PLAIN)
                and not low.endswith(("cion", "ciónes", "siónes", "dád"))
                and not (low.endswith(("ia", "ias")) and _LOGIA.match(word))
            ):
                well.add(word)
                continue
            if english and low in _ENGLISH_TOO:
                continue
            if low == "area" and _A_FIGURE.match(text, m.end()):
                continue  # “Area: 20,274 km²” under “Fact sheet” is English
            if kept is None:  # most paragraphs have no word to ask for
                kept = [name.span() for pattern in (of_case, of_regions) for name in pattern.finditer(text)]
                kept += [(m.start, m.end) for m in r.mentions(passage) if m.kind == "place" and " " in m.text]
            if any(start <= m.start() and m.end() <= end for start, end in kept):
                continue
            if (word.isupper() and not (on_capitals and low != "mexico")) or (
                low == "mexico" and (in_english or re.match(r"\s+(?:City|D\.F)", text[m.end() :]))
            ):
                continue
            if _LOGIA.match(word):
                end = word.lower().rindex("ia")
                hits.append((m.start(), m.end(), word[:end] + "ía" + word[end + 2 :]))
            elif _DAD.match(word):
                hits.append((m.start(), m.end(), word[:-3] + "dad"))
            elif _CION.match(word):
                hits.append((m.start(), m.end(), word[:-2] + "ón"))
            elif low.endswith(("ciónes", "siónes")):  # relaciónes
                hits.append((m.start(), m.end(), word[:-4] + "ones"))
            elif not low.isascii() and fold(low) in _PLAIN:
                hits.append((m.start(), m.end(), fold(low)))
            elif low in _OVERACCENTED:
                hits.append((m.start(), m.end(), _OVERACCENTED[low]))
            elif low in _ACCENTED and low not in _AMBIGUOUS:
                hits.append((m.start(), m.end(), _ACCENTED[low]))
        for pattern in (_MINISTRY_LINE, _MINISTRY, _MINISTRY_SPOKEN_TO) if "Secretaria" in text else ():
            for m in pattern.finditer(text):
                hits.append((*m.span("w"), "Secretaría"))
        for mention in r.party_mentions(passage):
            right = names.get(fold(mention.text))
            if (
                right
                and not mention.text.isupper()
                and mention.text.lower() != right.lower()
                and len(mention.text) == len(right)
            ):
                hits.append((mention.start, mention.end, right))
        for start, end, right in sorted(set(hits)):
            old = text[start:end]
            new = right.upper() if old.isupper() else right[0].upper() + right[1:] if old[0].isupper() else right
            yield found(
                "Q06",
                passage,
                start,
                end,
                says(f"Se escribe “{new}”.", f"It is written “{new}”."),
                repairs=[Repair(says(f"Poner “{new}”", f"Put “{new}”"), (passage.edit(start, end, new),))],
            )


RULES = (doubled, agreement, accents)
