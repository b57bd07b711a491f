"""Addresses of the pages about partnerships."""

from django.urls import path

from partnerships.views.area import AreaListPage, AreaRecordPage
from partnerships.views.directory import DirectoryExport, DirectoryPage, FacetPage
from partnerships.views.editing import NgoEdit, OfficeEdit, PartnershipEdit, ProgrammeEdit
from partnerships.views.gallery import Gallery
from partnerships.views.help_pages import HelpPage
from partnerships.views.home import Home
from partnerships.views.ngo import NgoHistory, NgoNotes, NgoPage, NoteDelete, NoteEdit, NoteNew
from partnerships.views.observers import ObserverExport, ObserverPage
from partnerships.views.office import OfficeListPage, OfficeRecordPage
from partnerships.views.partnership import PartnershipPage, PartnershipReview
from partnerships.views.pdf import AreaPdf, NgoPdf, OfficePdf, PartnershipPdf, ProgrammePdf
from partnerships.views.programme import ProgrammeListPage, ProgrammeRecordPage
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
    path("partnerships/<str:code>/review/<str:verb>/", PartnershipReview.as_view(), name="partnership-review"),
    path("ngos/<str:code>.pdf", NgoPdf.as_view(), name="ngo-pdf"),
    path("partnerships/<str:code>.pdf", PartnershipPdf.as_view(), name="partnership-pdf"),
    path("programmes/<str:code>.pdf", ProgrammePdf.as_view(), name="programme-pdf"),
    path("offices/<str:code>.pdf", OfficePdf.as_view(), name="office-pdf"),
    path("areas/<str:code>.pdf", AreaPdf.as_view(), name="area-pdf"),
    path("report/<str:kind>/<str:code>/", ReportMistake.as_view(), name="report-mistake"),
    path("reports/", Reports.as_view(), name="reports"),
    path("reports/<int:pk>/", ReportSettle.as_view(), name="report-settle"),
]
