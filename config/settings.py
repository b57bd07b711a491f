"""One settings file; what differs between machines comes from the environment (`.env.example`)."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import admin_look, embedded
from config.environment import (
    BASE_DIR,
    boolean,
    email_settings,
    env,
    is_production,
    one_of,
    openid_connect,
    refuse_unsafe_production,
    site_address,
    trial_secret_key,
    var_dir,
)

PRODUCTION = is_production()
if PRODUCTION:
    refuse_unsafe_production()

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="") or trial_secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
VAR_DIR = var_dir()
# Where people open the registry; pages know it from the request, mails from here.
SITE_ADDRESS = site_address()
# The hour, by UTC, at which those who want one mail a day get it.
DAILY_MAIL_HOUR = 6
# Whether what is approved, and not personal, is open to readers without an account.
PUBLIC_DIRECTORY = boolean("REGISTRY_PUBLIC_DIRECTORY", default=False)

INSTALLED_APPS = [
    "config",
    "exchange",
    "partnerships",
    "ngos",
    "accounts",
    "programmes",
    "activity_areas",
    "common",
    "unfold",
    "unfold.contrib.filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_countries",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pghistory",
    "pgtrigger",
    "rest_framework",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.content_policy_middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.language_middleware",
    "config.middleware.refuse_nul_middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.second_factor.second_factor_middleware",
    "config.middleware.history_context_middleware",
    "config.middleware.patience_middleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# The one database engine. Without DATABASE_URL the address is that of the embedded server (config/embedded.py).
DATABASES = {"default": env.db_url_config(env.str("DATABASE_URL", default="") or embedded.url(VAR_DIR / "postgres"))}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Facets are counted in memory, and the database is taken to be in memory or on a quick disk. Compiling a query takes
# longer than any of ours runs.
DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c work_mem=32MB -c random_page_cost=1.1 -c jit=off"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What counts failed tries: shared by all processes, asked at sign-in alone (accounts/migrations/0005_shared_cache.py).
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTH_USER_MODEL = "accounts.User"
# The e-mail address is unique whatever its case, by a constraint that this check does not know of.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {"user_attributes": ["name", "email"]},
        "MinimumLengthValidator": {},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_ADAPTER = "accounts.adapter.ClosedAccountAdapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# How often one may try: an office shares an address (ip), so that is given more tries than an account (key).
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/15m/ip,5/15m/key",
    "reset_password": "20/15m/ip,3/15m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
    # What is sent after a session ended is kept for after signing in (partnerships/registration/kept.py).
    "typed_while_signed_out": "60/15m/ip",
}

# Whether a second factor is off, offered to everyone, or required of reviewers and administrators.
SECOND_FACTOR = one_of("REGISTRY_SECOND_FACTOR", ("offered", "off", "required"))
MFA_ADAPTER = "accounts.second_factor.SecondFactorAdapter"
MFA_TOTP_ISSUER = "IOM NGO partnerships"
MFA_TOTP_TOLERANCE = 1
# An administrator gave the address; there is no other way to an account.
MFA_ALLOW_UNVERIFIED_EMAIL = True

# Sign-in through the organization's own door, where one is configured.
OPENID_CONNECT = openid_connect()
SOCIALACCOUNT_ADAPTER = "accounts.open_id.OpenIdAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True}}
# By a link: the content policy would stop a form that another host sends on.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = "oidc"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
# Countries that no longer are, and one without an ISO code, as the sources of the registry name them.
COUNTRIES_OVERRIDE = {
    "CS": _("Serbia and Montenegro (until 2006)"),
    "TP": _("East Timor (until 2002)"),
    "XK": _("Kosovo"),
    "YU": _("Federal Republic of Yugoslavia (until 2003)"),
}

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Files that came with partnerships; they are served by a page that asks who may see them, never by address.
MEDIA_ROOT = Path(env.str("DOCUMENTS_DIR", default="") or VAR_DIR / "documents")
FILE_UPLOAD_HANDLERS = [
    "partnerships.documents.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

globals().update(email_settings())
# A server that does not answer holds up the worker, and who asks for a new password, no longer than this.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM", default="registry@localhost")

SECURE_COOKIES = boolean("SECURE_COOKIES", default=PRODUCTION)
SESSION_COOKIE_SECURE = SECURE_COOKIES
CSRF_COOKIE_SECURE = SECURE_COOKIES
LANGUAGE_COOKIE_SECURE = SECURE_COOKIES
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = PRODUCTION and boolean("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
if boolean("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Whose tries are counted: the address that the proxy says it was asked from, not the proxy's own.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
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
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.authentication.ApiKeyAuthentication",
        "accounts.authentication.BrowserSessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.authentication.MayUseApi"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["common.filters.StrictFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "common.pagination.StableCursorPagination",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "common.problems.problem_handler",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Registry of IOM partnerships with NGOs",
    "DESCRIPTION": "Reads the registry: pages of records, narrowed by filters, and each record by its code. "
    + "A filter that is not known is refused, one that is left empty does not count. "
    + "Follow the link “next” to the last page.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "exchange.schema.describe_refusals",
    ],
    # Columns of these names stand in several models; clients get a name that says whose choice it is.
    "ENUM_NAME_OVERRIDES": {
        "CapacityEnum": "partnerships.models.Capacity",
        "ModeEnum": "partnerships.models.Partnership.Mode",
        "NgoScopeEnum": "ngos.models.Ngo.Scope",
        "NgoStatusEnum": "ngos.models.Ngo.Status",
    },
}


UNFOLD = admin_look.UNFOLD

# History rows are written by triggers alone; nobody rewrites them.
PGHISTORY_APPEND_ONLY = True
# Triggers follow the models: each `migrate` ends by installing them all (common/triggers.py, docs/decisions/0002).
PGTRIGGER_MIGRATIONS = False
