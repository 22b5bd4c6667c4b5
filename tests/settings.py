"""The program's own settings, for tests: a home of its own, and an undefined template variable is a failure."""

import atexit
import os
import shutil
import tempfile
from importlib.util import find_spec

_home = tempfile.mkdtemp(prefix="hermanar-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["HERMANAR_ENV"] = "test"
os.environ["HERMANAR_HOME"] = _home
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)

from hermanar.config.settings import *
from hermanar.config.settings import DATABASES, STATIC_ROOT, TEMPLATES
from tests.undefined import Undefined

TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined("%s")

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in the running program: in memory the server of the browser tests would share one connection with the
    # test, and two threads on one connection have ended the interpreter. What it holds need not outlive a power cut.
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(_home, "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"

STATIC_ROOT.mkdir()  # WhiteNoise warns where there is none

if _axe := find_spec("axe_playwright_python"):
    # the browser tests load axe into every page they look at: from this server, so that Chromium keeps it compiled. The
    # script alone: beside it stand modules that the other test process may be compiling while this one lists the folder
    _shown = os.path.join(_home, "axe")
    os.mkdir(_shown)
    shutil.copy(os.path.join(*_axe.submodule_search_locations, "axe.min.js"), _shown)
    STATICFILES_DIRS = [("axe", _shown)]
