"""What the registry reads from its environment, and when it refuses to start."""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
SHORTEST_SECRET_KEY = 50

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")


class RefusesToStartError(ImproperlyConfigured):
    """The environment is not fit for what was asked; the message says what to set."""


def is_production() -> bool:
    """Say whether REGISTRY_ENV names production; any word but `production` and `trial` is refused."""
    name: str = env.str("REGISTRY_ENV", default="trial")
    if name not in {"trial", "production"}:
        raise RefusesToStartError(f"REGISTRY_ENV is “{name}”: set it to production or to trial.")
    return name == "production"


def var_dir() -> Path:
    """Return the folder for everything the registry writes on this machine (REGISTRY_VAR, else `var/`)."""
    return Path(env.str("REGISTRY_VAR", default=str(BASE_DIR / "var"))).resolve()


def boolean(name: str, *, default: bool) -> bool:
    """Read a yes-or-no variable; anything that is neither is refused by name."""
    words = {
        "true": True,
        "yes": True,
        "1": True,
        "on": True,
        "false": False,
        "no": False,
        "0": False,
        "off": False,
    }
    given = env.str(name, default=str(default)).strip().lower()
    if given not in words:
        raise RefusesToStartError(f"{name} is “{given}”: set it to true or to false.")
    return words[given]


def one_of(name: str, words: tuple[str, ...]) -> str:
    """Read a variable that takes one of some words, the first if it is not set; any other is refused by name."""
    given: str = env.str(name, default="").strip().lower() or words[0]
    if given not in words:
        raise RefusesToStartError(f"{name} is “{given}”: set it to {', '.join(words[:-1])} or {words[-1]}.")
    return given


def openid_connect() -> dict[str, str]:
    """Read whose OpenID Connect signs people in: nothing where none is named; half of it is refused."""
    issuer = env.str("OIDC_ISSUER", default="").rstrip("/")
    client, secret = env.str("OIDC_CLIENT_ID", default=""), env.str("OIDC_CLIENT_SECRET", default="")
    if not issuer and not client and not secret:
        return {}
    missing = [
        name
        for name, given in {"OIDC_ISSUER": issuer, "OIDC_CLIENT_ID": client, "OIDC_CLIENT_SECRET": secret}.items()
        if not given
    ]
    if missing:
        raise RefusesToStartError(f"OpenID Connect is half configured: set {' and '.join(missing)} too, or none of it.")
    if urlsplit(issuer).scheme != "https" and urlsplit(issuer).hostname not in {"127.0.0.1", "localhost"}:
        raise RefusesToStartError(f"OIDC_ISSUER is “{issuer}”: set it to an address that starts with https://.")
    return {
        "issuer": issuer,
        "client_id": client,
        "secret": secret,
        "name": env.str("OIDC_NAME", default="") or "OpenID",
    }


def site_address() -> str:
    """Return the address under which people reach the registry, as mails name it (REGISTRY_URL)."""
    given: str = env.str("REGISTRY_URL", default="").rstrip("/")
    return given or f"http://127.0.0.1:{env.str('PORT', default='8000')}"


def email_settings() -> dict[str, object]:
    """Return how mail is sent: by the server that EMAIL_URL names; in a trial without it, into files."""
    if env.str("EMAIL_URL", default=""):
        read: dict[str, object] = env.email_url("EMAIL_URL")
        return read
    backend = "django.core.mail.backends.filebased.EmailBackend"
    return {"EMAIL_BACKEND": backend, "EMAIL_FILE_PATH": str(var_dir() / "mail")}


def trial_secret_key() -> str:
    """Return this machine's own key, made once and kept in `var/secret-key` with mode 600."""
    path = var_dir() / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), encoding="utf-8")
    return path.read_text(encoding="utf-8")


def refuse_unsafe_production() -> None:
    """Stop a production start with one sentence for each thing that must be set differently."""
    faults = []
    if not env.str("DATABASE_URL", default=""):
        faults.append(
            "DATABASE_URL is not set: production needs the address of a PostgreSQL server, not the embedded one."
        )
    elif urlsplit(env.str("DATABASE_URL")).scheme not in {"postgres", "postgresql"}:
        faults.append("DATABASE_URL must start with postgres:// : PostgreSQL is the only engine.")
    if len(env.str("SECRET_KEY", default="")) < SHORTEST_SECRET_KEY:
        faults.append(f"SECRET_KEY is missing or short: set it to {SHORTEST_SECRET_KEY} random characters or more.")
    hosts = env.list("ALLOWED_HOSTS", default=[])
    if not hosts or any(host in {"*", "."} for host in hosts):
        faults.append("ALLOWED_HOSTS is empty or a wildcard: set it to the names this registry is served under.")
    if not boolean("SECURE_COOKIES", default=True):
        faults.append("SECURE_COOKIES is off: set it to true, or leave it out, and serve the registry over HTTPS.")
    if not env.str("EMAIL_URL", default=""):
        faults.append("EMAIL_URL is not set: set it to the mail server that sends notices, and new passwords' links.")
    address = urlsplit(env.str("REGISTRY_URL", default=""))
    if address.scheme != "https" or not address.hostname:
        faults.append(
            "REGISTRY_URL must start with https:// : set it to the address at which people open the registry."
        )
    if faults:
        raise RefusesToStartError("\n".join(faults))
