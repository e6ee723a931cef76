"""The shell: theme, components, navigation, and the pages that only read what the desks gave."""
