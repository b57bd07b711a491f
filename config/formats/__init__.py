"""How days and numbers are written, one module a language: the one home of formats (`{{ day|date:"DATE_FORMAT" }}`)."""
