"""Q06, by lists: words that clerks write wrongly; “a designado” for “ha designado”; “Relaciones Publicas”."""

import re
from functools import cache
from importlib.resources import files

from ..findings import Repair
from ..reading import Passage, Reading, Rules, found, says

_WORD = re.compile(r"[^\W\d_]{4,}")


@cache
def _wrong() -> dict[str, dict[str, str]]:
    raw = files("hermanar.checks").joinpath("words/misspelt.txt").read_text(encoding="utf-8")
    out: dict[str, dict[str, str]] = {}
    lang = ""
    for line in raw.splitlines():
        if line.startswith("["):
            lang = line.strip("[]")
        elif line and not line.startswith("#"):
            wrong, right = line.split(" ", 1)
            out.setdefault(lang, {})[wrong] = right
    return out


def misspelt(r: Reading) -> Rules:
    """Q06: “qualquier”, “controvercia”, “goverment”."""
    for lang in r.content.languages:
        wrong = _wrong().get(lang, {})
        hits = r.words & wrong.keys()
        for p in r.passages if hits else ():
            if p.lang != lang or not any(w in p.low for w in hits):
                continue
            for m in _WORD.finditer(p.text):
                if (low := m.group().lower()) in hits:
                    yield _written(p, *m.span(), wrong[low])


_DONE = (
    "designado|autorizado|aprobado|acordado|recibido|enviado|firmado|solicitado|determinado|decidido|realizado|manifestado|expresado|iniciado|concluido|"
    "nombrado|presentado|remitido|suscrito|celebrado|participado|cumplido|mantenido|sido|tenido|permitido|logrado|emitido|resuelto|hecho"
)
_HAS = re.compile(
    rf"(?i)\b(?:se|le|les|nos|lo|ya|no|que|suscrit[oa]|municipio|ayuntamiento|cabildo|comit[ée]|gobierno|secretar[íi]a|direcci[óo]n|president[ea]|municipal|alcald(?:e|esa))\s+(?P<w>a)\s+(?:{_DONE})\b"
)
# “Relaciones Publicas”: after a noun of many the verb cannot stand
_OF_MANY = re.compile(
    r"(?i)\b(?:relaciones|obras|pol[íi]ticas|finanzas|entidades|instituciones|escuelas|bibliotecas|cuentas|servidor[ae]s|funcionari[oa]s|servicios|espacios|recursos|sectores)\s+(?P<w>public[oa]s)\b"
)


def small_words(r: Reading) -> Rules:
    """Q06: “el Cabildo a aprobado”, “Director de Relaciones Publicas”."""
    low = r.low
    has, public = any(f" a {w}" in low for w in _DONE.split("|")), "s publica" in low or "s publico" in low
    for p in r.passages if has or public else ():
        if p.lang != "es":
            continue
        for m in _HAS.finditer(p.text) if has else ():
            yield _written(p, *m.span("w"), "ha")
        for m in _OF_MANY.finditer(p.text) if public else ():
            if not m["w"].isupper():
                yield _written(p, *m.span("w"), m["w"].lower().replace("public", "públic"))


def _written(p: Passage, start: int, end: int, right: str):
    old = p.text[start:end]
    new = (
        right.upper() if old.isupper() and len(old) > 1 else right[0].upper() + right[1:] if old[0].isupper() else right
    )
    return found(
        "Q06", p, start, end, says(f"Se escribe “{new}”.", f"It is written “{new}”."),
        repairs=[Repair(says(f"Poner “{new}”", f"Put “{new}”"), (p.edit(start, end, new),))], confidence=0.9,
    )  # fmt: skip


RULES = (misspelt, small_words)
