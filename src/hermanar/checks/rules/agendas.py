"""N09: the minutes of an agenda against its total, and of each of its points against its hours."""

import re

from ..findings import Repair
from ..numerals import in_figures
from ..reading import Passage, Reading, Rules, found, says

_MINUTES = re.compile(r"\b(\d{1,3})\s*(?:min\b\.?|minutos?|minutes?|['’′])", re.IGNORECASE)
_DURATION = re.compile(
    r"(?i)\b(?:duraci[óo]n\s+(?:total|m[áa]xima|de\s+la\s+sesi[óo]n|del\s+evento|estimada)|total(?:\s+de\s+la\s+sesi[óo]n)?|"
    r"total\s+duration|total\s+time|tiempo\s+total|duraci[óo]n(?=[:\t])|duration(?=[:\t]))\b(?:[^\S\n]{2,}|[ .…·_]{3,}|[^\d\n]{0,25})"
    r"(?P<t>(?P<h>\d{1,2})\s*(?::|h\b|hs?\.|horas?|hours?)\s*(?:(?:con|y|and)\s+)?(?P<m>\d{1,2})?\s*(?:hs?\b\.?|min\w*)?|(?P<only>\d{1,3})\s*min\w*)"
)


_HOURS = re.compile(
    r"(?i)(?P<h>\d{1,2}):(?P<m>\d{2})\s*(?:h|hs|hrs?|horas|a\.?\s?m|p\.?\s?m)?\.?\s*(?:a|al?|to|until|[-–—])\s*(?:las\s+)?(?P<h2>\d{1,2}):(?P<m2>\d{2})"
)


# without one of these no duration is given
_LASTS = re.compile(r"[Tt]otal|TOTAL|[Dd]ura|DURA|\blast")


def _points(r: Reading) -> Rules:
    """“10:00 a 10:30, registro (45 minutos)”."""
    for passage in r.passages:
        # no hour, no point of an agenda: most paragraphs
        for line in re.finditer(r"[^\n]+", passage.text) if ":" in passage.text and _HOURS.search(passage.text) else ():
            hours, minutes = list(_HOURS.finditer(line.group())), list(_MINUTES.finditer(line.group()))
            if len(hours) != 1 or len(minutes) != 1:
                continue
            a, b = (int(hours[0][h]) * 60 + int(hours[0][m]) for h, m in (("h", "m"), ("h2", "m2")))
            lasts = (b - a) % (12 * 60)
            if lasts and int(minutes[0].group(1)) % (12 * 60) != lasts:
                offset = line.start()
                yield found(
                    "N09", passage, offset + minutes[0].start(), offset + minutes[0].end(),
                    says(f"De esa hora a la otra hay {lasts} minutos.", f"From one hour to the other there are {lasts} minutes."),
                    repairs=[Repair(says(f"Poner {lasts}", f"Put {lasts}"),
                                    (passage.edit(offset + minutes[0].start(1), offset + minutes[0].end(1), str(lasts)),))],
                    also=[passage.span(offset + hours[0].start(), offset + hours[0].end())],
                )  # fmt: skip


# “la sesión dura 60 minutos: bienvenida, 10 minutos; presentación, 30 minutos; acuerdos, 30 minutos.”
_IN_ONE_SENTENCE = re.compile(
    r"(?i)\b(?:dura(?:r[áa])?|durar|lasts?|last)\s+(?P<t>(?P<n>\d{1,3})\s*(?:minutos|minutes|min))\s*:\s*(?P<points>[^.\n]+)"
)


def _in_one_sentence(r: Reading) -> Rules:
    for passage in r.passages:
        m = _IN_ONE_SENTENCE.search(passage.text) if _LASTS.search(passage.text) else None
        points = list(_MINUTES.finditer(passage.text, m.start("points"), m.end("points"))) if m else []
        minutes = sum(int(x.group(1)) for x in points)
        if m and len(points) > 1 and minutes != int(m["n"]):
            yield found(
                "N09", passage, *m.span("t"),
                says(
                    f"Los puntos suman {minutes} minutos y el total dice {m['n']}.",
                    f"The points add up to {minutes} minutes and the total says {m['n']}.",
                ),
                also=[passage.span(x.start(), x.end()) for x in points],
            )  # fmt: skip


def agendas(r: Reading) -> Rules:
    """N09: the minutes of the points of an agenda against the duration it gives, and those of a point against its hours."""
    if not _MINUTES.search(r.low):
        return
    yield from _points(r)
    yield from _in_one_sentence(r)
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang]
        said = next(((p, m) for p in passages if _LASTS.search(p.text) for m in [_DURATION.search(p.text)] if m), None)
        if said is None:
            continue
        at, m = said
        total = int(m["only"]) if m["only"] else int(m["h"]) * 60 + int(m["m"] or 0)
        points = [
            (p, x)
            for p in passages
            for x in _MINUTES.finditer(p.text)
            if not (p is at and m.start("t") <= x.start() < m.end("t"))
        ]
        if len(points) < 3:
            continue
        minutes = sum(int(x.group(1)) for _, x in points)
        if minutes != total:
            yield found(
                "N09",
                at,
                m.start("t"),
                m.end("t"),
                says(
                    f"Los puntos suman {minutes} minutos y el total dice {total}.",
                    f"The points add up to {minutes} minutes and the total says {total}.",
                ),
                also=[p.span(x.start(), x.end()) for p, x in points],
            )


_LENGTH = r"(?:(?P<half>media\s+hora|half\s+an\s+hour)|(?P<h>una|dos|tres|\d|one|an|two|three)\s*(?:horas?|hours?|h\b)(?P<plus>\s+y\s+media|\s+and\s+a\s+half)?(?:\s+(?:y\s+|con\s+|and\s+)?(?P<m>\d{1,2})\s*(?:minutos|minutes|min))?|(?P<n>\d{1,3})\s*(?:minutos|minutes|min\b))"
_PROGRAMME = re.compile(rf"(?i)(?P<t>{_LENGTH})\s*\)?\s*:\s+(?P<points>[^\n]+)")
_POINT = re.compile(r"(?i)\b(?P<n>\d{1,3})\s*(?:minutos?|minutes?|min\b)")
_BARE = re.compile(r"(?<![\d:.,/-])(?P<n>\d{1,3})(?![\d:/-]|[.,]\d)\s*(?P<unit>minutos?|minutes?|min\b)?")
_WHOLE = {"una": 1, "one": 1, "an": 1, "dos": 2, "two": 2, "tres": 3, "three": 3}
_STOP = re.compile(r"(?<!\bmin)\.(?=\s+[A-ZÁÉÍÓÚÑ¿“]|\s*$)|\n")
_TWO = 2


def _bare(points: str) -> list[int]:
    """“apertura, 10 minutos; exposición, 25; diálogo, 20”: one figure in each point, and the first tells what they are."""
    each = [list(_BARE.finditer(point)) for point in points.split(";")]
    if len(each) <= _TWO or any(len(x) != 1 for x in each) or not each[0][0]["unit"]:
        return []
    return [int(x[0]["n"]) for x in each]


def minutes_in_a_sentence(r: Reading) -> Rules:
    """N09: “Programa (90 minutos): apertura, 10 minutos; ponencia, 40 minutos; …”, “durará una hora: diez minutos de …”."""
    for p in r.passages:
        if "min" not in p.low or ":" not in p.text:
            continue
        text, words = in_figures(p.text, p.lang)
        m = _PROGRAMME.search(text)
        if m is None:
            continue
        stop = _STOP.search(text, m.start("points"))
        end = stop.start() if stop else len(text)
        points = [int(x["n"]) for x in _POINT.finditer(text, m.start("points"), end)]
        points = _bare(text[m.start("points") : end]) or points
        said = _told(m)
        if len(points) >= _TWO and said and sum(points) != said and 0.5 * said <= sum(points) <= 2 * said:
            yield _does_not_fit(
                p, next((a for a, b in words if a <= m.start("t") < b), m.start("t")), m.end("t"), sum(points), said
            )


def _told(m: re.Match[str]) -> int:
    """The minutes of a length."""
    if m["n"]:
        return int(m["n"])
    if m["half"]:
        return 30
    hours = _WHOLE.get(m["h"].lower(), int(m["h"]) if m["h"].isdigit() else 0)
    return 60 * hours + (30 if m["plus"] else 0) + int(m["m"] or 0)


def _does_not_fit(p: Passage, start: int, end: int, points: int, said: int):
    return found(
        "N09", p, start, end,
        says(f"Los puntos suman {points} minutos y el total dice {said}.", f"The points add up to {points} minutes and the total says {said}."),
    )  # fmt: skip


RULES = (minutes_in_a_sentence, agendas)
