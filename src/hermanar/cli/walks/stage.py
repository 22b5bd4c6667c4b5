"""The stage of a walk: its clock, its persons, its record of what each step came to, and the papers it leaves."""

import datetime as dt
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hermanar.directory import operations as directory
from hermanar.directory.queries import actor_for, list_appointments_of
from hermanar.documents import queries as documents
from hermanar.files import operations as files
from hermanar.kernel.acts import Act, Actor, Channel
from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.kernel.errors import Blocked, Invalid, NotVisible, Refused

MEXICO = ZoneInfo("America/Mexico_City")


class WalkFailed(Exception):
    """A step did not come to what it had to."""


@dataclass
class Stage:
    """`out` None: nothing is written (the demonstration is seeded by the same walk)."""

    out: Path | None = None
    steps: list[dict] = field(default_factory=list)
    people: dict[str, Any] = field(default_factory=dict)  # persona → (user, appointment public id)
    organisations: dict[str, Any] = field(default_factory=dict)
    clock: dt.datetime = dt.datetime(2022, 1, 31, 9, 0, tzinfo=MEXICO)
    channel: Channel = Channel.CLI

    # the clock -----------------------------------------------------------------------------------------------------

    def begin(self, day: dt.date, hour: int = 9) -> None:
        """The first day of a walk, whenever that is: no step is done yet."""
        if self.steps:
            raise ValueError("A walk begins once.")
        self.clock = dt.datetime(day.year, day.month, day.day, hour, 0, tzinfo=MEXICO)

    def on(self, day: dt.date, hour: int = 10) -> None:
        """Move to a day (never back)."""
        self.clock = max(self.clock, dt.datetime(day.year, day.month, day.day, hour, 0, tzinfo=MEXICO))

    def act(self, persona: str) -> Act:
        """The next act of a persona, a minute after the last one."""
        self.clock += dt.timedelta(minutes=1)
        if persona == "operator":
            actor = Actor.operator()
        elif persona == "stranger":
            actor = Actor.stranger()
        else:
            user, appointment = self.people[persona]
            actor = actor_for(user, appointment, self.clock.date())
        return Act(actor=actor, at=self.clock, channel=self.channel)

    def actor(self, persona: str) -> Actor:
        return self.act(persona).actor

    @property
    def today(self) -> dt.date:
        return self.clock.date()

    # steps ---------------------------------------------------------------------------------------------------------

    def log(self, step: str, persona: str, result: str, *, blockers=(), files=()) -> None:
        self.steps.append(
            {"step": step, "persona": persona, "result": result, "blockers": list(blockers), "files": list(files)}
        )

    def do(self, step: str, persona: str, call: Callable, /, files: Callable | None = None, **arguments) -> Any:
        """Do a step that must come to be. Returns what the operation returns. Raises WalkFailed with its reason."""
        try:
            value = call(self.act(persona), **arguments)
        except (Refused, Invalid, Blocked, NotVisible) as no:
            raise WalkFailed(f"{step} ({persona}): {no}") from no
        self.log(step, persona, "done", files=files(value) if files else ())
        return value

    def must_not(self, step: str, persona: str, call: Callable, /, code: str, **arguments) -> None:
        """Try a step that must be refused or blocked with that code. Raises WalkFailed where it was let through."""
        try:
            call(self.act(persona), **arguments)
        except Blocked as no:
            codes = [b.code for b in no.blockers]
            if code not in codes:
                raise WalkFailed(f"{step}: blocked by {codes}, not by {code}") from no
            self.log(step, persona, "blocked", blockers=codes)
        except Refused as no:
            if no.code != code:
                raise WalkFailed(f"{step}: refused with {no.code}, not {code}") from no
            self.log(step, persona, "refused", blockers=[no.code])
        except NotVisible as no:
            if code != "not_visible":
                raise WalkFailed(f"{step}: not visible, expected {code}") from no
            self.log(step, persona, "refused", blockers=["not_visible"])
        except Invalid as no:
            if code not in no.errors:
                raise WalkFailed(f"{step}: invalid {sorted(no.errors)}, not {code}") from no
            self.log(step, persona, "refused", blockers=sorted(no.errors))
        else:
            raise WalkFailed(f"{step} ({persona}) was let through; it had to stop with {code}")

    # papers --------------------------------------------------------------------------------------------------------

    def write(self, folder: str, name: str, data: bytes) -> str:
        """Write one file under `out` and return its relative name; nothing where there is no `out`."""
        relative = f"{folder}/{name}"
        if self.out is not None:
            path = self.out / relative
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return relative

    def papers(self, name: str) -> Callable:
        """For `do(files=…)`: write the PDF and DOCX of the issue found on the operation's value."""

        def of(value: Any) -> list[str]:
            issue = _issue_of(value)
            if issue is None:
                return []
            papers = {name: issue}
            if annexed := getattr(
                value, "profile_issue", None
            ):  # the profile that goes with a letter of intent (R4-24)
                papers[f"{name}-anexo-perfil"] = annexed
            written = []
            for title, paper in papers.items():
                for fmt in ("pdf", "docx"):
                    _filename, _type, data = documents.get_rendition(paper, fmt)
                    written.append(self.write("papers", f"{len(self.steps) + 1:03d}-{title}.{fmt}", data))
            return written

        return of

    def received(self, persona: str, circle, name: str, lines: list[str]):
        """A paper that arrived from outside: made visibly as a sample, deposited in the circle. Returns the attachment."""
        data = sample_paper(name, lines, self.today)
        attachment = files.store_bytes(
            self.act(persona), circle=circle, data=data, filename=f"{name}.pdf", media_type="application/pdf"
        )
        self.write("deposited", f"{len(self.steps) + 1:03d}-{name}.pdf", data)
        return attachment

    def finish(self) -> None:
        if self.out is not None:
            text = json.dumps(self.steps, ensure_ascii=False, indent=1)
            (self.out / "walk.json").write_text(text, encoding="utf-8")

    # people --------------------------------------------------------------------------------------------------------

    def organisation(self, key: str, **arguments):
        """Open an organisation as the operator."""
        self.organisations[key] = directory.open_organisation(self.act("operator"), is_exercise=True, **arguments)
        return self.organisations[key]

    def person(
        self, persona: str, organisation: str, role: str, title: str, title_en: str, number: int, since: dt.date
    ):
        """Invite a sample person to an office and let them accept: the way every person gets in."""
        office = directory.create_office(
            self.act("operator"), organisation=self.organisations[organisation], title=title, title_en=title_en,
            role=role, valid_from=since,
        )  # fmt: skip
        _invitation, token = directory.invite(
            self.act("operator"), office=office, email=f"{persona}.{self.organisations[organisation].slug}@muestra.example",
            person_name=f"Persona de Muestra {number:02d}", from_on=since,
        )  # fmt: skip
        user = directory.accept_invitation(self.act("stranger"), token=token, password=secrets.token_urlsafe(24))
        found = next(a for a in list_appointments_of(user, None) if a.office_id == office.pk)
        self.people[persona] = (user, found.public_id)
        return office


def _issue_of(value: Any):
    for name in ("issue", "certificate", "act_issue", "notice_issue", "forward_issue"):
        found = getattr(value, name, None)
        if found is not None and hasattr(found, "renditions"):
            return found
    return value if hasattr(value, "renditions") else None


def sample_paper(title: str, lines: list[str], on: dt.date) -> bytes:
    """A one-page PDF that says it is a sample of a received paper."""
    from hermanar.documents.renderers import Letterhead, Marks, render_pdf

    blocks = [Block("title", BlockKind.TITLE, {"es": title})]
    blocks += [Block(f"p{i}", BlockKind.PARAGRAPH, {"es": line}) for i, line in enumerate(lines, start=1)]
    content = Content(("es",), tuple(blocks), layout="act")
    head = Letterhead(issuer={"es": ("Papel de muestra",)})
    return render_pdf(content, head, Marks(exercise=True, issued_on=on))
