"""L: what a municipality may not take on, and what an authorisation must say (domain.md 1.1, 1.5)."""

import re

from hermanar.kernel.content import BlockKind
from hermanar.kernel.text import fold

from ..brief import Side
from ..reading import Passage, Reading, Rules, found, says
from ..signs import may_have

_I = re.IGNORECASE
_DEBT = {
    "es": re.compile(
        r"\b(?:emprésti(?:to|tos)|empréstito|deuda(?:\s+p[úu]blica)?|pr[ée]stamos?|l[íi]neas?\s+de\s+cr[ée]dito|(?:contrat|solicit|adquir|obten|gestion)\w+\s+(?:un\s+|alg[úu]n\s+)?cr[ée]ditos?|cr[ée]ditos?\s+(?:pagader|bancari|reembols|externo)\w*|"
        r"obligaci[óo]n(?:es)?\s+solidarias?|aval(?:es)?|fianzas?|garant[íi]as?\s+(?:hipotecarias?|financieras?|de\s+pago)|"
        r"se\s+obligan?\s+a\s+pagar|emisi[óo]n\s+de\s+bonos|emitir(?:[áa]n?)?\s+bonos|moneda\s+extranjera|(?:financiamientos?|apoyos?|recursos)\s+reembolsables?|"
        r"participaciones\s+federales|(?:presupuestos?\s+de\s+)?(?:ejercicios|a[ñn]os)\s+(?:fiscales\s+)?(?:futuros|subsecuentes)|(?:presupuestos|compromisos)\s+plurianuales|bonos\s+(?:municipales|verdes|de\s+deuda)|pagar[ée]s|"
        r"hipotec\w+|adeudos?|en\s+garant[íi]a|garantizar(?:á|án)?\s+(?:con|el\s+pago)|cr[ée]ditos?\s+(?:con|ante|de)\s+(?:la\s+banca|un\s+banco|instituciones)|arrendamiento\s+financiero|intereses\s+moratorios|prest(?:a|an|ar[áa]n?)\s+(?!servicio|apoyo|asistencia|auxilio|atenci|su\s)[^.;]{0,80}?\d[\d,.]*\s*(?:\([^)]*\)\s*)?(?:de\s+)?(?:pesos|d[óo]lares|euros)|que\s+(?:se\s+)?(?:reembolsar|devolver)[áa]n?\s+(?:con\s+intereses|en\s+(?:esa|la\s+misma)\s+moneda|en\s+(?:abonos|mensualidades|parcialidades)))\b",
        _I,
    ),
    "en": re.compile(
        r"\b(?:loans?|debts?|borrow(?:ing|s)?|lines?\s+of\s+credit|credit\s+(?:facility|facilities|lines?)|(?:obtain|contract|take\s+out|request)\w*\s+(?:an?\s+)?(?:bank\s+)?credit|joint\s+and\s+several|suret(?:y|ies)|payment\s+guarantees?|"
        r"(?:undertakes?|shall)\s+(?:to\s+)?pay\s+(?:to\s+)?the\s+(?:city|municipality|other\s+party)|financial\s+guarantees?|bond\s+issues?|issu(?:e|es|ing|ance\s+of)\s+(?:\w+\s+)?bonds|foreign\s+currency|future\s+(?:fiscal\s+years|budgets)|multi-?year\s+(?:budgets?|commitments?)|"
        r"mortgages?|collateral|promissory\s+notes?|revenue\s+shares?|guarant(?:ee|or)s?\s+(?:the\s+)?(?:payment|repayment|with)|indebtedness|lenders?|issue\s+bonds|municipal\s+bonds|repay(?:ment)?s?|installments|(?:lends?|lent)\s+[^.;]{0,80}?(?:\$\s?\d[\d,.]*|\d[\d,.]*\s+(?:[A-Z]\w+\s+)?(?:dollars|pesos|euros))|(?:to|shall|will|must)\s+be\s+repaid)\b",
        _I,
    ),
}
_DEBT_SIGNS = {
    "es": ("empr", "deud", "prést", "prest", "crédit", "credit", "solidari", "aval", "fianza", "garant", "obliga", "bonos", "extranjera", "reembols",
           "participaciones fed", "futuros", "subsecuentes", "plurian", "pagar", "hipotec", "arrendamiento fin", "moratorio"),
    "en": ("loan", "debt", "borrow", "credit", "several", "suret", "guarant", "pay", "bond", "currency", "future", "multi", "mortgag", "collateral", "promissory", "revenue",
           "lender", "installment", "lend", "lent ", "repaid"),
}  # fmt: skip
_DENIES = re.compile(
    r"\b(?:no|sin|ning[úu]n[oa]?|ni|not?|nor|without|neither|(?:nada|nadie|nothing|none)\b(?![^.;]*\b(?:imp[ie]d|limit|prohib|prevent|bars?\b)))\b[^.;]{0,80}$",
    _I,
)


def debts(r: Reading) -> Rules:
    """L06: debt, credit, suretyship or foreign currency among what a paper takes on (Const. arts. 115 and 117-VIII, [K])."""
    if r.brief.kind not in ("agreement", "letter", "declaration", "act", "study", "minutes"):
        return
    for p in r.passages:
        if p.lang not in _DEBT or p.block.kind in (BlockKind.ADDRESSEE, BlockKind.COPIES, BlockKind.SIGNATURE):
            continue
        if not may_have(_DEBT_SIGNS[p.lang], p.low):
            continue
        for m in _DEBT[p.lang].finditer(p.text):
            if not _DENIES.search(p.text[max(0, m.start() - 200) : m.start()]):
                yield found(
                    "L06",
                    p,
                    m.start(),
                    m.end(),
                    says(
                        f"“{m.group()}”: un municipio no contrae deuda ni obligaciones de esta clase con el extranjero.",
                        f"“{m.group()}”: a municipality takes on no debt or obligation of this kind abroad.",
                    ),
                    confidence=0.85,
                )


_AUTHORISES = {
    "es": re.compile(r"\bautoriz(?:a|an|[óo]|ar|aci[óo]n|ando)\b|\bse\s+faculta\b|\bfacult[áa]ndose\b", _I),
    "en": re.compile(r"\bauthori[sz](?:e|es|ed|ing|ation)\b|\bempowers?\b", _I),
}
_BLANK_VOTE = {
    "es": re.compile(
        r"\bvoto\s+de\s+confianza\b|\bautorizaci[óo]n\s+(?:gen[ée]rica|general|amplia|abierta|en\s+blanco)\b|\bcon\s+(?:diversos|distintos|varios|otros?|varias|algunos|cualesquiera)\s+(?:otros?\s+)?(?:municipios?|ayuntamientos?|gobiernos?|ciudad(?:es)?)\b|"
        r"\bcon\s+(?:las\s+)?ciudades\s+(?:extranjeras|del\s+(?:extranjero|exterior|mundo)|de\s+otros\s+pa[íi]ses)\b|\bcon\s+una\s+(?:ciudad|localidad)\s+de\s+(?:los\s+)?[A-ZÁÉÍÓÚÑ]\w+(?:\s+Unidos(?:\s+de\s+Am[ée]rica)?)?(?=\s*(?:[.,;]|$))|"
        r"\b(?:con|a)\s+(?:la\s+ciudad|el\s+municipio|la\s+contraparte|quien|los\s+municipios|las\s+ciudades)(?:\s+(?:extranjer[oa]s?|del\s+(?:extranjero|exterior)|de\s+otro\s+pa[íi]s))?\s+que\s+(?:\w+\s+)?(?:designe|determine|estime|considere|convenga|elija|decida|proponga|defina|seleccione|indique|resulte|acuerde|prefiera|disponga)n?\b|"
        r"\blos\s+(?:acuerdos|convenios|hermanamientos|instrumentos)(?:\s+de\s+hermanamiento)?\s+(?:que\s+(?:resulten?|requiera|proceda|hagan|se)|necesarios)|"
        r"\bcon\s+(?:las?\s+)?(?:diversas|distintas|otras|cualquier|cualesquiera)\s+(?:otras?\s+)?(?:ciudad(?:es)?|municipios?)\b|"
        r"\bcon\s+(?:una?|alguna?|otra|cualquier)\s+(?:ciudad|municipio)(?:\s+(?:extranjer[ao]|de\s+otro\s+pa[íi]s|por\s+definir|del\s+(?:extranjero|exterior)))(?=\s*(?:[.,;]|$))|"
        r"\bcon\s+(?:las\s+ciudades|los\s+municipios|las\s+localidades)\s+que\s+(?:resulten|determine|estime|considere|convenga|elija|se\s+\w+)|"
        r"\blos\s+(?:acuerdos|convenios|hermanamientos)(?:\s+de\s+hermanamiento)?\s+que\s+(?:\w+\s+)?(?:estime|considere|juzgue|determine|convengan?|sean)\b",
        _I,
    ),
    "en": re.compile(
        r"\bvote\s+of\s+confidence\b|\b(?:the|a|its|whichever)\s+(?:foreign\s+)?(?:counterpart|city|municipality)\s+(?:(?:yet|still|later)\s+)?to\s+be\s+(?:chosen|selected|determined|named|designated|decided)\b|\bwith\s+(?:various|several|other|any|whichever|such)\s+(?:other\s+)?cit(?:y|ies)\b|"
        r"\bwith\s+(?:a|an|some|another)\s+(?:foreign\s+city|city\s+abroad)(?=\s*(?:[.,;]|$))|"
        r"\bwith\s+(?:the\s+)?cities\s+(?:that|which|as)\s+(?:may|he|she|it)\b",
        _I,
    ),
}


def authorisations(r: Reading) -> Rules:
    """L07: an authorisation that does not name the counterpart: it says none, or it leaves the choice open (“voto de
    confianza”, “con las ciudades que determine”)."""
    if r.brief.kind not in ("act", "letter", "minutes", "agreement") or not r.brief.parties:
        return
    theirs = [p for p in r.brief.parties if p.side is Side.THEIRS]
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang and lang in _AUTHORISES]
        grants = [(p, m) for p in passages for m in _AUTHORISES[lang].finditer(p.text)]
        granting = {p.key for p, _ in grants}
        for p in passages:
            for m in _BLANK_VOTE[lang].finditer(p.text) if r.brief.kind == "act" or p.key in granting else ():
                yield _unnamed(p, m.start(), m.end(), m.group())
        if r.brief.kind != "act" or not theirs or not grants:
            continue
        yield from _grants_to_nobody(r, passages, theirs, lang)
        named = any(
            m.party in theirs for p in passages if p.block.kind is not BlockKind.COPIES for m in r.party_mentions(p)
        )
        if not named:
            p, m = grants[0]
            yield _unnamed(p, m.start(), m.end(), m.group())


# what is granted, and what it is granted for: “el acuerdo” is the one that the paper told of
_TO_SIGN = {
    "es": re.compile(r"\b(?P<w>se\s+autoriza)\b[^.;]{0,160}?\b(?:firm|suscri|celebr)\w+[^.;]{0,80}?\bun\s+(?:acuerdo|convenio|memor[áa]ndum|instrumento|hermanamiento)\b(?P<rest>[^.;]*)", _I),
    "en": re.compile(r"\b(?P<w>authori[sz]ed)\b[^.;]{0,160}?\b(?:sign|conclude|enter)\w*[^.;]{0,80}?\ban?\s+(?:\w+\s+){0,2}(?:agreement|memorandum|instrument)\b(?P<rest>[^.;]*)", _I),
}  # fmt: skip
_SAID_BEFORE = re.compile(r"\b(?:dich[oa]|citad[oa]|referid[oa]|mencionad[oa]|mism[oa]|such|said|that)\b", _I)


def _grants_to_nobody(r: Reading, passages: list[Passage], theirs: list, lang: str) -> Rules:
    """“Se autoriza a la Presidenta a firmar un acuerdo de hermanamiento en las áreas de …”."""
    for p in passages:
        for m in _TO_SIGN[lang].finditer(p.text):
            sentence = p.text[max(p.text.rfind(". ", 0, m.start()), 0) : m.end()]
            if (
                not any(n.party in theirs and m.start() - 200 <= n.start <= m.end() for n in r.party_mentions(p))
                and not _SAID_BEFORE.search(sentence)
                # “con el Estado de Oaxaca”: the state for its municipality is told as that
                and not any(fold(n) in fold(m["rest"]) for party in theirs for n in party.subdivisions)
            ):  # fmt: skip
                yield _unnamed(p, *m.span("w"), m["w"])


def _unnamed(p: Passage, start: int, end: int, words: str):
    return found(
        "L07",
        p,
        start,
        end,
        says(
            f"“{words}”: la autorización debe nombrar a la contraparte.",
            f"“{words}”: the authorization must name the counterpart.",
        ),
    )


RULES = (debts, authorisations)
