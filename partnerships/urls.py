"""Addresses of the pages about partnerships."""

from django.urls import path

from partnerships.views.area import AreaListPage, AreaRecordPage
from partnerships.views.decision import PartnershipCase
from partnerships.views.directory import DirectoryExport, DirectoryPage, FacetPage
from partnerships.views.documents import Document
from partnerships.views.editing import NgoEdit, OfficeEdit, PartnershipEdit, ProgrammeEdit
from partnerships.views.gallery import Gallery
from partnerships.views.help_pages import HelpPage
from partnerships.views.home import Home
from partnerships.views.my_office import MyOfficePage, StillTrue
from partnerships.views.ngo import NgoHistory, NgoNotes, NgoPage, NoteDelete, NoteEdit, NoteNew
from partnerships.views.notices import NoticeList, NoticeOpen, NoticeSettings
from partnerships.views.observers import ObserverExport, ObserverPage
from partnerships.views.office import OfficeListPage, OfficeRecordPage
from partnerships.views.partnership import PartnershipPage, PartnershipReview
from partnerships.views.pdf import AreaPdf, NgoPdf, OfficePdf, PartnershipPdf, ProgrammePdf
from partnerships.views.programme import ProgrammeListPage, ProgrammeRecordPage
from partnerships.views.proposal import ProposalPage
from partnerships.views.queue import ReviewQueue
from partnerships.views.registration import (
    RegistrationCheck,
    RegistrationDiscard,
    RegistrationHandOver,
    RegistrationStep,
)
from partnerships.views.registration_start import (
    RegistrationCandidates,
    RegistrationFound,
    RegistrationNew,
    RegistrationNgo,
    RegistrationStart,
)
from partnerships.views.report import ReportMistake, Reports, ReportSettle
from partnerships.views.saved import ForgetSearch, OpenSavedSearch, SaveSearch

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("ngos/", DirectoryPage.as_view(), name="directory"),
    path("ngos/export/<str:kind>/", DirectoryExport.as_view(), name="directory-export"),
    path("ngos/by/<slug:facet>/", FacetPage.as_view(), name="directory-facet"),
    path("searches/save/", SaveSearch.as_view(), name="saved-search-add"),
    path("searches/<int:pk>/", OpenSavedSearch.as_view(), name="saved-search"),
    path("searches/<int:pk>/forget/", ForgetSearch.as_view(), name="saved-search-delete"),
    path("notices/", NoticeList.as_view(), name="notices"),
    path("notices/settings/", NoticeSettings.as_view(), name="notice-settings"),
    path("notices/<int:pk>/", NoticeOpen.as_view(), name="notice"),
    path("help/", HelpPage.as_view(), name="help"),
    path("gallery/", Gallery.as_view(), name="gallery"),
    path("observers/", ObserverPage.as_view(), name="observers"),
    path("observers/export/<str:kind>/", ObserverExport.as_view(), name="observers-export"),
    path("programmes/", ProgrammeListPage.as_view(), name="programmes"),
    path("programmes/<str:code>/", ProgrammeRecordPage.as_view(), name="programme"),
    path("programmes/<str:code>/edit/", ProgrammeEdit.as_view(), name="programme-edit"),
    path("offices/", OfficeListPage.as_view(), name="offices"),
    path("offices/<str:code>/", OfficeRecordPage.as_view(), name="office"),
    path("offices/<str:code>/edit/", OfficeEdit.as_view(), name="office-edit"),
    path("areas/", AreaListPage.as_view(), name="areas"),
    path("areas/<str:code>/", AreaRecordPage.as_view(), name="area"),
    path("ngos/<str:code>/", NgoPage.as_view(), name="ngo"),
    path("ngos/<str:code>/edit/", NgoEdit.as_view(), name="ngo-edit"),
    path("ngos/<str:code>/history/", NgoHistory.as_view(), name="ngo-history"),
    path("ngos/<str:code>/notes/", NgoNotes.as_view(), name="ngo-notes"),
    path("ngos/<str:code>/notes/new/", NoteNew.as_view(), name="ngo-note-add"),
    path("ngos/<str:code>/notes/<int:pk>/", NoteEdit.as_view(), name="ngo-note"),
    path("ngos/<str:code>/notes/<int:pk>/delete/", NoteDelete.as_view(), name="ngo-note-delete"),
    path("partnerships/<str:code>/", PartnershipPage.as_view(), name="partnership"),
    path("partnerships/<str:code>/edit/", PartnershipEdit.as_view(), name="partnership-edit"),
    path("review/", ReviewQueue.as_view(), name="review-queue"),
    path("proposals/<int:pk>/", ProposalPage.as_view(), name="proposal"),
    path("partnerships/<str:code>/review/", PartnershipCase.as_view(), name="partnership-case"),
    path("partnerships/<str:code>/review/<str:verb>/", PartnershipReview.as_view(), name="partnership-review"),
    path("ngos/<str:code>.pdf", NgoPdf.as_view(), name="ngo-pdf"),
    path("partnerships/<str:code>.pdf", PartnershipPdf.as_view(), name="partnership-pdf"),
    path("programmes/<str:code>.pdf", ProgrammePdf.as_view(), name="programme-pdf"),
    path("offices/<str:code>.pdf", OfficePdf.as_view(), name="office-pdf"),
    path("areas/<str:code>.pdf", AreaPdf.as_view(), name="area-pdf"),
    path("my-office/", MyOfficePage.as_view(), name="my-office"),
    path("partnerships/<str:code>/confirm/", StillTrue.as_view(), name="partnership-confirm"),
    path("register/", RegistrationStart.as_view(), name="register"),
    path("register/found/", RegistrationFound.as_view(), name="registration-found"),
    path("register/new/", RegistrationNew.as_view(), name="registration-new"),
    path("register/<str:code>/", RegistrationCheck.as_view(), name="registration-check"),
    path("register/<str:code>/organization/", RegistrationNgo.as_view(), name="registration-ngo"),
    path("register/<str:code>/alike/", RegistrationCandidates.as_view(), name="registration-candidates"),
    path("register/<str:code>/discard/", RegistrationDiscard.as_view(), name="registration-discard"),
    path("register/<str:code>/hand-over/", RegistrationHandOver.as_view(), name="registration-hand-over"),
    path("register/<str:code>/<slug:step>/", RegistrationStep.as_view(), name="registration-step"),
    path("documents/<int:pk>/", Document.as_view(), name="document"),
    path("report/<str:kind>/<str:code>/", ReportMistake.as_view(), name="report-mistake"),
    path("reports/", Reports.as_view(), name="reports"),
    path("reports/<int:pk>/", ReportSettle.as_view(), name="report-settle"),
]
