"""What a request about personal data leaves behind: every room is searched for it."""

from django.utils import timezone
from django_tasks import task

from hermanar.directory.models import DataRequest
from hermanar.kernel.acts import Act, Actor, Channel

from .operations import keep_search


@task()
def search_request(public_id: str) -> None:
    """Search for whom the request is, unless the operator did so first."""
    request = DataRequest.objects.filter(public_id=public_id, searched_at=None).first()
    if request is not None:
        keep_search(Act(Actor.stranger(), timezone.now(), Channel.JOB), request=request)
