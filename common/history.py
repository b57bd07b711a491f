"""History of every row, written by PostgreSQL triggers.

Each tracked model has an event table: one row for each insert, update and delete, whoever made it and by
whatever means (a form, the API, a bulk update, raw SQL). The context of an event says who and through what.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
from django.db import models

ModelT = TypeVar("ModelT", bound=type[models.Model])


def tracked(*, leave_out: tuple[str, ...] = ()) -> Callable[[ModelT], ModelT]:
    """Record each insert, update and delete of the model's rows, except in the columns left out.

    Generated columns repeat others and are never recorded.
    """

    def track(model: ModelT) -> ModelT:
        generated = [field.name for field in model._meta.local_fields if field.generated]
        wrap: Any = pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            obj_field=pghistory.ObjForeignKey(related_name="history", related_query_name="history"),
            exclude=[*generated, *leave_out],
        )
        wrapped: ModelT = wrap(model)
        return wrapped

    return track
