"""Who honoured a signature, as each language says it."""

from hermanar.directory.models import Office

from ..models import Signing


def witness_post_of(signing: Signing) -> dict[str, str]:
    """The post of the honorary witness in Spanish and English: as the depositor read it in each; the English one else as the
    office that bears that title among those who take part is called, else as it was read. Empty where none was told. One
    query where the English one was not read."""
    post = signing.witness_post or signing.witness_post_en
    if not post:
        return {}
    en = signing.witness_post_en
    if not en:
        seated = signing.partnership.circle.seats.values("organisation_id")
        known = Office.objects.filter(organisation__in=seated, title=post).exclude(title_en="").order_by("pk")
        en = known.values_list("title_en", flat=True).first() or post
    return {"es": post, "en": en}
