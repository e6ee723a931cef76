"""Write a vehicle of the house, or a service that opens a date to more people; take one away."""

from typing import Any

from filage.core.changes import ChangeSet
from filage.desks.logistics.models import AccessService, Vehicle
from filage.productions.operations import next_rank, refuse_unless_editor


def write_vehicle(vehicle: Vehicle, *, by: Any, **fields: Any) -> Vehicle:
    """Write a vehicle of the house."""
    refuse_unless_editor(by, vehicle)
    return _write(vehicle, fields, by, f"véhicule : {fields['name']}")


def remove_vehicle(vehicle: Vehicle, *, by: Any) -> None:
    """Take a vehicle away; its journeys stay, without it."""
    refuse_unless_editor(by, vehicle)
    ChangeSet.delete(vehicle).apply(by=by, why=f"véhicule supprimé : {vehicle.name}"[:300])


def write_service(service: AccessService, *, by: Any, **fields: Any) -> AccessService:
    """Write a service that opens a date to more people."""
    refuse_unless_editor(by, service.activity)
    return _write(service, fields, by, f"accessibilité : {fields['kind']}")


def remove_service(service: AccessService, *, by: Any) -> None:
    """Take a service away."""
    refuse_unless_editor(by, service.activity)
    ChangeSet.delete(service).apply(by=by, why=f"accessibilité : {service} retiré"[:300])


def _write[Row: (Vehicle, AccessService)](row: Row, fields: dict[str, Any], by: Any, why: str) -> Row:
    if not row._state.adding:
        ChangeSet.on(row, **fields).apply(by=by, why=why[:300])
        return row
    for name, value in fields.items():
        setattr(row, name, value)
    row.rank = next_rank(type(row).objects.within(row.organisation_id))
    ChangeSet.create(row).apply(by=by, why=why[:300])
    return row
