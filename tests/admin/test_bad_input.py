"""Wrong data in the admin's forms and addresses: a message at its place, nothing written, never a 500."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from accounts.models import AccountRequest, Invitation, OfficeMembership, OutgoingMail, User
from ngos.models import Contact, Identifier, Ngo, NgoCitation, NgoName, NgoRelation, ObserverDecision
from partnerships.models import AgreementParty, MistakeReport, Partnership, PartnershipRole, UnnamedPartners
from programmes.models import FieldOffice, Programme, ProgrammeArea
from tests import factories as f
from tests.admin.forms import FormData, faults_on, opened, words_on
from tests.admin.visits import opened_new, page_of, registered, saved, signed_in

pytestmark = pytest.mark.django_db

LONG = "x" * 10_000


def says(model: type[Any], constraint: str) -> str:
    """Return what a constraint says to people."""
    return next(str(one.get_violation_error_message()) for one in model._meta.constraints if one.name == constraint)


OVERLAP = says(ObserverDecision, "observerdecision_periods_of_status_do_not_overlap")


@pytest.fixture
def client() -> Client:
    client = signed_in(f.UserFactory(administrator=True))
    client.raise_request_exception = False
    return client


@pytest.fixture
def ngo() -> Ngo:
    return f.NgoFactory(name="Shelter", active=True)


def refused(client: Client, row: Any, form: FormData) -> dict[str, list[str]]:
    """Send a form that must be refused, see that nothing was written, and return what it says where."""
    before = [*type(row)._base_manager.filter(pk=row.pk).values()]
    events = row.history.count()
    answer = saved(client, row, form)
    assert answer.status_code == 200, answer.status_code
    faults, words = faults_on(answer), words_on(answer)
    for messages in faults.values():
        for message in messages:
            assert message in words
    assert [*type(row)._base_manager.filter(pk=row.pk).values()] == before
    assert row.history.count() == events
    assert not LogEntry.objects.exists()
    return faults


# Observer decisions


def decision(form: FormData, first: str, last: str = "", **values: object) -> int:
    """Add a grant of observer status to the form of an NGO."""
    given = {"kind": "granted", "decided_on": "2002-06-05", "effective_from": first, "effective_until": last}
    return form.add("observer_decisions", **given | values)


def test_observer_periods_that_overlap_a_stored_one(client: Client, ngo: Ngo) -> None:
    f.ObserverDecisionFactory(ngo=ngo)
    form = opened(client, page_of(ngo))
    decision(form, "2003-01-01")

    assert refused(client, ngo, form) == {"observer_decisions-1-__all__": [OVERLAP]}
    assert ObserverDecision.objects.count() == 1


def test_two_observer_periods_on_one_form_that_overlap_each_other(client: Client, ngo: Ngo) -> None:
    form = opened(client, page_of(ngo)).fill(acronym="SH")
    decision(form, "2002-06-05", "2004-06-05")
    decision(form, "2004-06-05", "2006-06-05")
    decision(form, "2010-06-05", "2011-06-05")

    assert refused(client, ngo, form) == {"observer_decisions-1-__all__": [OVERLAP]}
    assert not ObserverDecision.objects.exists()


def test_an_earlier_decision_is_ended_and_a_later_one_added_in_one_go(client: Client, ngo: Ngo) -> None:
    f.ObserverDecisionFactory(ngo=ngo)
    form = opened(client, page_of(ngo)).change("observer_decisions", 0, effective_until="2003-12-31")
    decision(form, "2004-01-01", kind="renewed")

    assert saved(client, ngo, form).status_code == 302
    assert ObserverDecision.objects.count() == 2


def test_observer_periods_in_reverse(client: Client, ngo: Ngo) -> None:
    form = opened(client, page_of(ngo))
    decision(form, "2002-06-05", "2001-06-05")

    assert refused(client, ngo, form) == {
        "observer_decisions-0-__all__": ["The decision cannot end before it takes effect."]
    }


# Dates


def test_an_end_before_the_start(client: Client) -> None:
    row = f.PartnershipFactory()
    form = opened(client, page_of(row))

    faults = refused(client, row, form.fill(first_day="2002-01-01", last_day="2001-12-31", date_precision="day"))

    assert faults == {"__all__": ["The last day is earlier than the first day."]}


def test_days_that_do_not_fit_how_they_are_known(client: Client) -> None:
    row = f.ProgrammeFactory()
    form = opened(client, page_of(row)).fill(first_day="2002-05-01", date_precision="year")

    assert refused(client, row, form) == {"__all__": [says(Programme, "programme_dates_fit_their_precision")]}


@pytest.mark.parametrize("day", ["31.02.2001", "yesterday", "2001-02-31", "0000-00-00", "9" * 50, "٢٠٠١-٠٢-٣١"])
def test_what_is_no_day(client: Client, ngo: Ngo, day: str) -> None:
    assert refused(client, ngo, opened(client, page_of(ngo)).fill(founded_on=day)) == {
        "founded_on": ["Enter a valid date."]
    }


# Parts


def test_a_role_twice(client: Client) -> None:
    row = f.PartnershipFactory()
    f.PartnershipRoleFactory(partnership=row)
    form = opened(client, page_of(row))
    form.add("roles", role="implementer", capacity="service_provider")

    assert refused(client, row, form) == {"roles-1-__all__": ["The partnership has this role and capacity already."]}


def test_a_role_twice_on_one_form(client: Client) -> None:
    row = f.PartnershipFactory()
    form = opened(client, page_of(row)).fill(summary="Changed.")
    for _ in range(2):
        form.add("roles", role="donor", capacity="funder")

    assert refused(client, row, form) == {"roles-1-__all__": ["The partnership has this role and capacity already."]}
    assert not PartnershipRole.objects.exists()


def test_a_role_twice_in_a_new_draft_leaves_no_draft(client: Client, ngo: Ngo) -> None:
    form = opened_new(client, Partnership, "summary").fill(ngo=ngo.pk, countries=["BD"])
    for _ in range(2):
        form.add("roles", role="donor", capacity="funder")

    answer = client.post(page_of(Partnership, "add"), form)

    assert faults_on(answer) == {"roles-1-__all__": ["The partnership has this role and capacity already."]}
    assert not Partnership.objects.exists()


def test_a_capacity_under_the_wrong_role(client: Client) -> None:
    row = f.PartnershipFactory()
    form = opened(client, page_of(row))
    form.add("roles", role="donor", capacity="trainer")

    (faults,) = refused(client, row, form).values()

    assert faults == ["This capacity belongs to another role."]


def test_a_role_and_a_capacity_that_are_none(client: Client) -> None:
    row = f.PartnershipFactory()
    form = opened(client, page_of(row))
    form.add("roles", role="king", capacity="queen")

    assert set(refused(client, row, form)) == {"roles-0-role", "roles-0-capacity"}


def test_the_leading_area_moves_in_one_go_and_two_cannot_lead(client: Client) -> None:
    row = f.ProgrammeFactory()
    second = f.ProgrammeAreaFactory(programme=row, area__order=1)
    first = f.ProgrammeAreaFactory(programme=row, area__order=2, is_lead=True)
    form = opened(client, page_of(row))
    number = form.number("programme_areas", second.pk)

    both = opened(client, page_of(row)).change("programme_areas", number, is_lead=True)
    form.change("programme_areas", number, is_lead=True)
    form.change("programme_areas", form.number("programme_areas", first.pk), is_lead=None)

    assert refused(client, row, both) == {
        f"programme_areas-{number}-__all__": ["Only one area of a programme can lead."]
    }
    assert saved(client, row, form).status_code == 302
    assert ProgrammeArea.objects.get(is_lead=True) == second


@pytest.mark.parametrize("key", ["999999", "abc", "-1", "1.5", "9" * 40, "\0", "' OR 1=1", ""])
def test_an_unknown_area(client: Client, key: str) -> None:
    row = f.PartnershipFactory()
    form = opened(client, page_of(row))
    form.add("partnership_areas", area=key, id="", partnership=row.pk)
    if not key:
        form["partnership_areas-0-area"] = [" "]

    assert set(refused(client, row, form)) == {"partnership_areas-0-area"}


@pytest.mark.parametrize("key", ["999999", "abc", "\0", "9" * 40])
def test_an_unknown_ngo_and_programme(client: Client, key: str) -> None:
    row = f.PartnershipFactory()

    faults = refused(client, row, opened(client, page_of(row)).fill(ngo=key, programme=key, office=key))

    assert set(faults) == {"ngo", "programme", "office"}


def test_a_paragraph_cited_twice(client: Client, ngo: Ngo) -> None:
    document, form = f.SourceDocumentFactory(), opened(client, page_of(ngo))
    for _ in range(2):
        form.add("citations", document=document.pk, part="whole", sentence="It says so.")

    assert refused(client, ngo, form) == {"citations-1-__all__": ["This paragraph is cited already."]}
    assert not NgoCitation.objects.exists()


def test_a_party_named_twice(client: Client, ngo: Ngo) -> None:
    row = f.AgreementFactory()
    form = opened(client, page_of(row))
    for _ in range(2):
        form.add("parties", ngo=ngo.pk)

    assert refused(client, row, form) == {"parties-1-__all__": ["This party is named already."]}
    assert not AgreementParty.objects.exists()


def test_a_duty_held_twice_on_the_same_days(client: Client) -> None:
    row, office = f.UserFactory(), f.FieldOfficeFactory()
    form = opened(client, page_of(row))
    for first in ("2001-01-01", "2002-01-01"):
        form.add("memberships", office=office.pk, duty="registrar", starts_on=first)

    assert refused(client, row, form) == {
        "memberships-1-__all__": ["The user holds this duty in this office on some of these days already."]
    }
    assert not OfficeMembership.objects.exists()


def test_the_row_of_parts_with_a_fault_is_named_and_the_others_are_not_written(client: Client, ngo: Ngo) -> None:
    form = opened(client, page_of(ngo))
    form.add("names", name="Abri", kind="translation")
    form.add("names", name="Refugio", kind="editors_correction")
    form.add("contacts", name="Ana", email="no address")

    assert refused(client, ngo, form) == {
        "names-1-__all__": ["Give the reason for the correction."],
        "contacts-0-email": ["Enter a valid email address."],
    }
    assert not NgoName.objects.exists()
    assert not Contact.objects.exists()


# Identifiers


@pytest.mark.parametrize(
    ("scheme", "value", "words"),
    [
        ("XI-ROR", "02mhbdp95", "check digits"),
        ("XI-LEI", "5493001KJTIIGC8Y1R13", "check digits"),
        ("XI-WIKIDATA", "12", ""),
    ],
)
def test_a_wrong_check_digit(client: Client, ngo: Ngo, scheme: str, value: str, words: str) -> None:
    form = opened(client, page_of(ngo))
    form.add("identifiers", scheme=scheme, value=value)

    faults = refused(client, ngo, form)

    assert set(faults) == {"identifiers-0-value"}
    assert words in faults["identifiers-0-value"][0]
    assert not Identifier.objects.exists()


def test_a_duplicate_identifier(client: Client, ngo: Ngo) -> None:
    f.IdentifierFactory(scheme="GB-CHC", value="1000001")
    form = opened(client, page_of(ngo))
    form.add("identifiers", scheme="GB-CHC", value="1000001")

    assert refused(client, ngo, form) == {
        "identifiers-0-__all__": [says(Identifier, "identifier_names_one_living_ngo")]
    }
    assert Identifier.objects.count() == 1


def test_an_identifier_twice_on_one_form(client: Client, ngo: Ngo) -> None:
    form = opened(client, page_of(ngo))
    for _ in range(3):
        form.add("identifiers", scheme="GB-CHC", value="1000002")

    message = [says(Identifier, "identifier_names_one_living_ngo")]
    assert refused(client, ngo, form) == {"identifiers-1-__all__": message, "identifiers-2-__all__": message}
    assert not Identifier.objects.exists()


# Circles


def test_a_circle_of_branches(client: Client, ngo: Ngo) -> None:
    branch = f.NgoRelationFactory(other=ngo).ngo
    twig = f.NgoRelationFactory(other=branch).ngo
    form = opened(client, page_of(ngo))
    form.add("relations", kind="branch_of", other=twig.pk)

    faults = refused(client, ngo, form)

    assert [name.rpartition("-")[0] for name in faults] == ["relations-0"]
    assert NgoRelation.objects.count() == 2


def test_a_branch_of_itself(client: Client, ngo: Ngo) -> None:
    form = opened(client, page_of(ngo))
    form.add("relations", kind="branch_of", other=ngo.pk)

    assert [name.rpartition("-")[0] for name in refused(client, ngo, form)] == ["relations-0"]


def test_a_circle_of_offices(client: Client) -> None:
    head = f.FieldOfficeFactory()
    branch = f.FieldOfficeFactory(parent=head)

    assert set(refused(client, head, opened(client, page_of(head)).fill(parent=branch.pk))) == {"parent"}


# Text


@pytest.mark.parametrize("field", ["name", "acronym", "website"])
def test_a_text_of_ten_thousand_characters(client: Client, ngo: Ngo, field: str) -> None:
    value = f"https://a.example/{LONG[:2000]}" if field == "website" else LONG

    faults = refused(client, ngo, opened(client, page_of(ngo)).fill(**{field: value}))

    assert "Ensure this value has at most" in faults[field][0]


@pytest.mark.parametrize(
    "name",
    [
        "جمعية الإغاثة",
        "\u202eevil\u202c name",
        "Z̸̢͠a̴l̵g̷o̶ " + "e\u0301" * 40,
        "日本国際ボランティアセンター",
        "👩‍👩‍👧‍👦 families",
        "<script>alert(1)</script>",
        "=HYPERLINK(1)",
        "' OR 1=1 --",
        "{{ 7*7 }}{% csrf_token %}",
    ],
)
def test_a_name_in_any_script_is_kept_as_it_is(client: Client, ngo: Ngo, name: str) -> None:
    saved(client, ngo, opened(client, page_of(ngo)).fill(name=name))

    assert Ngo.objects.get().name == name
    page = client.get(page_of(ngo))
    assert page.status_code == client.get(page_of(Ngo, "changelist")).status_code == 200
    assert "<script>alert(1)" not in page.content.decode()
    assert opened(client, page_of(ngo))["name"] == [name]


@pytest.mark.parametrize("field", ["name", "acronym", "note", "website", "kind", "founded_on", "headquarters"])
def test_nul_in_a_field(client: Client, ngo: Ngo, field: str) -> None:
    assert set(refused(client, ngo, opened(client, page_of(ngo)).fill(**{field: "a\0b"}))) == {field}


def test_nul_in_a_part_and_in_a_list_of_countries(client: Client, ngo: Ngo) -> None:
    form = opened(client, page_of(ngo)).fill(countries_of_presence=["BD", "\0"])
    form.add("names", name="a\0b", kind="former", source="\0")

    assert set(refused(client, ngo, form)) == {"countries_of_presence", "names-0-name", "names-0-source"}


def test_nul_in_places_and_words_of_a_review(client: Client) -> None:
    row = f.PartnershipFactory(submitted=True)

    faults = refused(client, row, opened(client, page_of(row)).fill(places="Umbria, a\0b"))
    review = client.post(page_of(row, "review", "return"), {"words": "a\0b"})

    assert set(faults) == {"places"}
    assert "Null characters are not allowed." in words_on(review)
    assert Partnership.objects.get().review_status == "submitted"


@pytest.mark.parametrize(
    "address", ["?q=%00", "?kind=%00", "?p=%00", "%00/change/", "?%00=1", "?_changelist_filters=%00"]
)
def test_nul_in_an_address(client: Client, address: str) -> None:
    answer = client.get(page_of(Ngo, "changelist") + address)

    assert answer.status_code == 400
    assert "NUL" in words_on(answer)


# Addresses


@pytest.mark.parametrize("key", ["abc", "0", "-1", "1.5", "9" * 40, "_00", "é", "%27", "1%2F2", " "])
@pytest.mark.parametrize("page", ["change/", "history/", "delete/", "review/approve/", ""])
def test_a_malformed_key_in_an_address(client: Client, key: str, page: str) -> None:
    answer = client.get(f"{page_of(Partnership, 'changelist')}{key}/{page}", follow=True)

    assert answer.status_code in {200, 404}


@pytest.mark.parametrize(
    ("address", "statuses"),
    [
        ("?p=999999999", {200}),
        ("?p=-1", {200}),
        ("?p=abc", {200}),
        ("?p=" + "9" * 50, {200}),
        ("?o=99.-99", {200}),
        ("?o=abc", {200}),
        ("?o=" + "1." * 500, {200}),
        ("?all=abc", {200}),
        ("?e=1", {200}),
        ("?_changelist_filters=%%%", {200}),
        ("?_changelist_filters=p%3D99999%26nonsense%3D1", {200}),
        ("?_to_field=password", {400}),
        ("?_to_field=nonsense", {400}),
        ("?_popup=1&_to_field=code", {200, 400}),
        ("?nonsense=1", {200}),
        ("?name__startswith=a", {200}),
        ("?partnerships__office__memberships__user__password__startswith=a", {200}),
        ("?cursor=broken", {200}),
        ("?q=" + "a" * 5000, {200}),
        ("?q=%25_%5C'\"", {200}),
    ],
)
@pytest.mark.parametrize("list_of", [Ngo, User])
def test_an_address_that_makes_no_sense(client: Client, list_of: type[Any], address: str, statuses: set[int]) -> None:
    answer = client.get(page_of(list_of, "changelist") + address, follow=True)
    export = client.get(page_of(list_of, "export", "csv") + address, follow=True)

    assert answer.status_code in statuses
    assert export.status_code in statuses


@pytest.mark.parametrize("address", ["?_changelist_filters=%%%", "?_to_field=password", "?_popup=1", "?ngo=abc"])
@pytest.mark.parametrize("page", ["add", "change"])
def test_a_form_with_an_address_that_makes_no_sense(client: Client, page: str, address: str) -> None:
    target = Partnership if page == "add" else f.PartnershipFactory()

    answer = client.get(page_of(target, page) + address)

    assert answer.status_code in {200, 400}


def test_values_in_the_address_of_a_new_form_that_make_no_sense(client: Client) -> None:
    wrong = "&".join(
        f"{name}=abc" for name in ("ngo", "programme", "office", "countries", "first_day", "stage", "nonsense")
    )

    assert client.get(f"{page_of(Partnership, 'add')}?{wrong}").status_code == 200


@pytest.mark.parametrize(
    ("query", "statuses"),
    [
        ("", {403}),
        ("term=a&app_label=ngos&model_name=ngo&field_name=password", {403}),
        ("term=a&app_label=x&model_name=y&field_name=z", {403}),
        ("term=a&app_label=partnerships&model_name=partnership&field_name=ngo&page=999", {200, 404}),
        ("term=a&app_label=partnerships&model_name=partnership&field_name=ngo&page=x", {200, 404}),
        (f"term={LONG}&app_label=partnerships&model_name=partnership&field_name=ngo", {200}),
    ],
)
def test_an_autocomplete_that_makes_no_sense(client: Client, query: str, statuses: set[int]) -> None:
    assert client.get(f"/admin/autocomplete/?{query}").status_code in statuses


# Forms that no page ever showed

# Mistakes are reported, colleagues invited and accounts asked for on the pages; mails are written by the outbox.
NOT_ADDED_HERE = {MistakeReport, Invitation, AccountRequest, OutgoingMail}


@pytest.mark.parametrize("model", registered().values(), ids=registered())
@pytest.mark.parametrize(
    "data",
    [
        {},
        {"_save": "Save"},
        {"name": "A name"},
        {"names-TOTAL_FORMS": "abc", "names-INITIAL_FORMS": "-1"},
        {"names-TOTAL_FORMS": "9" * 30, "names-INITIAL_FORMS": "9" * 30, "_seen": "{}"},
        {"names-TOTAL_FORMS": "1", "names-INITIAL_FORMS": "1", "names-0-id": "abc", "_seen": '{"a": 1}'},
    ],
    ids=lambda data: ",".join(data) or "nothing",
)
def test_garbage_sent_to_a_new_form(client: Client, model: type[Any], data: dict[str, str]) -> None:
    answer = client.post(page_of(model, "add"), data)

    assert answer.status_code == (403 if model in NOT_ADDED_HERE else 200)
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("missing", ["names", "identifiers", "observer_decisions", "participations", "history"])
def test_a_form_without_the_counts_of_its_parts(client: Client, ngo: Ngo, missing: str) -> None:
    f.NgoNameFactory(ngo=ngo)
    form = opened(client, page_of(ngo)).fill(acronym="SH")
    for name in [name for name in form if name.startswith(f"{missing}-") and name.endswith("_FORMS")]:
        del form[name]

    assert saved(client, ngo, form).status_code in {200, 302}
    assert Ngo.objects.get().acronym in {"", "SH"}
    assert NgoName.objects.count() == 1


@pytest.mark.parametrize("key", ["", "abc", "999999", "9" * 40, "\0"])
def test_a_part_with_a_wrong_key(client: Client, ngo: Ngo, key: str) -> None:
    f.NgoNameFactory(ngo=ngo, name="Abri")
    form = opened(client, page_of(ngo)).change("names", 0, id=key, name="Changed")

    answer = saved(client, ngo, form)

    assert answer.status_code in {200, 302}
    assert [*NgoName.objects.values_list("name", flat=True)] == ["Abri"]


def test_a_part_of_another_row_cannot_be_taken(client: Client, ngo: Ngo) -> None:
    f.NgoNameFactory(ngo=ngo)
    foreign = f.NgoNameFactory(name="Foreign")
    form = opened(client, page_of(ngo)).change("names", 0, id=foreign.pk, name="Taken")

    saved(client, ngo, form)

    foreign.refresh_from_db()
    assert (foreign.name, foreign.ngo == ngo) == ("Foreign", False)


@pytest.mark.parametrize("keys", [["abc"], ["9" * 40], ["\0"], ["-1"], [""], ["1", "abc"]])
@pytest.mark.parametrize("across", ["0", "x"])
@pytest.mark.parametrize("action", ["edit_selected", "delete_selected", "nonsense", ""])
def test_wrong_keys_and_actions_on_a_list(client: Client, ngo: Ngo, across: str, action: str, keys: list[str]) -> None:
    data = {"action": action, "_selected_action": keys, "index": "0", "select_across": across}

    first = client.post(page_of(Ngo, "changelist"), data, follow=True)
    second = client.post(page_of(Ngo, "changelist"), {**data, "apply": "1", "set_kind": "on"}, follow=True)

    assert (first.status_code, second.status_code) == (200, 200)
    assert Ngo.objects.count() == 1


@pytest.mark.parametrize("verb", ["nonsense", "APPROVE", "%00", "return_", "delete"])
def test_a_verb_that_is_none(client: Client, verb: str) -> None:
    row = f.PartnershipFactory(submitted=True)

    answer = client.post(page_of(row, "change").replace("change", f"review/{verb}"), {"words": "x"})

    assert answer.status_code in {400, 404}
    assert Partnership.objects.get().review_status == "submitted"


# Other forms


def test_a_partnership_that_is_nowhere(client: Client, ngo: Ngo) -> None:
    answer = client.post(page_of(Partnership, "add"), opened_new(client, Partnership, "summary").fill(ngo=ngo.pk))

    assert faults_on(answer) == {"__all__": ["Name at least a programme, an office, a country or a place."]}


def test_an_amount_without_its_currency(client: Client) -> None:
    row = f.AgreementFactory()

    assert refused(client, row, opened(client, page_of(row)).fill(amount="10")) == {
        "__all__": ["Give amount and currency (three capital letters) together, or neither."]
    }


@pytest.mark.parametrize("count", ["0", "-1", "many", "9" * 30])
def test_a_count_that_is_none(client: Client, count: str) -> None:
    row = f.UnnamedPartnersFactory()

    assert set(refused(client, row, opened(client, page_of(row)).fill(count=count))) <= {"count", "__all__"}
    assert UnnamedPartners.objects.get().count is None


def test_an_office_of_a_name_that_there_is(client: Client) -> None:
    first, second = f.FieldOfficeFactory(name="IOM Dhaka"), f.FieldOfficeFactory()

    assert set(refused(client, second, opened(client, page_of(second)).fill(name=first.name))) == {"name"}
    assert FieldOffice.objects.filter(name="IOM Dhaka").count() == 1


def test_a_user_of_an_address_that_there_is_in_another_case(client: Client) -> None:
    f.UserFactory(email="ana@iom.example")
    form = opened_new(client, User, "email").fill(email="ANA@iom.example", password1=f.PASSWORD, password2=f.PASSWORD)

    answer = client.post(page_of(User, "add"), form)

    assert answer.status_code == 200
    assert ["Somebody has this e-mail address already."] in faults_on(answer).values()


def test_a_paragraph_beyond_numbers(client: Client) -> None:
    row = f.ProgrammeFactory()
    form = opened(client, page_of(row))
    form.add("citations", document=f.SourceDocumentFactory().pk, part="annex", paragraph="99999999", sentence="x")

    assert set(refused(client, row, form)) == {"citations-0-paragraph"}
    assert Programme.objects.get().citations.count() == 0
