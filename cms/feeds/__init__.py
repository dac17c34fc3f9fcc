"""The news for programs that read it: RSS, Atom and JSON Feed, all of it, by topic, by commune."""
