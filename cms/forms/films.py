"""What an editor may not say of a film."""

from cms.blocks.media import misfits_of_film, says_something
from cms.forms.page import PageForm

PARTS = ("file", "captions", "transcript", "is_wordless")


class FilmPageForm(PageForm):
    """Before it is published, everybody can follow it: those who cannot hear, too. Here it is said
    beside the part; other doors ask the page itself for its `misfits`.
    """

    def clean(self):
        facts = super().clean()
        if not says_something(facts.get("transcript")):
            facts["transcript"] = ""
        if not self.is_deferred_validation:
            told = {name: facts.get(name) for name in PARTS}
            for part, said in misfits_of_film(told).items():
                if part not in self.errors:
                    self.add_error(part, said)
        return facts
