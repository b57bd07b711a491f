"""Partnerships, what stands beside them, and agreements in the API."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from common.api import CsvRenderer, RecordViewSet, XlsxRenderer, table_response
from common.filters import PAGING
from common.problems import ParameterError
from partnerships import exports
from partnerships.filters import (
    AgreementFilter,
    OtherParticipantFilter,
    PartnershipFilter,
    UnnamedPartnersFilter,
)
from partnerships.models import (
    Agreement,
    AgreementDocument,
    AgreementParty,
    OtherParticipant,
    Partnership,
    UnnamedPartners,
)
from partnerships.serializers import (
    AgreementSerializer,
    OtherParticipantSerializer,
    PartnershipSerializer,
    UnnamedPartnersSerializer,
)

TABLES: list[type[BaseRenderer]] = [CsvRenderer, XlsxRenderer]


class PartnershipViewSet(RecordViewSet):
    """What IOM and NGOs do together."""

    queryset = Partnership.objects.with_everything()
    serializer_class = PartnershipSerializer
    filterset_class = PartnershipFilter

    def get_renderers(self) -> list[BaseRenderer]:
        """Offer the list as a table, too."""
        offered: list[BaseRenderer] = super().get_renderers()
        return [*offered, *(renderer() for renderer in TABLES)] if self.action == "list" else offered

    @extend_schema(
        responses={
            (200, "application/json"): PartnershipSerializer(many=True),
            (200, CsvRenderer.media_type): OpenApiTypes.STR,
            (200, XlsxRenderer.media_type): OpenApiTypes.BINARY,
        }
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Return a page of partnerships, or all of them as a table together with what stands beside them."""
        asked: str = request.accepted_renderer.format
        if asked not in {renderer.format for renderer in TABLES}:
            page: HttpResponseBase = super().list(request, *args, **kwargs)
            return page
        paging = sorted(PAGING & set(request.query_params))
        if paging:
            raise ParameterError({name: [_("A table holds all rows; leave this out.")] for name in paging})
        partnerships = self.filter_queryset(self.get_queryset())
        lines = exports.lines(partnerships, request.query_params, request)
        return table_response(asked, "partnerships", exports.COLUMNS, lines)


class UnnamedPartnersViewSet(RecordViewSet):
    """NGOs that the sources count or mention without naming them."""

    queryset = UnnamedPartners.objects.select_related("programme", "document")
    serializer_class = UnnamedPartnersSerializer
    filterset_class = UnnamedPartnersFilter


class OtherParticipantViewSet(RecordViewSet):
    """The parties that stand beside the NGOs and are none."""

    queryset = OtherParticipant.objects.select_related("programme", "document")
    serializer_class = OtherParticipantSerializer
    filterset_class = OtherParticipantFilter


class AgreementViewSet(RecordViewSet):
    """The agreements under which partnerships run."""

    queryset = Agreement.objects.prefetch_related(
        Prefetch("parties", AgreementParty.objects.select_related("ngo")),
        Prefetch("agreement_documents", AgreementDocument.objects.select_related("document")),
        "amendments",
    )
    serializer_class = AgreementSerializer
    filterset_class = AgreementFilter

    def get_queryset(self) -> Any:
        """Return the agreements, each with those of its partnerships that the user may see."""
        seen = Partnership.objects.visible_to(self.request.user).select_related("ngo").order_by("code")
        return super().get_queryset().prefetch_related(Prefetch("partnerships", seen))
