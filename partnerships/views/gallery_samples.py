"""What the gallery shows: things that stand for records, and a form; nothing is read from the database."""

from datetime import date, datetime
from types import SimpleNamespace

from django import forms
from django.utils import timezone

from common.editing import CountriesInput, Fault
from common.record_field import RecordInput
from ngos.models import ObserverDecision
from partnerships.models import Role
from partnerships.pages.listing import Chip, Option, Select
from partnerships.pages.parts import Particular, Tab, Value

DAY = date(2002, 6, 5)


class Thing(SimpleNamespace):
    """Something with a name, which stands for a record."""

    get_absolute_url = get_admin_url = "#"
    named_by = "code"

    def __str__(self) -> str:
        return str(self.name)


class SampleForm(forms.Form):
    """One field of each look."""

    name = forms.CharField(help_text="As the organization writes it. Any script.")
    email = forms.EmailField(label="E-mail address")
    remember = forms.BooleanField(label="Stay signed in", required=False)


class RadioForm(forms.Form):
    """A few answers side by side."""

    returned = forms.ChoiceField(
        label="Returned for changes",
        choices=[("at_once", "at once"), ("daily", "once a day"), ("none", "no mail")],
        widget=forms.RadioSelect,
        initial="daily",
    )


CARITAS = Thing(
    name="Caritas Österreich",
    acronym="CÖ",
    code="NGO-00031",
    scope="national",
    get_scope_display="national",
    status="active",
    get_status_display="active",
    is_observer=True,
)
DORMANT = Thing(
    name="Association internationale pour la réinsertion socio-économique des personnes déplacées et rapatriées",
    acronym="",
    code="NGO-00032",
    scope="",
    status="dormant",
    get_status_display="dormant",
    is_observer=False,
)
PAPER = Thing(name="The Council paper", link="", called="Council paper")
PAGE = Thing(name="The web page", link="https://www.iom.int/", called="Web page")
CITATION = {"document": PAPER, "sentence": "Paid for and ran the emergency aid.", "place": "annex, paragraph 23"}
LINKED = {**CITATION, "document": PAGE, "place": "paragraph 2"}
DATED = {"date_precision": "year", "dates_in_words": "2001"}
UNDATED = {"date_precision": "", "dates_in_words": "not dated"}
OFFICE, AREA = Thing(name="IOM Vienna"), Thing(name="Assisted Voluntary Returns")
PROGRAMME = Thing(name="Welcome Home", acronym="WH", code="PRG-00036", is_untitled=False, get_kind_display="programme")
UNTITLED = Thing(name="Return of displaced persons", acronym="", code="PRG-00081", is_untitled=True)
LINE = [Value("IOM Vienna", "#"), Value("Austria"), Value("Assisted Voluntary Returns", "#"), Value("PTN-00071", "#")]
PARTNERSHIP = Thing(
    name="PTN-00071",
    code="PTN-00071",
    ngo=CARITAS,
    programme=PROGRAMME,
    office=OFFICE,
    summary="Carries out the flights home and what goes with them.",
    citations={"all": [CITATION]},
    updated_at=datetime(2002, 6, 5, 9, 30, tzinfo=timezone.get_default_timezone()),
    review_status="returned",
    get_review_status_display="returned for changes",
    returned_words="Which paragraph says so?",
    last_day=DAY,
    **DATED,
)
ENTRY = {
    "partnership": PARTNERSHIP,
    "title": "Welcome Home",
    "address": "#",
    "line": LINE,
    "capacities": [("donor", "donor", "funder"), ("implementer", "implementer", "service provider")],
    "services": ["Return counselling (before departure)"],
    "terms": ["For returnees", "complementary", "completed"],
}
NOTICE = {
    "pk": 1,
    "sentence": "Rahim returned PTN-00071 for changes.",
    "name": str(CARITAS),
    "words": "Which paragraph says so?",
    "created_at": datetime(2002, 6, 5, 9, 30, tzinfo=timezone.get_default_timezone()),
    "read_at": None,
}
GRANTED = {
    "kind": ObserverDecision.Kind.GRANTED,
    "get_kind_display": "granted",
    "decided_on": DAY,
    "council_session": "83rd session",
    "resolution": "1061",
    "document": PAPER,
    "effective_until": None,
}
SUSPENDED = {
    **GRANTED,
    "kind": ObserverDecision.Kind.SUSPENDED,
    "get_kind_display": "suspended",
    "effective_until": date(2003, 6, 4),
}
OBSERVER = {"ngo": CARITAS, "decision": GRANTED, "since": DAY, "suspension": None}
PAGES = {"first": 51, "last": 100, "previous": "?cursor=b", "next": "?cursor=n"}
PROGRAMME_LINE = {
    "programme": PROGRAMME,
    "words": ["Programme", "PRG-00036", "ongoing", "2001", "IOM Vienna", "Austria"],
    "areas": [AREA],
    "ngos": 2,
}
UNTITLED_LINE = {"programme": UNTITLED, "words": ["Activity", "PRG-00081"], "areas": [], "ngos": 0}
QUEUED = {
    "partnership": Thing(
        waiting_since=datetime(2002, 6, 5, 9, 30, tzinfo=timezone.get_default_timezone()), **vars(PARTNERSHIP)
    ),
    "entry": {**ENTRY, "places": ["Austria"], "areas": ["Counter-Trafficking"]},
    "address": "#",
    "who": "Ana Registrar",
    "age": {"words": "3 days ago"},
}
QUEUED_LONG = {**QUEUED, "is_again": True, "age": {"words": "16 days ago", "mark": "bad", "mark_words": "over 14 days"}}
QUEUED_CHANGES = {
    **QUEUED,
    "proposal": {"words": "They moved in May."},
    "age": {"words": "9 days ago", "mark": "look", "mark_words": "over 7 days"},
}
ROLE_COUNTS = [
    {"role": "donor", "label": "donor", "ngos": 3, "address": "?role=donor", "is_here": False},
    {"role": "implementer", "label": "implementer", "ngos": 12, "address": "?", "is_here": True},
]
PARTNERS = {
    "ngos": 14,
    "partnerships": 15,
    "roles": ROLE_COUNTS,
    "shown": [{"entry": ENTRY, "line": LINE}],
    "paged": {**PAGES, "count": 140, "start": "?"},
}
PARTICULARS = [
    Particular("Observer status", [Value("No decision on record")]),
    Particular("Works with", [Value("IOM Vienna", "#"), Value("IOM Dili", "#")]),
]
TABS = [Tab("#", "Partnerships", 2), Tab("#", "Standing"), Tab("#", "Dialogue", 0), Tab("#", "History", None, True)]
ASKED = [Chip("Area of activity", "Assisted Voluntary Returns", "?"), Chip("Search", "caritas", "?")]
LISTING = {
    "text": "caritas",
    "selects": [
        Select("area", "Area of activity", [Option("AVR", "Assisted Voluntary Returns", True)]),
        Select("stage", "Stage", [Option("ongoing", "Ongoing", False)]),
    ],
}
HISTORY = {
    "at": datetime(2002, 6, 5, 9, 30, tzinfo=timezone.get_default_timezone()),
    "who": "Ana Reviewer",
    "kind": "changed",
    "row": "the NGO",
    "through": "page",
    "changes": [
        {"label": "acronym", "before": "—", "after": "CÖ"},
        {"label": "scope", "before": "local", "after": "national"},
    ],
}
COUNTS = [
    SimpleNamespace(key="donor", name="donor", ngos=12, partnerships=14),
    SimpleNamespace(key="grantee", name="grantee", ngos=0, partnerships=0),
]
DIRECTORY = {
    "facets": [
        {
            "facet": {"name": "area", "title": "area of activity"},
            "values": [1],
            "shown": [
                {"value": "AVR", "label": "Assisted Voluntary Returns", "count": 4, "is_chosen": True},
                {"value": "CT", "label": "Counter-Trafficking", "count": 0, "is_chosen": False},
                {"value": "MM", "label": "Movement Management", "count": 1200, "is_chosen": False},
            ],
            "has_more": True,
            "is_open": True,
            "is_estimate": True,
        }
    ],
    "address": "",
    "has_estimates": True,
}
ITEM = {
    "ngo": CARITAS,
    "roles": [Role.COLLABORATOR, Role.DONOR],
    "areas": [AREA],
    "part_of": [Thing(name="Caritas Internationalis")],
    "headquarters": "Austria",
    "partnerships": 3,
    "programmes": 2,
    "shown_offices": [OFFICE],
    "further_offices": 4,
}
BARE_ITEM = {"ngo": DORMANT, "partnerships": 0, "programmes": 0}
PAGINATED = {
    "paginator": {"num_pages": 3, "count": 140},
    "start_index": 51,
    "end_index": 100,
    "has_previous": True,
    "has_next": True,
    "previous_page_number": 1,
    "next_page_number": 3,
}


class EditedForm(forms.Form):
    """Fields as the pages on which records are edited show them."""

    other = forms.CharField(label="Other NGO", help_text="A code, or words of the name.", widget=RecordInput)
    countries = forms.MultipleChoiceField(
        choices=[("AT", "Austria"), ("BD", "Bangladesh")], required=False, widget=CountriesInput
    )


CHOOSING = EditedForm(prefix="choosing", initial={"other": "caritas"})
CHOOSING.fields["other"].widget.candidates = [CARITAS, DORMANT]
FILLED = EditedForm(prefix="filled", initial={"other": "NGO-00031 Caritas Österreich", "countries": ["AT"]})
PARTS = {
    "prefix": "relations",
    "title": "Relations to other NGOs",
    "what": "relation to another NGO",
    "typed_rows": [{"form": FILLED, "name": "is a member of Caritas Österreich"}],
    "empty_rows": [EditedForm(prefix="new")],
    "has_new_row": True,
}
FAULTS = [
    Fault("Website", "Enter a valid URL.", "id_website"),
    Fault("Other name Abri, Name", "This field is required.", "id_names-0-name"),
]
TOLD = ["Ben changed the NGO meanwhile: acronym from “SH” to “SHL”."]
SUGGESTED = {
    "ngo": CARITAS,
    "line": "Caritas · Austria · NGO-00031",
    "partnerships": "2 partnerships with IOM Vienna",
    "reasons": ["Nearly the same name: Caritas Osterreich"],
    "is_sure": True,
}
