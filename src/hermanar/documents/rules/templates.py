"""Templates: a paper's texts in every language, read from plain files and checked for structural alignment.

A template is a folder `library/<kind>/` with `template.yaml`, one small text per section and language
(`es/art-07.md`, `en/art-07.md`) and `sample.yaml`. The grammar is closed, and described for authors in
`docs/reference/document-library.md`; everything outside it is a `TemplateError` that names the file.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from hermanar.kernel.codes import sha256_of
from hermanar.kernel.content import BlockKind
from hermanar.kernel.data import read_yaml

from .catalogues import LIBRARY, Citation, citations

TOKEN = re.compile(r"\{([a-z][a-z0-9_]*)\}")
TYPES = ("text", "party", "place", "date", "list", "number", "person", "choice", "citation", "late")
# a line of these kinds is a line of the paper; elsewhere line breaks of the source are spaces
LINE_KINDS = frozenset({BlockKind.ADDRESSEE, BlockKind.CLOSING, BlockKind.COPIES, BlockKind.SIGNATURE})
_PLAIN = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM})
_MARKED = {f"@{kind.value}": kind for kind in BlockKind if kind not in _PLAIN}

_ITEM = re.compile(r"^([a-z]|\*)\) (\S.*)$")
_EXPANDED = re.compile(r"^- \{([a-z][a-z0-9_]*)\}(.*)$")
_TOP = {
    "kind", "version", "titles", "languages", "default_languages", "own_translation", "layout", "numbering", "slots",
    "basis", "sections",
}  # fmt: skip
_SLOT = {"type", "required", "late", "label", "help", "default", "unit", "gender", "style", "options", "cites"}


class TemplateError(ValueError):
    """The template cannot be used as it stands; `where` is the file, the sentence says what to mend."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where, self.reason = where, reason


@dataclass(frozen=True)
class Slot:
    """A blank of the text. `late` slots are filled at issue and stay outside the hash an opinion approves.

    `unit` are the singular and plural of the noun a number counts, per language; `style` of a number: `words`
    (“sesenta (60)”), `figures` (60) or `quantity` (12,345); of a text, `hash` prints it in groups of eight.
    """

    name: str
    type: str = "text"
    required: bool = True
    late: bool = False
    label: Mapping[str, str] = field(default_factory=dict)
    help: Mapping[str, str] = field(default_factory=dict)
    default: Any = None
    unit: Mapping[str, Sequence[str]] = field(default_factory=dict)
    gender: str = "m"
    style: str = "words"
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    cites: str = ""


@dataclass(frozen=True)
class Piece:
    """One block of the source, with its lines in every language. `mark` of an item: its letter, `*` (the next letter)
    or `-` (one item per value of `slot`, each followed by a tail: see `tails`)."""

    kind: BlockKind
    lines: Mapping[str, tuple[str, ...]]
    mark: str = ""
    slot: str = ""
    tails: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def slots(self) -> Iterator[str]:
        """Names of the slots it uses, in the order of the first language."""
        if self.slot:
            yield self.slot
        for line in next(iter(self.lines.values())):
            yield from TOKEN.findall(line)


@dataclass(frozen=True)
class Section:
    """An article, a section, or a part before or after them. Printed only where every `when` choice holds. `source`, `file`:
    the paper whose words it has, and their name there; "" where they are its own."""

    key: str
    pieces: tuple[Piece, ...]
    number: str = ""
    when: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    file: str = ""


@dataclass(frozen=True)
class Template:
    """A paper waiting for its values. `sha256` covers everything that decides the words it yields.

    `own_translation`: languages whose text the project translated itself and no speaker of them has reviewed yet.
    """

    kind: str
    version: str
    titles: Mapping[str, str]
    languages: tuple[str, ...]
    default_languages: tuple[str, ...]
    layout: str
    numbering: str
    slots: Mapping[str, Slot]
    basis: tuple[str, ...]
    sections: tuple[Section, ...]
    sha256: str
    sample: Mapping[str, Any] = field(default_factory=dict)
    sample_late: Mapping[str, Any] = field(default_factory=dict)
    sample_variants: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    own_translation: tuple[str, ...] = ()

    @property
    def late(self) -> tuple[str, ...]:
        """Names of the late slots, in the order they are declared."""
        return tuple(s.name for s in self.slots.values() if s.late)

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the slots without which the paper keeps a visible blank."""
        return tuple(s.name for s in self.slots.values() if s.required and not s.late)

    def samples(self) -> dict[str, Mapping[str, Any]]:
        """Name → values: the sample as such under "", and each of its variants."""
        return {"": self.sample} | {name: {**self.sample, **more} for name, more in self.sample_variants.items()}


def kinds() -> tuple[str, ...]:
    """Kinds of paper that the library holds, sorted."""
    return tuple(sorted(p.parent.name for p in LIBRARY.glob("*/template.yaml")))


# papers whose text is made from data and not from a template (`operations.compose`): kind → title
COMPOSED: Mapping[str, Mapping[str, str]] = {
    "municipal_profile": {"es": "Perfil municipal", "en": "Municipal profile"},
}


def titles_of(kind: str) -> Mapping[str, str]:
    """What a paper of that kind is called, per language. Raises LookupError where there is no such kind."""
    return COMPOSED.get(kind) or load(kind).titles


def load(kind: str, version: str | None = None) -> Template:
    """The template of that kind that ships with the project.

    Raises LookupError where the library holds no such kind or another version, TemplateError where its files are wrong.
    """
    template = _shipped(LIBRARY, kind)
    if version is not None and template.version != version:
        raise LookupError(f"template {kind!r} is at version {template.version!r}, not {version!r}")
    # who asks may fill in the sample: each gets its own
    return replace(template, sample=deepcopy(template.sample))


def worded(template: Template, say: Callable[[str, str], str]) -> Template:
    """The template with its own words said otherwise (`say`: text and language → text): titles, labels of what is chosen and
    every line, never a value. Fillable marks stay where they are."""

    def each(said: Mapping[str, str]) -> dict[str, str]:
        return {lang: say(text, lang) for lang, text in said.items()}

    def lines(said: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        return {lang: tuple(say(line, lang) for line in rows) for lang, rows in said.items()}

    sections = tuple(
        replace(s, pieces=tuple(replace(p, lines=lines(p.lines), tails=lines(p.tails)) for p in s.pieces))
        for s in template.sections
    )
    slots = {
        name: replace(slot, label=each(slot.label), options={k: each(v) for k, v in slot.options.items()})
        for name, slot in template.slots.items()
    }
    return replace(template, titles=each(template.titles), sections=sections, slots=slots)


@cache
def _shipped(library: Path, kind: str) -> Template:
    """Read once a process: the files are the program's own, and a new release is a new process."""
    if kind not in kinds():
        raise LookupError(f"no template of kind {kind!r}")
    folder = library / kind
    files = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".md", ".yaml"}
    }
    head = read_yaml(files["template.yaml"])
    lenders = {row["from"] for row in head.get("sections", ()) if isinstance(row, dict) and "from" in row}
    borrowed = {
        path.relative_to(library).as_posix(): path.read_text(encoding="utf-8")
        for lender in sorted(lenders)
        for path in sorted((library / lender).glob("*/*.md"))
    }
    template = parse(files, borrowed=borrowed, common=_yaml("slots.yaml"), sample=_yaml("sample.yaml"))
    if template.kind != kind:
        raise TemplateError(f"{kind}/template.yaml", f"kind is {template.kind!r}, the folder is {kind!r}")
    return template


def _yaml(name: str) -> dict:
    return read_yaml((LIBRARY / name).read_text(encoding="utf-8"))


def parse(
    files: Mapping[str, str],
    *,
    borrowed: Mapping[str, str] | None = None,
    common: Mapping[str, Any] | None = None,
    sample: Mapping[str, Any] | None = None,
) -> Template:
    """Template out of its files (`template.yaml`, `es/art-01.md`, …): also for a model text somebody imports.

    `borrowed` are texts of other templates (`agreement/es/art-08.md`) that a section may take with `from:`; `common`
    the slots shared by all; `sample` the values shared by all samples. Raises TemplateError.
    """
    where = "template.yaml"
    try:
        head = read_yaml(files[where])
        own_sample = read_yaml(files.get("sample.yaml", "")) or {}
    except KeyError:
        raise TemplateError(where, "the file is missing") from None
    except yaml.YAMLError as error:
        raise TemplateError(where, f"not YAML: {error}") from error
    if not isinstance(head, dict) or not isinstance(own_sample, dict):
        raise TemplateError(where, "must be a mapping")
    if unknown := set(head) - _TOP:
        raise TemplateError(where, f"unknown keys {sorted(unknown)}")
    if lacking := {"kind", "version", "titles", "languages", "layout", "sections"} - set(head):
        raise TemplateError(where, f"lacks {sorted(lacking)}")
    _shaped(head, where)
    languages = tuple(head["languages"])
    if not languages or set(head["titles"]) != set(languages):
        raise TemplateError(where, "titles and languages do not agree")
    default_languages = tuple(head.get("default_languages", languages))
    if not set(default_languages) <= set(languages):
        raise TemplateError(where, "default_languages must be some of languages")
    own_translation = tuple(head.get("own_translation", ()))
    if not set(own_translation) <= set(languages):
        raise TemplateError(where, "own_translation must be some of languages")
    known = citations()
    slots = _slots(head.get("slots") or {}, common or {}, known, where)
    sections, used = [], set()
    for row in head["sections"]:
        section, texts = _section(row, languages, files, borrowed or {})
        names = {name for piece in section.pieces for name in piece.slots()} | set(section.when)
        if unknown := names - set(slots):
            raise TemplateError(texts, f"slots {sorted(unknown)} are not declared")
        for piece in section.pieces:
            if piece.slot and slots[piece.slot].type != "list":
                raise TemplateError(texts, f"“- {{{piece.slot}}}” needs a slot of type list")
        for name, option in section.when.items():
            if option not in slots[name].options:
                raise TemplateError(texts, f"when: {name} has no option {option!r}")
        used |= names
        sections.append(section)
    if idle := set(slots) - used:
        raise TemplateError(where, f"slots {sorted(idle)} are declared and not used")
    keys = [s.key for s in sections]
    if len(set(keys)) != len(keys):
        raise TemplateError(where, "two sections have the same key")
    basis = tuple(head.get("basis") or ())
    if unknown := set(basis) - set(known):
        raise TemplateError(where, f"basis {sorted(unknown)} is not in citations.yaml")
    digest = sha256_of(
        {
            "kind": head["kind"],
            "version": str(head["version"]),
            "languages": list(languages),
            "layout": head["layout"],
            "numbering": head.get("numbering", "none"),
            "slots": [_slot_json(s) for s in slots.values()],
            "sections": [_section_json(s) for s in sections],
        }
    )
    shared = {name: value for name, value in (sample or {}).items() if name in slots}
    late = {name: value for name, value in shared.items() if slots[name].late} | (own_sample.get("late") or {})
    return Template(
        kind=head["kind"],
        version=str(head["version"]),
        titles=head["titles"],
        languages=languages,
        default_languages=default_languages,
        layout=head["layout"],
        numbering=head.get("numbering", "none"),
        slots=slots,
        basis=basis,
        sections=tuple(sections),
        sha256=digest,
        sample={n: v for n, v in shared.items() if not slots[n].late} | (own_sample.get("values") or {}),
        sample_late=late,
        sample_variants=own_sample.get("variants") or {},
        own_translation=own_translation,
    )


def _shaped(head: Mapping[str, Any], where: str) -> None:
    """Refuse values of the wrong shape by name: a file somebody imports may hold anything."""
    shapes: dict[str, tuple[type, str]] = dict.fromkeys(("titles", "slots"), (dict, "a mapping"))
    shapes |= dict.fromkeys(
        ("languages", "default_languages", "own_translation", "basis", "sections"), (list, "a list")
    )
    shapes |= dict.fromkeys(("kind", "layout"), (str, "a text"))
    for key, (shape, said) in shapes.items():
        value = head.get(key)
        if key in head and value is not None and not (isinstance(value, shape) and (value or shape is not str)):
            raise TemplateError(where, f"{key} must be {said}")
        if key in {"kind", "layout", "titles", "languages", "sections"} and value is None:
            raise TemplateError(where, f"{key} must be {said}")
    for key in ("languages", "default_languages", "own_translation", "basis"):
        if not all(isinstance(word, str) for word in head.get(key) or ()):
            raise TemplateError(where, f"{key} must be a list of texts")
    for row in head["sections"]:
        key = row.get("key") if isinstance(row, dict) else row
        if not isinstance(key, str):
            raise TemplateError(where, f"a section is a key, or a mapping with one: {row!r}")
    for name, row in (head.get("slots") or {}).items():
        own = row or {}
        if not TOKEN.fullmatch(f"{{{name}}}") or not isinstance(own, dict):
            raise TemplateError(where, f"slot {name} is a name in lower case and a mapping")
        if any(not isinstance(own.get(key, {}), dict) for key in ("label", "help", "unit", "options")):
            raise TemplateError(where, f"slot {name}: label, help, unit and options are mappings")


def _slots(
    own: Mapping[str, Any], common: Mapping[str, Any], known: Mapping[str, Citation], where: str
) -> dict[str, Slot]:
    found = {}
    for name, override in own.items():
        row = {**common.get(name, {}), **(override or {})}
        if unknown := set(row) - _SLOT:
            raise TemplateError(where, f"slot {name}: unknown keys {sorted(unknown)}")
        if row.get("type", "text") not in TYPES:
            raise TemplateError(where, f"slot {name}: unknown type {row['type']!r}")
        if not row.get("label"):
            raise TemplateError(where, f"slot {name} has no label")
        if row.get("type") == "late":
            row |= {"type": "text", "late": True}
        if row.get("type") == "citation":
            if row.get("cites") not in known:
                raise TemplateError(where, f"slot {name} cites {row.get('cites')!r}, which is not in citations.yaml")
            row["default"] = dict(known[row["cites"]].text)
        found[name] = Slot(name=name, **row)
    return found


def _slot_json(slot: Slot) -> dict:
    return {
        "name": slot.name,
        "type": slot.type,
        "required": slot.required,
        "late": slot.late,
        "default": slot.default,
        "unit": {lang: list(words) for lang, words in slot.unit.items()},
        "gender": slot.gender,
        "style": slot.style,
        "options": {key: dict(words) for key, words in slot.options.items()},
    }


def _section_json(section: Section) -> dict:
    return {
        "key": section.key,
        "number": section.number,
        "when": dict(section.when),
        "pieces": [
            {
                "kind": p.kind.value,
                "mark": p.mark,
                "slot": p.slot,
                "lines": {lang: list(lines) for lang, lines in p.lines.items()},
                "tails": {lang: list(tails) for lang, tails in p.tails.items()},
            }
            for p in section.pieces
        ],
    }


def _section(
    row: Any, languages: Sequence[str], files: Mapping[str, str], borrowed: Mapping[str, str]
) -> tuple[Section, str]:
    row = {"key": row} if isinstance(row, str) else dict(row)
    if unknown := set(row) - {"key", "number", "when", "from", "file"}:
        raise TemplateError("template.yaml", f"section {row.get('key')}: unknown keys {sorted(unknown)}")
    key, name, source = row["key"], row.get("file", row["key"]), row.get("from")
    parsed = {}
    for lang in languages:
        path = f"{source}/{lang}/{name}.md" if source else f"{lang}/{name}.md"
        text = (borrowed if source else files).get(path)
        if text is None:
            raise TemplateError(path, "the file is missing")
        parsed[lang] = list(_chunks(text, path))
    first, *others = languages
    where = f"{first}/{name}.md"
    for lang in others:
        _aligned(parsed[first], parsed[lang], f"{lang}/{name}.md")
    pieces = tuple(
        Piece(
            kind=raw["kind"],
            mark=raw["mark"],
            slot=raw["slot"],
            lines={lang: parsed[lang][at]["lines"] for lang in languages},
            tails={lang: parsed[lang][at]["tails"] for lang in languages} if raw["slot"] else {},
        )
        for at, raw in enumerate(parsed[first])
    )
    section = Section(
        key, pieces, str(row.get("number", "")), row.get("when") or {}, source or "", name if source else ""
    )
    return section, where


def _chunks(text: str, where: str) -> Iterator[dict]:
    """The blocks of one text. Closed grammar: heading, marked block, items, paragraph."""
    rest = TOKEN.sub("", text)
    if "{" in rest or "}" in rest:
        raise TemplateError(where, "a brace that is not a {slot}")
    letters: list[str] = []
    paragraphs = [p.split("\n") for p in re.split(r"\n\s*\n", text.strip("\n")) if p.strip()]
    if not paragraphs:
        raise TemplateError(where, "the text is empty")
    for at, lines in enumerate(paragraphs):
        lines = [line.strip() for line in lines]
        if lines[0].startswith("#"):
            if at or len(lines) > 1 or not lines[0].startswith("# "):
                raise TemplateError(where, "“# Heading” stands alone, once, on the first line")
            yield _raw(BlockKind.HEADING, (lines[0][2:].strip(),))
            continue
        if lines[0].startswith("@"):
            letters = []
            yield from _marked(lines, where)
            continue
        if _ITEM.match(lines[0]) or _EXPANDED.match(lines[0]):
            for line in lines:
                yield _item(line, letters, where)
            continue
        letters = []
        if any(_ITEM.match(line) or _EXPANDED.match(line) or line.startswith(("@", "#")) for line in lines):
            raise TemplateError(where, "a blank line is missing before a list, a heading or a marked block")
        yield _raw(BlockKind.PARAGRAPH, (" ".join(lines),))


def _raw(kind: BlockKind, lines: tuple[str, ...], mark: str = "", slot: str = "", tails: tuple[str, ...] = ()) -> dict:
    return {"kind": kind, "lines": lines, "mark": mark, "slot": slot, "tails": tails}


def _marked(lines: list[str], where: str) -> Iterator[dict]:
    groups: list[tuple[BlockKind, list[str]]] = []
    for line in lines:
        if line.startswith("@"):
            word, _, rest = line.partition(" ")
            if word not in _MARKED:
                raise TemplateError(where, f"unknown mark {word}")
            groups.append((_MARKED[word], [rest.strip()] if rest.strip() else []))
        else:
            groups[-1][1].append(line)
    for kind, body in groups:
        if not body:
            raise TemplateError(where, f"@{kind.value} has no text")
        if kind is BlockKind.FACT:
            label, bar, value = " ".join(body).partition(" | ")
            if not bar or not label.strip() or not value.strip():
                raise TemplateError(where, "a fact reads “@fact Label | value”")
            yield _raw(kind, (f"{label.strip()}\t{value.strip()}",))
        else:
            yield _raw(kind, tuple(body) if kind in LINE_KINDS else (" ".join(body),))


def _item(line: str, letters: list[str], where: str) -> dict:
    """One item. Written letters follow the alphabet from a); after an expanded list only `*)` can know its letter."""
    if match := _EXPANDED.match(line):
        letters.append("-")
        return _raw(
            BlockKind.ITEM, (), "-", match[1], tuple(t.strip() if t.strip() else "" for t in match[2].split(" | "))
        )
    match = _ITEM.match(line)
    if not match:
        raise TemplateError(where, f"an item reads “a) text”: {line!r}")
    expected = "*" if "-" in letters else "abcdefghijklmnopqrstuvwxyz"[len(letters)]
    if match[1] not in {expected, "*"}:
        raise TemplateError(where, f"item {match[1]}) where {expected}) follows")
    letters.append(match[1])
    return _raw(BlockKind.ITEM, (match[2],), match[1])


def _aligned(one: list[dict], other: list[dict], where: str) -> None:
    """Both languages have the same blocks, items, lists, lines and slots. Raises TemplateError."""
    if len(one) != len(other):
        raise TemplateError(where, f"{len(other)} blocks, the first language has {len(one)}")
    for at, (a, b) in enumerate(zip(one, other, strict=True), start=1):
        for trait in ("kind", "mark", "slot"):
            if a[trait] != b[trait]:
                raise TemplateError(
                    where, f"block {at}: {trait} {str(b[trait])!r}, the first language has {a[trait]!r}"
                )
        if len(a["lines"]) != len(b["lines"]) or len(a["tails"]) != len(b["tails"]):
            raise TemplateError(where, f"block {at}: not as many lines as in the first language")
        for mine, theirs in zip(a["lines"], b["lines"], strict=True):
            if set(TOKEN.findall(mine)) != set(TOKEN.findall(theirs)):
                raise TemplateError(where, f"block {at}: not the same slots as in the first language")
