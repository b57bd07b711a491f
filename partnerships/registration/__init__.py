"""The registration of a collaboration by an office: its questions, one a page, and what was answered."""
