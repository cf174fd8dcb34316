"""The lines that are fitted to how cost grows, and what slope each should have."""

from fits import Fit

# A series, what stands on its axis, the slope that it should have and by how much that may be missed; None: any slope.
SERIES = {
    "load/pem": ("bytes of DER", 1.0, 0.1),
    "load/der": ("bytes of DER", 1.0, 0.1),
    "load/directory": ("bytes of DER", 1.0, 0.1),
    "lookup": ("roots", 0.0, 0.15),
    # Flat in work; what one asks for is all over the store, and the larger that is, the less of it in the caches.
    "union": ("roots in the larger store", 0.0, 0.25),
    "change": ("roots", 0.0, 0.15),
    "identify": ("roots", 0.0, 0.25),
    "roots": ("unrelated roots", 0.0, 0.05),
    "roots/warm": ("unrelated roots", 0.0, 0.05),
    "crl": ("entries", 0.0, 0.15),
    "names": ("names × constraints", None, None),
    "certsd": ("files", None, None),
}
# The same in words.
TITLES = {
    "load/pem": "loading a PEM file",
    "load/der": "loading a DER file",
    "load/directory": "loading a directory",
    "lookup": "finding a root by name",
    "union": "union of two stores",
    "change": "one root in and out",
    "identify": "finding a root by key identifier",
    "roots": "a chain among roots",
    "roots/warm": "a chain among roots, met before",
    "crl": "looking up a serial number",
    "names": "name constraints",
    "certsd": "resolving certs.d",
}
# From so many roots on: below that, opening a file counts for more than what is in it.
SMALLEST_LOAD = 139


def points(results, series, name):
    """Pairs of size and time: minimums, as whatever else the machine does only ever adds to them."""
    found = []
    for result in results:
        if result.get("series") != series or name not in result.get("times", {}):
            continue
        if series.startswith("load/") and result["size"] < SMALLEST_LOAD:
            continue
        found.append((result["bytes"] or result["size"], result["times"][name]["minimum"]))
    return found


def all_fits(results):
    """A fit for each series and contestant that has at least three sizes."""
    fits = []
    for series, (axis, expected, tolerance) in SERIES.items():
        names = []
        for result in results:
            if result.get("series") == series:
                names += [name for name in result["times"] if name not in names]
        for name in names:
            pairs = points(results, series, name)
            if len({size for size, _ in pairs}) < 3:
                continue
            fits.append(
                {
                    "series": series,
                    "contestant": name,
                    "axis": axis,
                    "expected": expected,
                    "tolerance": tolerance,
                    "smallest": min(pairs)[0],
                    "largest": max(pairs)[0],
                    "spread": max(time for _, time in pairs) / min(time for _, time in pairs),
                    **Fit(pairs).as_json(),
                }
            )
    return fits


def find(fits, series, name):
    return next((fit for fit in fits if fit["series"] == series and fit["contestant"] == name), None)
