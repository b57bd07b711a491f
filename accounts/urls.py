"""Addresses of the pages about accounts, those of allauth among them."""

from allauth.socialaccount.providers.openid_connect import urls as open_id_urls
from django.http import Http404
from django.urls import include, path
from django.views.defaults import page_not_found

from accounts.views import open_id
from accounts.views.account import AccountPage, Sessions
from accounts.views.invitation import Accept, InvitationWithdraw, Invite, InviteAgain
from accounts.views.people import Leave, People, SecondFactorOff
from accounts.views.request import AccountRequestPage, AccountRequests, AskForAccount

urlpatterns = [
    path("account/", AccountPage.as_view(), name="account"),
    path("accounts/sessions/", Sessions.as_view(), name="usersessions_list"),
    path("accounts/people/", People.as_view(), name="people"),
    path("accounts/people/invite/", Invite.as_view(), name="invitation-add"),
    path("accounts/people/<int:pk>/leave/", Leave.as_view(), name="leave"),
    path("accounts/people/<int:pk>/second-factor/", SecondFactorOff.as_view(), name="second-factor-off"),
    path("accounts/invitations/<int:pk>/again/", InviteAgain.as_view(), name="invitation-again"),
    path("accounts/invitations/<int:pk>/withdraw/", InvitationWithdraw.as_view(), name="invitation-withdraw"),
    path("accounts/invitation/<str:token>/", Accept.as_view(), name="invitation"),
    path("accounts/requests/", AccountRequests.as_view(), name="account-requests"),
    path("accounts/requests/new/", AskForAccount.as_view(), name="account-request-add"),
    path("accounts/requests/<int:pk>/", AccountRequestPage.as_view(), name="account-request"),
    path("accounts/oidc/cancelled/", open_id.cancelled, name="socialaccount_login_cancelled"),
    path("accounts/oidc/failed/", open_id.failed, name="socialaccount_login_error"),
    path("accounts/", include(open_id_urls)),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    # An administrator keeps e-mail addresses; allauth's own page for them stays closed.
    path("accounts/email/", page_not_found, {"exception": Http404()}),
    path("accounts/", include("allauth.account.urls")),
]
