"""The program's own settings, for tests: a home of its own, and an undefined template variable is a failure."""

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="hermanar-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["HERMANAR_ENV"] = "test"
os.environ["HERMANAR_HOME"] = _home
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)

from hermanar.config.settings import *
from hermanar.config.settings import STATIC_ROOT, TEMPLATES
from tests.undefined import Undefined

TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined("%s")

STATIC_ROOT.mkdir()  # WhiteNoise warns where there is none
