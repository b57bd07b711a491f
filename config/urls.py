"""Where everything is."""

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from common.problems import api_not_found
from config import stylesheet
from config.health import healthz, readyz
from config.languages import SetLanguage

# Staff sign in by the one door; a second factor, where there is one, is asked for there.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

# Brought by libraries, and without use here: an e-mail address is the user's, duties take the place of groups, and
# sessions, second factors and other doors are their owners' own.
admin.site.unregister([EmailAddress, Group, Authenticator, SocialAccount, SocialApp, SocialToken, UserSession])

handler429 = "accounts.tries.too_many_tries"  # asked by allauth
handler500 = "config.errors.server_error"

urlpatterns = [
    path("", include("partnerships.urls")),
    path("style.<str:digest>.css", stylesheet.serve, name="stylesheet"),
    path("language", SetLanguage.as_view(), name="set_language"),
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}img/favicon.svg")),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("api/v1/", include("exchange.urls")),
    re_path(r"^api/(?:.*/)?$", api_not_found),
    path("", include("accounts.urls")),
    path("admin/", admin.site.urls),
]
