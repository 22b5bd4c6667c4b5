"""How long a paper is: what is drawn while one waits, and what is a job."""

PICTURE = 10  # lines whose drawing takes as long as that of one photograph


def is_long(lines: int, pictures: int, at_once: int) -> bool:
    return lines + PICTURE * pictures > at_once
