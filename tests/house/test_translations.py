"""Spanish is in the code; English beside it is complete and says the same slots."""

import re
from collections import defaultdict
from functools import cache

import pytest

from tests.house import source
from tools import messages

# every sentence of the program is read once, and by one process of the run
pytestmark = pytest.mark.xdist_group("translations")
SLOT = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")
APPS = messages.apps()
WITH_CATALOGUE = [app for app in messages.apps() if messages.catalogue(app).exists()]


@cache
def found_in(app: str) -> tuple[messages.Found, ...]:
    return tuple(messages.found_in(app))


def texts(value) -> list[str]:
    return list(value) if isinstance(value, tuple | list) else [value]


@pytest.mark.parametrize("app", APPS)
def test_every_sentence_has_its_english(app):
    path, found = messages.catalogue(app), found_in(app)
    if not found:
        return
    assert path.exists(), f"{app} has sentences and no catalogue: python tools/messages.py update {app}"
    known = messages.read(path)
    missing = []
    for file, line, message, context in found:
        entry = known.get(message if isinstance(message, str) else message[0], context)
        if entry is None or entry.fuzzy or not all(texts(entry.string)):
            missing.append(f"{app}/{file}:{line} {message!r}")
    assert missing == []


@pytest.mark.parametrize("app", WITH_CATALOGUE)
def test_catalogue_holds_no_sentence_that_the_code_has_not(app):
    used = {(m if isinstance(m, str) else m[0], c) for _, _, m, c in found_in(app)}
    known = messages.read(messages.catalogue(app))
    gone = [m.id for m in known if m.id and (texts(m.id)[0], m.context) not in used]
    assert gone == []
    assert list(known.obsolete) == []


@pytest.mark.parametrize("app", WITH_CATALOGUE)
def test_english_fills_the_same_slots(app):
    differ = []
    for message in messages.read(messages.catalogue(app)):
        if not (message.id and all(texts(message.string))):
            continue  # the test above names it
        wanted = set(SLOT.findall(texts(message.id)[-1]))
        plural = texts(message.string)
        for number, string in enumerate(plural):
            found = set(SLOT.findall(string))
            # "one case" need not print its number
            if found != wanted and not (len(plural) > 1 and number == 0 and found <= wanted):
                differ.append((message.id, string))
    assert differ == []


def test_one_sentence_has_one_english():
    """Django reads all catalogues into one: the same Spanish with two Englishes would depend on the order of apps."""
    english = defaultdict(set)
    for app in WITH_CATALOGUE:
        for message in messages.read(messages.catalogue(app)):
            if message.id and all(texts(message.string)):
                english[(str(message.id), message.context)].add(str(message.string))
    assert {k: v for k, v in english.items() if len(v) > 1} == {}


def test_program_speaks_english_where_it_is_asked_to():
    """The compiled catalogues are the ones that Django reads: one sentence of each app, looked up."""
    from django.utils.translation import gettext, override

    told = {}
    for app in WITH_CATALOGUE:
        plain = [
            m
            for m in messages.read(messages.catalogue(app))
            if isinstance(m.id, str) and m.id and m.string and not m.context
        ]
        if plain:
            with override("en"):
                told[plain[0].id] = (gettext(plain[0].id), plain[0].string)
    differ = [(said, wanted) for said, wanted in told.values() if said != wanted]
    assert differ == [], "compile them: python tools/messages.py compile"


# what a foreign counterpart sees by its link is said in these too (`guest/languages.py`); a sentence may be of any app
BESIDE = ("pt", "fr")
AT_THE_DOOR = {
    "guest": (
        "edge.py", "forms.py", "confirming.py", "counterpart/", "consultations/", "letters/", "templates/guest/base.html",
        "templates/guest/mailbox.html", "templates/guest/closed.html", "templates/guest/exercise.html",
        "templates/guest/counterpart/", "templates/guest/consultations/", "templates/guest/letters/",
    ),
    "links": ("templates/",),
    "ui": ("templates/ui/languages.html", "templates/cotton/field.html", "templates/cotton/form_errors.html"),
}  # fmt: skip
ELSEWHERE = {"Registro", "Convocatorias", "Se envió demasiado rápido para una persona. Espere unos segundos y envíela de nuevo."}  # fmt: skip


@pytest.mark.parametrize("lang", BESIDE)
def test_what_a_counterpart_sees_is_said_in_its_language(lang):
    own = messages.read(messages.PACKAGE / "guest" / "locale" / lang / "LC_MESSAGES" / "django.po")
    everywhere = {(m if isinstance(m, str) else m[0], c) for app in APPS for _, _, m, c in found_in(app)}
    wanted = {
        (message, context)
        for app, files in AT_THE_DOOR.items()
        for file, _line, message, context in found_in(app)
        if file.startswith(files) and message not in ELSEWHERE
    }
    said = {(m.id, m.context): m.string for m in own if m.id}
    assert sorted(str(w) for w in wanted if not said.get(w)) == []
    assert sorted(str(key) for key in said if key not in everywhere) == []
    assert [i for (i, _c), string in said.items() if set(SLOT.findall(i)) != set(SLOT.findall(string))] == []


def test_what_a_further_language_lacks_is_said_in_english():
    from django.utils.translation import gettext, override

    for lang, said in (("pt", "O seu link pessoal"), ("fr", "Votre lien personnel"), ("en", "Your personal link")):
        with override(lang):
            assert (gettext("Su enlace personal"), gettext("Mi escritorio")) == (said, "My desk")


def test_spanish_uses_curly_quotes():
    straight = []
    for app in APPS:
        for file, line, message, _ in found_in(app):
            if any('"' in re.sub(r"<[^>]*>", "", t) for t in texts(message)):
                straight.append(f"{app}/{file}:{line} {message!r}")
    assert straight == []


def test_catalogues_are_of_tracked_files_only():
    tracked = set(source.tracked())
    assert [app for app in WITH_CATALOGUE if messages.catalogue(app) not in tracked] == []
