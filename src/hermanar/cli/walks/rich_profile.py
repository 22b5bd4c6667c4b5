"""A full profile for each municipality of the demonstration: every sentence invented and marked as a sample, pictures
drawn by the program itself, published on the portal's exercises."""

import datetime as dt
import io
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.directory import operations as directory
from hermanar.directory.queries import actor_for, latest_exercise, list_exercise_posts, mandate_on
from hermanar.kernel.acts import Act, Actor, Channel
from hermanar.kernel.data import read_yaml
from hermanar.profiles import operations as profiles
from hermanar.profiles.queries import list_pictures, list_profile_issues, profile_of
from hermanar.registry.operations.profiles import publish_profile
from hermanar.registry.queries.house import known_above

SOURCE = "Dato de muestra del ejercicio"
SOURCE_EN = "Sample figure of the exercise"

_DATA = Path(__file__).parent / "rich_profile.yaml"

# Spanish alt, English alt, Spanish caption, English caption, sky, hills, ground, sun
SCENES = (
    ("Dibujo de un valle con cerros al atardecer", "Drawing of a valley with hills at dusk",
     "El valle, en un dibujo de muestra", "The valley, in a sample drawing", "#f3d9b8", "#8c6f78", "#7f8a58", "#f7efd8"),
    ("Dibujo de una plaza con arcos", "Drawing of a square with arches",
     "La plaza, en un dibujo de muestra", "The square, in a sample drawing", "#cfe0e8", "#c98f6b", "#d9c9a8", "#fff7df"),
    ("Dibujo de un telar con franjas de color", "Drawing of a loom with colored stripes",
     "El telar, en un dibujo de muestra", "The loom, in a sample drawing", "#efe6d6", "#7b1e3a", "#a57f2c", "#1e5b4f"),
    ("Dibujo de una huerta con surcos", "Drawing of an orchard with furrows",
     "La huerta, en un dibujo de muestra", "The orchard, in a sample drawing", "#dcebe2", "#4d7a5f", "#8a6b48", "#fdf3d0"),
)  # fmt: skip


def drawing(at: int) -> bytes:
    """A scene as JPEG, with “Imagen de muestra” in sight."""
    from PIL import Image, ImageDraw, ImageFont

    sky, hills, ground, sun = SCENES[at][4:]
    image = Image.new("RGB", (1600, 1000), sky)
    draw = ImageDraw.Draw(image)
    draw.ellipse((1150, 120, 1360, 330), fill=sun)
    if at == 0:
        draw.polygon([(0, 720), (330, 380), (700, 720)], fill=hills)
        draw.polygon([(430, 720), (900, 300), (1400, 720)], fill=hills)
        draw.rectangle((0, 700, 1600, 1000), fill=ground)
    elif at == 1:
        draw.rectangle((120, 420, 1480, 760), fill=hills)
        for x in range(180, 1420, 180):
            draw.rectangle((x, 560, x + 110, 760), fill=ground)
            draw.pieslice((x, 500, x + 110, 620), 180, 360, fill=ground)
        draw.rectangle((0, 760, 1600, 1000), fill=ground)
    elif at == 2:
        for n, x in enumerate(range(160, 1440, 64)):
            draw.rectangle((x, 160, x + 44, 860), fill=(hills, ground, sun)[n % 3])
        for y in (150, 860):
            draw.rectangle((120, y, 1480, y + 26), fill="#5b4636")
    else:
        draw.rectangle((0, 560, 1600, 1000), fill=ground)
        for n in range(9):
            draw.line((800, 540, n * 200, 1000), fill=hills, width=34)
        draw.polygon([(0, 560), (420, 360), (900, 560)], fill=hills)
    words = "Imagen de muestra · Sample picture"
    font = ImageFont.load_default(size=40)
    width = draw.textlength(words, font=font)
    # in the middle, where no frame cuts it
    left = (1600 - width) / 2
    draw.rectangle((left - 30, 760, left + width + 30, 830), fill="#221d1f")
    draw.text((left, 770), words, fill="white", font=font)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


def rich_profiles() -> int:
    """Fill the profiles of the demonstration's municipalities, once; returns how many were filled."""
    posts = [p for p in list_exercise_posts() if p.office.role == "liaison"]
    posts = [p for p in posts if p.office.organisation.kind == "municipality" and p.office.organisation.municipality]
    return sum(_fill(post) for post in {p.office.organisation_id: p for p in posts}.values())


def _mandate(town: Any, clock: dt.datetime) -> None:
    """Mission, legal basis and functions of the office, as a sample, once."""
    if mandate_on(town, clock.date()) is not None:
        return
    told = read_yaml(_DATA.read_text(encoding="utf-8"))["mandate"]
    directory.record_mandate(
        Act(actor=Actor.operator(), at=clock, channel=Channel.CLI),
        organisation=town,
        from_on=clock.date().replace(day=1),
        **told,
    )


def _fill(post: Any) -> bool:
    town = post.office.organisation
    clock = latest_exercise(town) or dt.datetime(2022, 1, 31, 18, tzinfo=dt.UTC)
    actor = actor_for(post.person.user, post.public_id, clock.date())
    act = Act(actor=actor, at=clock, channel=Channel.CLI)
    _mandate(town, clock)
    standing = profile_of(actor, town)
    if standing is None or "networks" in standing.sections:
        return False
    told = read_yaml(_DATA.read_text(encoding="utf-8"))
    left_out = told["highland"] if town.municipality_id in told["by_the_sea"] else []
    texts = {key: said for key, said in told["texts"].items() if key not in left_out}
    for key, said in texts.items():
        profiles.save_section(act, profile_of=town, key=key, **said, source=SOURCE, source_en=SOURCE_EN, year=2020)
    profile = profile_of(actor, town)
    assert profile is not None
    for key, rows in told["tags"].items():
        for line, tags in enumerate(rows):
            profile = profiles.tag_line(act, profile=profile, key=key, line=line, tags=tags)
    # one figure without source: kept, pointed out, not printed
    profile = profiles.save_section(act, profile_of=town, key="students", es="1,850")
    for at, (alt_es, alt_en, caption_es, caption_en, *_colours) in enumerate(SCENES):
        profiles.add_picture(
            act, profile_of=town, upload=SimpleUploadedFile(f"muestra-{at + 1}.jpg", drawing(at)), alt_es=alt_es,
            alt_en=alt_en, caption_es=caption_es, caption_en=caption_en, author="Hermanar", licence="public_domain",
            year=clock.year,
        )  # fmt: skip
    assert list_pictures(profile)
    contact = f"mailto:{profile.sections['liaison_contact']['es']}" if "liaison_contact" in profile.sections else ""
    known = known_above(actor, town)
    profiles.issue_profile(act, profile=profile, known=known, contact=contact)
    assert list_profile_issues(profile)
    profile.refresh_from_db()
    publish_profile(act, profile=profile, known=known)
    return True
