"""The evidence of each competence, the exam, its jury and its minutes."""
