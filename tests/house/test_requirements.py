"""`docs/requirements.toml`: which row of the programme's documents works, and which test would fail if it did not."""

import ast
import re
import tomllib

import pytest

from tests.house import source

PATH = source.ROOT / "docs" / "requirements.toml"
# last number of each document's rows
LAST = {"R0": 39, "R1": 24, "R2": 17, "R3": 56, "R4": 65}


def rows() -> dict[str, dict]:
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


def test_every_row_is_one_of_the_documents():
    assert rows()
    wrong = []
    for key in rows():
        document, _, number = key.partition("-")
        if not (re.fullmatch(r"R\d-\d\d", key) and 1 <= int(number) <= LAST.get(document, 0)):
            wrong.append(key)
    assert wrong == []


@pytest.mark.parametrize("key", sorted(rows()))
def test_row_says_where_it_works_and_names_tests_that_exist(key):
    row = rows()[key]
    assert set(row) == {"where", "tests"}
    assert row["where"].strip()
    assert row["tests"]
    missing = []
    for named in row["tests"]:
        file, _, function = named.partition("::")
        path = source.ROOT / file
        functions = (
            {n.name for n in ast.walk(source.tree(path)) if isinstance(n, ast.FunctionDef)} if path.exists() else set()
        )
        if not path.exists() or (function and function.split("[")[0] not in functions):
            missing.append(named)
    assert missing == []
