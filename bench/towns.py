"""The towns: found while somebody types, told apart, and exchanged along a tour too long to be compared order by order."""

from datetime import date, timedelta
from time import perf_counter

from bench.timing import Row, median_seconds, milliseconds

RUNS = 15
TYPED = ("s", "l", "sa", "saint", "saint-de", "valence", "rodez", "ste colombe", "zzz")  # one letter is the worst
OPTIONS = 40


def rows() -> list[Row]:
    """Search the whole table as a field does at each key, and place a name; look for a better order of forty options."""
    from filage.rules.geography import find, long_tour, nearest_names
    from filage.rules.geography.towns import rows_held

    begun = perf_counter()
    many = rows_held()
    opened = perf_counter() - begun
    slowest = max(TYPED, key=lambda words: median_seconds(lambda: nearest_names(words), runs=3))
    nearest = median_seconds(lambda: nearest_names(slowest), runs=RUNS)
    placed = max(median_seconds(lambda words=words: find(words), runs=RUNS) for words in TYPED)
    found = [
        Row(f"proposer une commune parmi {many} noms (« {slowest} »)", milliseconds(nearest), "≤ 20 ms", "la plus lente"),
        Row("placer une commune par son nom", milliseconds(placed), "≤ 20 ms", "la plus lente"),
        Row("ouvrir la table, une fois par processus", milliseconds(opened)),
    ]
    if not long_tour.is_installed():
        return [*found, Row(f"un meilleur ordre de {OPTIONS} options", "pas mesuré", "", "le module de tournées n’est pas là")]
    return [*found, _order()]


def _order() -> Row:
    from filage.rules.engine import load_law
    from filage.rules.geography import find, long_tour
    from filage.rules.geography.chain import Roads, Stop

    names = (
        "Lyon Albi Aurillac Rodez Rennes Nantes Lille Nice Grenoble Dijon Nancy Metz Strasbourg Reims Amiens Rouen Caen Angers "
        "Poitiers Limoges Bordeaux Pau Tarbes Perpignan Montpellier Avignon Marseille Toulon Mulhouse Troyes Bourges Nevers "
        "Bayonne Quimper Lorient Vannes Laval Chartres Orléans Agen"
    )
    towns = [find(name)[0] for name in names.split()][:OPTIONS]
    stops = [Stop(date(2027, 3, 1) + timedelta(days=rank), town, True) for rank, town in enumerate(sorted(towns, key=str))]
    roads = Roads(load_law(), find("Toulouse")[0])
    begun = perf_counter()
    better = long_tour.shorter(roads, stops)
    seconds = perf_counter() - begun
    beside = f"{roads.chain(stops).km:.0f} km → {better.km:.0f} km"
    return Row(f"un meilleur ordre de {OPTIONS} options", milliseconds(seconds), "quelques secondes", beside)
