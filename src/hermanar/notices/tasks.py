"""Mail: one message per notice, when the act has stood; and once a day what is still unread."""

import datetime as dt
import json

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django_tasks import task

from hermanar.accounts.models import User
from hermanar.accounts.rules import unseal
from hermanar.directory.enums import OrganisationKind
from hermanar.directory.models import Invitation
from hermanar.directory.operations import INVITATION_LASTS
from hermanar.directory.queries import called_of
from hermanar.kernel.acts import How
from hermanar.kernel.dates import date_in_words

from .models import Notice
from .queries import reason_of, sentence_of

ABROAD = {OrganisationKind.FOREIGN_GOVERNMENT, OrganisationKind.INTERNATIONAL}


def _address(door: str, at: dict, language: str) -> str:
    """Whole address of a door; the first page where no entrance knows the door."""
    path = import_string(settings.DOORS)(door, at, language) if settings.DOORS and door else ""
    return settings.PUBLIC_BASE_URL + (path or "/")


def _send(template: str, subject: str, to: str, context: dict) -> None:
    send_mail(subject, render_to_string(f"notices/mail/{template}.txt", context).strip() + "\n", None, [to])


@task()
def mail_notice(public_id: str) -> None:
    """Send a notice by mail, once."""
    notice = Notice.objects.select_related("user").get(public_id=public_id)
    if not Notice.objects.filter(pk=notice.pk, mailed_at=None).update(mailed_at=timezone.now()):
        return
    user = notice.user
    try:
        with translation.override(user.language):
            sentence = sentence_of(notice.key, notice.data)
            address = _address(notice.door, notice.at, user.language)
            context = {"sentence": sentence, "reason": reason_of(notice.key, notice.data), "address": address}
            _send("notice", f"Hermanar: {sentence}"[:120], user.email, context)
    except Exception:
        # not sent: the next try may send it
        Notice.objects.filter(pk=notice.pk).update(mailed_at=None)
        raise


@task()
def mail_invitation(public_id: str, sealed: str) -> None:
    """Send an invitation with its token, while it stands."""
    invitation = Invitation.objects.select_related("office__organisation").get(public_id=public_id)
    purpose = f"invitation:{public_id}"
    token = unseal(settings.SECRET_KEY, purpose, sealed.encode(), invitation.invited_at, INVITATION_LASTS)
    if token is None or invitation.accepted_at or invitation.revoked_at:
        return
    organisation = invitation.office.organisation
    language = "en" if organisation.kind in ABROAD else "es"
    with translation.override(language):
        context = {
            "office": str(invitation.office),
            "organisation": str(organisation),
            "called": "" if invitation.how == How.IN_POST else called_of(invitation),
            "from_on": date_in_words(invitation.from_on, language),
            "until_on": date_in_words(invitation.until_on, language) if invitation.until_on else "",
            "expires_at": invitation.expires_at,
            "address": _address("invitation", {"token": token.decode()}, language),
        }
        subject = translation.gettext("Hermanar: invitación al puesto “%(office)s”") % context
        _send("invitation", subject[:120], invitation.email, context)


@task()
def mail_letter(letter: str, sealed: str, at: str) -> None:
    """Send a letter that was written for an address without an account."""
    stamp = dt.datetime.fromisoformat(at)
    written = unseal(settings.SECRET_KEY, f"letter:{letter}", sealed.encode(), stamp, dt.timedelta(minutes=1))
    if written is not None:
        found = json.loads(written)
        send_mail(found["subject"][:120], found["text"].strip() + "\n", None, [found["to"]])


@task()
def mail_digest() -> int:
    """Send each person one mail with what they have not read for a day. Returns how many mails.

    Who got one today gets no other, however often it is run; one that was not sent is tried again by the next run."""
    now = timezone.now()
    until = now - dt.timedelta(days=1)
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    got_one = Notice.objects.filter(told_again_at__gte=midnight).values("user_id")
    waiting: dict[int, list[Notice]] = {}
    rows = Notice.objects.filter(read_at=None, created_at__lte=until, user__is_active=True, circle__exercise_at=None)
    rows = rows.exclude(user_id__in=got_one)
    for notice in rows.order_by("user_id", "-pk").iterator(chunk_size=500):
        waiting.setdefault(notice.user_id, []).append(notice)
    for user in User.objects.filter(pk__in=waiting).order_by("pk"):
        with translation.override(user.language):
            notices = waiting[user.pk]
            lines = [
                {
                    "sentence": sentence_of(n.key, n.data),
                    "reason": reason_of(n.key, n.data),
                    "address": _address(n.door, n.at, user.language),
                }
                for n in notices[:20]
            ]
            context = {"lines": lines, "more": len(notices) - len(lines), "address": _address("", {}, user.language)}
            subject = translation.ngettext(
                "Hermanar: %(number)s aviso sin leer", "Hermanar: %(number)s avisos sin leer", len(notices)
            ) % {"number": len(notices)}
            _send("digest", subject, user.email, context)
        Notice.objects.filter(pk__in=[n.pk for n in notices]).update(told_again_at=now)
    return len(waiting)
