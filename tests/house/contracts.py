"""A desk is entered by its doors only: no module outside a desk imports any other of its modules."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class DeskDoors(Contract):
    """Refuse every import, from outside a desk, of one of its modules that is not below a door."""

    type_name = "doors"

    desks = fields.StringField()
    doors = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Walk every import of a module that lives in a desk and keep those that miss the doors."""
        broken = [
            {"importer": importer, "imported": imported, "line": graph.get_import_details(importer=importer, imported=imported)}
            for imported in sorted(graph.find_descendants(self.desks))
            for importer in sorted(graph.find_modules_that_directly_import(imported))
            if self._misses_the_doors(importer, imported)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def _misses_the_doors(self, importer: str, imported: str) -> bool:
        desk, *inside = imported.removeprefix(f"{self.desks}.").split(".")
        home = f"{self.desks}.{desk}"
        comes_from_the_desk = importer == home or importer.startswith(f"{home}.")
        return not comes_from_the_desk and (not inside or inside[0] not in self.doors)

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line an import, with its place in the code."""
        for found in check.metadata["broken"]:
            lines = ", ".join(f"l. {detail['line_number']}" for detail in found["line"])
            output.print_error(f"{found['importer']} -> {found['imported']} ({lines})")
            output.new_line()
