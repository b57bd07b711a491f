"""What partnerships add to the words by which an NGO is found: the titles of its programmes."""

from django.db import models

from ngos.search import found_by, register_triggers


def let_programmes_be_searched(partnership: type[models.Model], programme: type[models.Model]) -> None:
    """Let NGOs be found by title and acronym of the programmes of their approved partnerships."""
    found_by(
        "programmes",
        """
        SELECT ngo_id, concat_ws(' ', title, programme.acronym), 'D'
        FROM partnerships_partnership JOIN programmes_programme AS programme ON programme.id = programme_id
        WHERE ngo_id = ANY(ids) AND review_status = 'approved' GROUP BY ngo_id, programme.id
        """,
    )
    register_triggers(
        partnership,
        "partnership",
        rows="""
        SELECT id, ngo_id, programme_id FROM {rows} WHERE review_status = 'approved' AND programme_id IS NOT NULL
        """,
        ngos="SELECT ngo_id FROM changed",
    )
    register_triggers(
        programme,
        "programme",
        rows="SELECT id, title, acronym FROM {rows}",
        ngos="""
        SELECT ngo_id FROM partnerships_partnership JOIN changed ON changed.id = programme_id
        WHERE review_status = 'approved'
        """,
    )
