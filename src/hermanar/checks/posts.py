"""How posts of municipalities and of their counterparts are written, for the rules that read signatures."""

import re

# posts that one person does not hold together, by what they are
POSTS = (
    ("mayor", r"President[ea]\s+Municipal(?:\s+Constitucional)?|Alcalde(?:sa)?|Mayor"),
    ("trustee", r"S[íi]ndic[oa](?:\s+(?:Municipal|Procurador[a]?))?"),
    ("alderman", r"Regidora?"),
    (
        "secretary",
        r"Secretari[oa]\s+(?:del\s+(?:H\.\s+)?Ayuntamiento|General(?:\s+del\s+Ayuntamiento)?|Municipal)|City\s+(?:Clerk|Secretary)",
    ),
    ("treasurer", r"Tesorer[oa](?:\s+Municipal)?|(?:City\s+)?Treasurer"),
    ("director", r"Director[a]?\s+(?:General\s+)?(?:de|del)\b|Director\s+of\b"),
    ("coordinator", r"Coordinador[a]?\s+(?:General\s+)?(?:de|del)\b"),
    ("governor", r"Gobernadora?|Governor"),
    ("manager", r"City\s+Manager"),
)
# any of them, each in a group of its name
ANY_POST = "|".join(f"(?P<{what}>{words})" for what, words in POSTS)

# a line that a post begins, as it stands under a name; an office (“Secretaría de Turismo”) is none
POST_LINE = re.compile(
    r"(?i)^(?:(?:el|la|the)\s+)?(?:c\.\s+)?(?:president[ea]?\b|municipal\s+president\b|alcald(?:e|esa)\b|mayor\b|city\s+(?:manager|clerk|secretary)\b|"
    r"s[íi]ndic[oa]\b|regidora?\b|secretari[oa]\b|secretary\b|gobernadora?\b|governor\b|enlace\b|directora?\b|coordinadora?\b|coordinator\b|tesorer[oa]\b|"
    r"treasurer\b|vocal\b|titular\b|c[óo]nsul\b|consult[oa]r|council\s?(?:member|man|woman)|councill?or\b|clerk\b|chair|head\s+of\b|intendente\b|"
    r"legal\s+(?:adviser|consultant|trustee)|prefeit[oa]\b|maire\b)"
)
