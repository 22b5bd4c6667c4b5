"""From the entries to the content of the paper: every field of the outline, in its order, as far as it may be printed.

Nothing typed can be read as a slot (`inert`); a figure without source is not here; sources stand by what they prove. Pure.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hermanar.directory.rules.governments import said_in
from hermanar.documents.rules.fill import inert
from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.kernel.dates import date_in_words

from .entries import figure_in_words, is_cited, is_printed, source_in, text_of
from .outline import LANGUAGES, Chapter, Field, outline
from .tagging import rows_of

Said = Mapping[str, str]
_PROSE = 170  # letters from which a text is a paragraph and not a row of a table

WORDS: Mapping[str, Said] = {
    "title": {"es": "Perfil Municipal de {name}", "en": "Municipal Profile of {name}"},
    "sheet": {"es": "Ficha de {name}", "en": "City sheet: {name}"},
    "as_of": {"es": "Información al {day}", "en": "Information as of {day}"},
    "figures": {"es": "El municipio en cifras", "en": "The municipality in figures"},
    "gallery": {"es": "Galería", "en": "Gallery"},
    "source": {"es": "Fuente", "en": "Source"},
    "sources": {"es": "Fuentes", "en": "Sources"},
    "unsourced": {"es": "Sin fuente", "en": "Unsourced"},
    "photo": {"es": "Imagen", "en": "Picture"},
    "areas": {"es": "Áreas", "en": "Areas"},
    "goals": {"es": "ODS", "en": "SDG"},
    "targets": {"es": "metas", "en": "targets"},
    "axis": {"es": "Eje", "en": "Axis"},
    "programme": {"es": "Programa", "en": "Program"},
    "page": {"es": "p.", "en": "p."},
    "people": {"es": "personas", "en": "people"},
}


@dataclass(frozen=True)
class Shown:
    """A picture of the gallery as the paper says it: `credit` is author, licence and year."""

    caption: Said
    credit: Said


@dataclass(frozen=True)
class About:
    """What the paper says that nobody typed: whose it is, as of when, what the program knows (`known`: field of the
    outline → words or lines), words of the areas of cooperation, the gallery. `key`: the INEGI key of what the house governs."""

    name: Said
    on: dt.date
    known: Mapping[str, Said] = field(default_factory=dict)
    areas: Mapping[str, Said] = field(default_factory=dict)
    pictures: Sequence[Shown] = ()
    is_sheet: bool = False
    key: str = ""


def compose(sections: Mapping[str, Mapping], about: About, languages: Sequence[str] = LANGUAGES) -> Content:
    """The paper's content. What is empty in all of those languages is not there; sections left empty go with it."""
    writer = _Writer(sections, about, tuple(languages))
    return Content(languages=tuple(languages), blocks=tuple(writer.blocks()), layout="profile", meta={
        "kind": "municipal_profile",
    })  # fmt: skip


class _Writer:
    def __init__(self, sections: Mapping[str, Mapping], about: About, languages: tuple[str, ...]) -> None:
        self.sections, self.about, self.languages = sections, about, languages

    def _each(self, said: Said, **more: Said) -> dict[str, str]:
        found = {}
        for lang in self.languages:
            text = said.get(lang) or said.get("es", "")
            for name, words in more.items():
                text = text.replace(f"{{{name}}}", words.get(lang) or words.get("es", ""))
            found[lang] = inert(text, lines=True)
        return found

    def _own(self, title: Said) -> Said:
        """A title of the outline as it is said of the house: an Alcaldía has no Cabildo."""
        return {lang: said_in(self.about.key, words, lang) for lang, words in title.items()}

    def _fact(self, key: str, group: str, label: Said, value: Mapping[str, str]) -> Block:
        titles = self._each(self._own(label))
        text = {lang: f"{titles[lang]}\t{value[lang]}" for lang in self.languages if value.get(lang)}
        return Block(key, BlockKind.FACT, text, group)

    def blocks(self) -> Iterator[Block]:
        """The cover, the figures, the sections, the gallery."""
        day = {lang: date_in_words(self.about.on, lang) for lang in self.languages}
        title = WORDS["sheet" if self.about.is_sheet else "title"]
        yield Block("title", BlockKind.TITLE, self._each(title, name=self.about.name))
        first, *chapters = outline()
        yield from self._prose(first)
        yield Block("cover.as-of", BlockKind.NOTE, self._each(WORDS["as_of"], day=day), "cover")
        if figures := list(self._figures()):
            yield Block("figures", BlockKind.HEADING, self._each(self._own(WORDS["figures"])), "figures")
            yield from figures
        number = 0
        for chapter in chapters:
            found = list(self._chapter(chapter))
            if found:
                number += 1
                yield Block(
                    chapter.key, BlockKind.HEADING, self._each(self._own(chapter.title)), chapter.key, str(number)
                )
                yield from found
        if self.about.pictures:
            yield Block("gallery", BlockKind.HEADING, self._each(WORDS["gallery"]), "gallery")
            for at, shown in enumerate(self.about.pictures, start=1):
                words = {
                    lang: inert(
                        f"{shown.caption.get(lang) or shown.caption.get('es', '')}\n{credit}".strip(), lines=True
                    )
                    for lang, credit in self._each(shown.credit).items()
                }
                yield Block(f"picture-{at}", BlockKind.NOTE, words, "gallery")

    def _prose(self, chapter: Chapter) -> Iterator[Block]:
        for one in chapter.fields:
            if is_printed(one, self.sections.get(one.key)):
                yield from self._paragraphs(one, self.sections[one.key], "cover")

    def _paragraphs(self, one: Field, entry: Mapping, group: str) -> Iterator[Block]:
        parts = {
            lang: [p for p in inert(text_of(one, entry, lang), lines=True).split("\n") if p] for lang in self.languages
        }
        for at in range(max((len(p) for p in parts.values()), default=0)):
            text = {lang: p[at] if at < len(p) else "" for lang, p in parts.items()}
            yield Block(f"{one.key}.p{at + 1}", BlockKind.PARAGRAPH, text, group)

    def _cited(self, entry: Mapping, lang: str) -> str:
        if entry.get("unsourced"):
            return WORDS["unsourced"][lang]
        return inert(f"{source_in(entry, lang)}, {entry['year']}") if is_cited(entry) else ""

    def _figures(self) -> Iterator[Block]:
        for chapter in outline():
            for one in chapter.fields:
                entry = self.sections.get(one.key) or {}
                if one.figure and is_printed(one, entry):
                    value = {
                        lang: f"{figure_in_words(one, entry['es'], lang)}\n{self._cited(entry, lang)}"
                        for lang in self.languages
                    }
                    yield self._fact(f"figures.{one.key}", "figures", one.title, value)

    def _chapter(self, chapter: Chapter) -> Iterator[Block]:
        facts, prose, tagged = [], [], []
        for one in chapter.known:
            if said := self.about.known.get(one.key):
                facts.append(self._fact(f"{chapter.key}.{one.key}", chapter.key, one.title, self._each(said)))
        for one in chapter.fields:
            entry = self.sections.get(one.key) or {}
            if one.figure or not is_printed(one, entry):
                continue
            if one.tagged:
                tagged += list(self._tagged(one, entry, chapter.key))
            elif one.type == "text" and max(len(text_of(one, entry, lang)) for lang in self.languages) > _PROSE:
                prose.append(Block(f"{one.key}.lead", BlockKind.NOTE, self._each(self._own(one.title)), chapter.key))
                prose += list(self._paragraphs(one, entry, chapter.key))
            else:
                value = {lang: inert(text_of(one, entry, lang), lines=True) for lang in self.languages}
                if any(value.values()):
                    facts.append(self._fact(f"{chapter.key}.{one.key}", chapter.key, one.title, value))
        yield from facts
        yield from prose
        yield from tagged
        if facts or prose or tagged:
            yield from self._sources(chapter)

    def _sources(self, chapter: Chapter) -> Iterator[Block]:
        cited = [
            (one, entry)
            for one in chapter.fields
            if not one.figure and is_printed(one, entry := self.sections.get(one.key) or {})
        ]
        # by their Spanish name in either language: said once in English, it holds for all that cite it, and both columns name as many
        found: dict[tuple, list[tuple[Field, Mapping]]] = {}
        for one, entry in cited:
            if entry.get("unsourced") or is_cited(entry):
                found.setdefault((bool(entry.get("unsourced")), entry.get("source"), entry.get("year")), []).append(
                    (one, entry)
                )
        if found:
            texts = {lang: self._by_source(list(found.values()), lang) for lang in self.languages}
            yield Block(f"{chapter.key}.sources", BlockKind.NOTE, texts, chapter.key)

    def _by_source(self, found: Sequence[Sequence[tuple[Field, Mapping]]], lang: str) -> str:
        """`Fuente: INEGI, 2020.` where it is one for all; else each source with what it says."""
        told = []
        for cited in found:
            named = next((entry for _one, entry in cited if entry.get("source_en")), cited[0][1])
            told.append((", ".join(one.title[lang] for one, _entry in cited), self._cited(named, lang)))
        if len(told) == 1:
            return f"{WORDS['source'][lang]}: {told[0][1]}."
        return f"{WORDS['sources'][lang]}. {'; '.join(f'{titles}: {said}' for titles, said in told)}."

    def _tagged(self, one: Field, entry: Mapping, group: str) -> Iterator[Block]:
        rows = rows_of(one, entry)
        if not rows:
            return
        yield Block(f"{one.key}.lead", BlockKind.NOTE, self._each(self._own(one.title)), group)
        for at, row in enumerate(rows, start=1):
            text = {}
            for lang in self.languages:
                said = inert(row.es if lang == "es" else row.en)
                tags = self._tags(one, row, lang, entry)
                text[lang] = f"{said}\n{inert(tags)}" if said and tags else said
            yield Block(f"{one.key}.i{at}", BlockKind.ITEM, text, group)

    def _tags(self, one: Field, row, lang: str, entry: Mapping) -> str:
        if one.type == "migrants":
            number = f"{row.number:,} {WORDS['people'][lang]}" if row.number else ""
            source = source_in(entry, lang) if row.source == entry.get("source") else row.source
            return f"{number} ({source}, {row.year})" if number else ""
        found = []
        if one.type == "priorities":
            found += [row.axis] if row.axis else []
            found += [row.programme] if row.programme else []
            found += [f"{WORDS['page'][lang]} {row.page}"] if row.page else []
            found += [row.period] if row.period else []
        if row.areas:
            known = self.about.areas
            found.append(", ".join(known[a].get(lang) or known[a]["es"] for a in row.areas if a in known))
        if row.goals:
            found.append(f"{WORDS['goals'][lang]} {', '.join(map(str, row.goals))}")
        if targets := getattr(row, "targets", ()):
            found.append(f"{WORDS['targets'][lang]} {', '.join(targets)}")
        if link := getattr(row, "link", ""):
            found.append(link)
        return " · ".join(found)
