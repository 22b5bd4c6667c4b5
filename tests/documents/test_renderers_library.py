"""Every paper of the library, as the sample fills it, printed in every way there is."""

import pytest

from hermanar.documents.renderers import Marks, read_docx, render_docx, render_pdf, uncovered
from hermanar.documents.rules.fill import fill, fill_late
from hermanar.documents.rules.templates import kinds, load
from tests import vera
from tests.documents import paper_samples as samples


@pytest.mark.vera
@pytest.mark.parametrize("kind", kinds())
def test_render_issued_paper_of_the_library_conforms(kind):
    template = load(kind)
    issued = fill_late(fill(template, template.sample, languages=template.languages).content, template.sample_late)
    assert vera.failures(render_pdf(issued, samples.letterhead(), samples.issued())) == []


@pytest.mark.vera
@pytest.mark.long
@pytest.mark.parametrize("kind", kinds())
def test_render_drafts_of_the_library_conform_in_every_variant(kind):
    template = load(kind)
    for values in template.samples().values():
        draft = fill(template, values, languages=template.languages).content
        assert vera.failures(render_pdf(draft, samples.letterhead(), Marks(draft=True))) == []


@pytest.mark.parametrize("kind", kinds())
def test_read_back_paper_of_the_library_gives_every_text(kind):
    template = load(kind)
    content = fill(template, template.sample, languages=template.languages).content
    texts = {b.key: {lang: b.text.get(lang, "") for lang in content.languages} for b in content.blocks}
    data = render_docx(content, samples.letterhead(), Marks(draft=True))
    assert read_docx(data, [b.key for b in content.blocks]) == texts


@pytest.mark.parametrize("kind", kinds())
def test_uncovered_text_of_the_library_names_nothing(kind):
    template = load(kind)
    content = fill(template, template.sample, languages=template.languages).content
    assert [uncovered(text) for b in content.blocks for text in b.text.values()] == [
        [] for b in content.blocks for _ in b.text
    ]
