"""Which papers the checker tells apart, and what each is for the rules."""

# paper → what the rules treat it as: an agreement between the parties, a letter or an act that names both, or neither
KINDS = {
    "liaison_designation": "designation",
    "committee_act": "minutes",
    "study": "study",
    "letter_of_intent": "letter",
    "answer": "letter",
    "dispatch_letter": "letter",
    "council_resolution": "act",
    "twinning": "agreement",
    "specific_cooperation": "agreement",
    "domestic_twinning": "agreement",
    "ratification": "agreement",
    "memorandum": "agreement",
    "addendum": "agreement",
    "renewal": "agreement",
    "termination": "letter",
    "friendship": "declaration",
    "quarterly_report": "report",
    "activity_report": "report",
    "other": "other",
}
