"""The promotion desk: the dossier and the papers that defend a project."""
