"""What the pages show: one module gathers it for a reader, and its view in `partnerships/views` asks for it."""
