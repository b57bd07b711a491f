"""The pages of the registry; they stand in this room, as each of them shows partnerships."""
