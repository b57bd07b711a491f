"""The pages of records as PDF."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from activity_areas.models import ActivityArea
from common.pdf import PdfDocument, pdf_of
from ngos.models import Ngo
from partnerships.models import Partnership
from partnerships.pages.pdf import Edition, area_pdf, ngo_pdf, office_pdf, partnership_pdf, programme_pdf
from partnerships.views.reading import RecordPage
from programmes.models import FieldOffice, Programme


class RecordPdf(RecordPage):
    """A record on paper; a code in other letters, and that of a merged record, lead to the one address."""

    for_visitors = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the document, to be shown and not kept by others than the reader."""
        row = self.get_object()
        survivor = getattr(row, "survivor", row)
        if survivor.code != kwargs["code"]:
            return redirect(f"{row.page}-pdf", survivor.code, permanent=True)
        answer = HttpResponse(pdf_of(self.document(row, self.edition())), content_type="application/pdf")
        answer["Cache-Control"] = "private"
        answer["Content-Disposition"] = f'inline; filename="{row.code}.pdf"'
        return answer

    def document(self, row: Any, edition: Edition) -> PdfDocument:
        """Return what the document says."""
        raise NotImplementedError

    def edition(self) -> Edition:
        """Say for whom the document is, of which day and where its page is."""
        site = self.request.build_absolute_uri("/").removesuffix("/")
        address = f"{site}{self.object.get_absolute_url()}"
        return Edition(self.request.user, timezone.localdate(), timezone.now(), address, site)


class NgoPdf(RecordPdf):
    """An NGO on paper."""

    model = Ngo

    def document(self, row: Any, edition: Edition) -> PdfDocument:
        """Return what is known of it."""
        return ngo_pdf(row, edition)

    def get_queryset(self) -> Any:
        """Return the NGOs with their standing today, and what they were merged into."""
        return super().get_queryset().with_standing(timezone.localdate()).select_related("merged_into")


class PartnershipPdf(RecordPdf):
    """A partnership on paper, once it is approved."""

    model = Partnership

    def document(self, row: Any, edition: Edition) -> PdfDocument:
        """Return what is known of it."""
        return partnership_pdf(row, edition)

    def get_queryset(self) -> Any:
        """Return the approved partnerships with all that a record shows of itself."""
        return super().get_queryset().approved().with_everything()


class ProgrammePdf(RecordPdf):
    """A programme on paper."""

    model = Programme

    def document(self, row: Any, edition: Edition) -> PdfDocument:
        """Return what is known of it."""
        return programme_pdf(row, edition)

    def get_queryset(self) -> Any:
        """Fetch areas and offices along."""
        return super().get_queryset().with_links()


class OfficePdf(RecordPdf):
    """An office on paper."""

    model = FieldOffice

    def document(self, row: Any, edition: Edition) -> PdfDocument:
        """Return what is known of it."""
        return office_pdf(row, edition)

    def get_queryset(self) -> Any:
        """Fetch the office to which it reports along."""
        return super().get_queryset().select_related("parent")


class AreaPdf(RecordPdf):
    """An area of activity on paper."""

    model = ActivityArea

    def document(self, row: Any, edition: Edition) -> PdfDocument:
        """Return what is known of it."""
        return area_pdf(row, edition)
