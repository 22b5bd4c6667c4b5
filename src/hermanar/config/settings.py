"""The one settings file. Everything an operator may change is read from the environment, typed, with a safe default.

The operator's guide (`docs/guides/operacion.md`) lists each variable.
"""

import secrets
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parent.parent
env = environ.Env()

# "production" (default), "demo" (marked database, one-click personas), "test"
HERMANAR_ENV = env.str("HERMANAR_ENV", "production")
HERMANAR_HOME = Path(env.str("HERMANAR_HOME", "var")).resolve()
HERMANAR_HOME.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    """The operator's key, else one made once and kept beside the data, readable by the owner only."""
    if value := env.str("SECRET_KEY", ""):
        return value
    path = HERMANAR_HOME / "secret.key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


SECRET_KEY = _secret_key()
DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", "testserver"])

# Address printed in QR codes and mails: what the public types, not what this machine is called
PUBLIC_BASE_URL = env.str("PUBLIC_BASE_URL", f"http://localhost:{env.int('PORT', 8000)}").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[PUBLIC_BASE_URL])

INSTALLED_APPS = [
    "hermanar.config",
    "hermanar.journal",
    "hermanar.accounts",
    "hermanar.directory",
    "hermanar.files",
    "hermanar.notices",
    "hermanar.links",
    "hermanar.process",
    "hermanar.documents",
    "hermanar.evidence",
    "hermanar.profiles",
    "hermanar.partnerships",
    "hermanar.opinions",
    "hermanar.agreements",
    "hermanar.programmes",
    "hermanar.meetings",
    "hermanar.plans",
    "hermanar.encounters",
    "hermanar.calls",
    "hermanar.registry",
    "hermanar.candidates",
    "hermanar.coordination",
    "hermanar.reports",
    "hermanar.privacy",
    "hermanar.ui",
    "hermanar.web",
    "hermanar.guest",
    "hermanar.portal",
    "hermanar.api",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "django_tasks",
    "django_tasks_db",
]
# An app that is not there yet does not keep the rest from running: a room is born with its first use.
INSTALLED_APPS = [a for a in INSTALLED_APPS if not a.startswith("hermanar.") or (PACKAGE / a.split(".")[1]).is_dir()]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "hermanar.guest.languages.OnlyAtLinks",
    "django.middleware.common.CommonMiddleware",
    "hermanar.ui.uploads.WatchedUploads",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "hermanar.ui.addresses.WithoutNull",
]

ROOT_URLCONF = "hermanar.config.urls"
ASGI_APPLICATION = "hermanar.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    }
]

# SQLite: one town, one machine. DATABASE_URL moves the same program to PostgreSQL.
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{HERMANAR_HOME / 'hermanar.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # invitation by e-mail already proves the address
ACCOUNT_ADAPTER = "hermanar.accounts.adapter.Adapter"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Hermanar"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "email"  # as allauth hands it on: without it one address of a town would lock everybody out
AXES_RESET_ON_SUCCESS = True
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:desk"
LOGOUT_REDIRECT_URL = "portal:home"

SESSION_COOKIE_AGE = env.int("SESSION_COOKIE_AGE", 8 * 3600)
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_BASE_URL.startswith("https://")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = "es"
# Portuguese and French are only of the pages of personal links (`guest/languages.py`); what they lack is said in English
LANGUAGES = [("es", _("Español")), ("en", _("Inglés")), ("pt", _("Portugués")), ("fr", _("Francés"))]
LOCALE_PATHS = [p for p in sorted(PACKAGE.glob("*/locale")) if p.is_dir()]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", "America/Mexico_City")
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["hermanar.ui.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = HERMANAR_HOME / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HERMANAR_HOME / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = HERMANAR_ENV != "production"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 * 2**20
FILE_UPLOAD_TEMP_DIR = str(HERMANAR_HOME / "uploads")
(HERMANAR_HOME / "uploads").mkdir(exist_ok=True)
FILE_MAX_BYTES = env.int("FILE_MAX_BYTES", 40 * 2**20)
# Old lists of relations: how large a file, and how many of its rows may be of Mexico
LIST_MAX_BYTES = env.int("LIST_MAX_BYTES", 10 * 2**20)
LIST_MAX_ROWS = env.int("LIST_MAX_ROWS", 5_000)
# Lines of a report (a photograph counts as ten) that are drawn while one waits; a longer one is a job
REPORT_AT_ONCE = env.int("REPORT_AT_ONCE", 800)
# Links to units that are written while one waits; more are a job, so many at a time
LINKS_AT_ONCE = env.int("LINKS_AT_ONCE", 100)
# The earliest year that a date may have. A default of this program, not a fact of the field: each instance sets its own.
EARLIEST_YEAR = env.int("EARLIEST_YEAR", 1900)

# Mail to file by default: a town without SMTP still sees every message. EMAIL_URL=smtp://… by setting.
vars().update(env.email_url("EMAIL_URL", default="filemail://"))
EMAIL_FILE_PATH = str(HERMANAR_HOME / "mail")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", "hermanar@localhost")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "papers"]}}

# Jobs that operations ask for by name: the rooms to the left of `tasks` do not know where they are done
JOBS = {
    "mail_notice": "hermanar.notices.tasks.mail_notice",
    "mail_invitation": "hermanar.notices.tasks.mail_invitation",
    "mail_letter": "hermanar.notices.tasks.mail_letter",
    "work_list": "hermanar.registry.tasks.work_list",
    "mail_week_links": "hermanar.plans.tasks.mail_week_links",
    "print_report": "hermanar.reports.tasks.print_report",
    "search_request": "hermanar.privacy.tasks.search_request",
}
# what follows when an answer to a letter of ours is put down, by whatever channel: `(act, *, letter) -> …`, in its transaction
LETTER_ANSWERED = ["hermanar.encounters.operations.follow_answer"]
# `(door, at, language) -> path` of a notice or blocker, told by the entrance that has the addresses
DOORS = "hermanar.web.doors.address_of" if (PACKAGE / "web" / "doors.py").is_file() else ""

# Requests about personal data: from one address in an hour, and in the name of one mailbox in a day (0: no bound)
DATA_REQUESTS_PER_ADDRESS = env.int("DATA_REQUESTS_PER_ADDRESS", 10)
DATA_REQUESTS_PER_MAIL = env.int("DATA_REQUESTS_PER_MAIL", 3)

# Public API: questions per minute from one address (0: no bound), and how many proxies of ours stand before the server
API_PER_MINUTE = env.int("API_PER_MINUTE", 120)
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)
if TRUSTED_PROXIES:
    # only a proxy of ours may say that the visitor came by https; without one anybody could
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

IS_DEMONSTRATION = HERMANAR_ENV == "demo"

if HERMANAR_ENV in {"test", "scratch"}:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    TASKS = {
        "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default", "papers"]}
    }
    AXES_ENABLED = False
if HERMANAR_ENV == "demo":
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"tokens": {"()": "hermanar.config.logs.HideTokens"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["tokens"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
SILENCED_SYSTEM_CHECKS = ["axes.W001"]
