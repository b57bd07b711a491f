"""The pages of accounts: one's own, and those on which administrators look after other people's."""
