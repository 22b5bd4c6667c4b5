"""Typefaces of the papers: which files there must be, where they lie, and which face prints which language.

Papers use only these files, never the machine's own fonts, so that a paper has the same bytes everywhere.
They come from npm (`@expo-google-fonts/*`, SIL Open Font License) and are copied here by `make setup`.
"""

from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"

SERIF, SANS = "Source Serif 4", "Noto Sans"

# npm package → the styles of it that papers use. A face's coverage is what *all* its styles cover.
PACKAGES = {
    "source-serif-4": ("400Regular", "400Regular_Italic", "600SemiBold"),
    "noto-sans": ("400Regular", "400Regular_Italic", "600SemiBold"),
    "noto-sans-jp": ("400Regular",),
    "noto-sans-sc": ("400Regular",),
    "noto-sans-kr": ("400Regular",),
    "noto-sans-arabic": ("400Regular", "600SemiBold"),
    "noto-sans-hebrew": ("400Regular", "600SemiBold"),
}
FAMILIES = {
    "source-serif-4": SERIF,
    "noto-sans": SANS,
    "noto-sans-jp": "Noto Sans JP",
    "noto-sans-sc": "Noto Sans SC",
    "noto-sans-kr": "Noto Sans KR",
    "noto-sans-arabic": "Noto Sans Arabic",
    "noto-sans-hebrew": "Noto Sans Hebrew",
}
_STEMS = {
    "source-serif-4": "SourceSerif4",
    "noto-sans": "NotoSans",
    "noto-sans-jp": "NotoSansJP",
    "noto-sans-sc": "NotoSansSC",
    "noto-sans-kr": "NotoSansKR",
    "noto-sans-arabic": "NotoSansArabic",
    "noto-sans-hebrew": "NotoSansHebrew",
}
_OTHERS = ("Noto Sans JP", "Noto Sans SC", "Noto Sans KR", "Noto Sans Arabic", "Noto Sans Hebrew")
# the same Han character is drawn differently in each country: the language of the block says which face comes first
_FIRST = {
    "ja": "Noto Sans JP",
    "zh": "Noto Sans SC",
    "ko": "Noto Sans KR",
    "ar": "Noto Sans Arabic",
    "fa": "Noto Sans Arabic",
    "ur": "Noto Sans Arabic",
    "he": "Noto Sans Hebrew",
    "yi": "Noto Sans Hebrew",
}


class FontsMissing(RuntimeError):
    """The typefaces of the papers were not set up. The message says what to run."""


def file_names(package: str) -> list[str]:
    """Names of the files of one package: `NotoSans_400Regular.ttf`."""
    return [f"{_STEMS[package]}_{style}.ttf" for style in PACKAGES[package]]


def all_files() -> list[str]:
    """Names of all files that must lie in `FOLDER`."""
    return [name for package in PACKAGES for name in file_names(package)]


def folder() -> Path:
    """The folder of the typefaces. Raises FontsMissing, naming what is missing and what to run."""
    missing = [name for name in all_files() if not (FOLDER / name).is_file()]
    if missing:
        raise FontsMissing(
            f"Papers cannot be printed: {len(missing)} typeface files are missing from {FOLDER.name}/ "
            f"(first: {missing[0]}). Run: make setup"
        )
    return FOLDER


def chain(lang: str, *, sans: bool = False) -> list[str]:
    """Families in the order in which they are asked for a character, for text in that language."""
    first = _FIRST.get(lang.split("-")[0])
    others = [first, *(f for f in _OTHERS if f != first)] if first else list(_OTHERS)
    return [SANS, SERIF, *others] if sans else [SERIF, SANS, *others]
