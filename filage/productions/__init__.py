"""The shared nouns of the office: structures, people, venues, productions, dates, embauches and deals."""
