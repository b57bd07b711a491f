"""Pages of the API that stay where they are while rows come and go."""

from rest_framework.pagination import CursorPagination


class StableCursorPagination(CursorPagination):
    """An opaque cursor over the code, which every record has and which never changes."""

    ordering = "code"
    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"
