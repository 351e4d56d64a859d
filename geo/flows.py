"""Modelled flows of industry (估算): who may have gained what others lost.

No statistics say from where to where an industry moved. Known are the losses and gains of places
(`geo.gradient.local_effect`); the model spreads each loss over the places that gained, the nearer
the more, so that all losses and all gains are met. The exponent of distance is not known either:
each flow comes with its range over three.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pyproj import Geod

from geo.errors import InvalidInput
from geo.indicator import Indicator, Unit

MODELLED_FLOW = Indicator(
    "modelled_flow",
    "F_ijk = a_i * b_j * max(0, -C_ik) * max(0, C_jk) * d_ij^-beta; sum_j F_ijk = max(0, -C_ik), "
    "sum_i F_ijk = max(0, C_jk); beta = 1.5, range over 1, 1.5, 2",
    Unit.PERSONS,
    "own model: doubly constrained gravity model, Wilson (1971), Environment and Planning 3, 1-32",
    modelled=True,
)

Floats = NDArray[np.float64]

BETAS = (1.0, 1.5, 2.0)
FLOW_COLUMNS = ("industry", "origin", "destination", "value", "low", "high")
MAX_ERROR = 1e-6
_TARGET_ERROR = 1e-9
_MAX_STEPS = 10_000
_GEOD = Geod(ellps="GRS80")


def modelled_flows(
    effects: pd.DataFrame, points: pd.DataFrame, betas: Sequence[float] = BETAS
) -> pd.DataFrame:
    """Flows between the places that lost and those that gained an industry.

    Where losses and gains differ in sum (places with missing figures break the balance), the larger
    side is scaled down to the smaller: no more moves than was both lost and gained.

    Parameters
    ----------
    effects : DataFrame, shape (n places, m industries)
        C_ik, persons: negative for a loss. A place with a missing effect takes no part.
    points : DataFrame
        Columns `lon`, `lat`, degrees (EPSG:4326), indexed by place; places beyond those of
        `effects` are left aside.
    betas : sequence of an odd number of float
        Exponents of distance, ascending; the middle one gives the value.

    Returns
    -------
    DataFrame
        `FLOW_COLUMNS`, one row for each industry, origin and destination: persons at the middle
        beta, and the least and most over all betas. Largest values of each industry first. Never
        from a place to itself: a place cannot have lost and gained at once.

    Raises
    ------
    InvalidInput
        If a place has no point or shares one with another, the betas do not ascend, or the
        balance is not reached within `MAX_ERROR`.
    """
    if len(betas) % 2 == 0 or not np.all(np.diff([0, *betas]) > 0):
        raise InvalidInput(f"betas must ascend from above 0 around a middle one, not {betas}")
    involved = effects.index[(effects.fillna(0) != 0).any(axis=1)]
    located = _located(points, involved)
    tables = [
        _industry_flows(str(industry), column.loc[involved], located, betas)
        for industry, column in effects.items()
        if (column < 0).any() and (column > 0).any()
    ]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=FLOW_COLUMNS)


def balanced(losses: Floats, gains: Floats, attraction: Floats) -> Floats:
    """Spread losses over gains in proportion to an attraction, so that both are met.

    Furness' method: rows and columns are scaled in turn until both fit (iterative proportional
    fitting; Deming & Stephan 1940, Annals of Mathematical Statistics 11, 427-444).

    Parameters
    ----------
    losses : ndarray, shape (n,)
        Above 0.
    gains : ndarray, shape (m,)
        Above 0, with the same sum.
    attraction : ndarray, shape (n, m)
        Above 0.

    Returns
    -------
    ndarray, shape (n, m)
        Rows sum to the losses, columns to the gains, each within `MAX_ERROR` of it.

    Raises
    ------
    InvalidInput
        If that is not reached.
    """
    balance_in = np.ones(len(gains))
    # Where no balance exists the factors outgrow all bounds; the error then stays large or is NaN.
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        for _ in range(_MAX_STEPS):
            balance_out = losses / (attraction @ balance_in)
            balance_in = gains / (balance_out @ attraction)
            reached = balance_out * (attraction @ balance_in)
            error = float(np.max(np.abs(reached / losses - 1), initial=0))
            if not error >= _TARGET_ERROR:
                break
    if not error < MAX_ERROR:
        raise InvalidInput(f"flows do not balance: rows are off by up to {error:.1e}")
    flows: Floats = balance_out[:, None] * attraction * balance_in
    return flows


def geodesic_distance_km(origins: Floats, destinations: Floats) -> Floats:
    """Distance of each origin from each destination on the ellipsoid (GRS80).

    Parameters
    ----------
    origins, destinations : ndarray, shapes (n, 2) and (m, 2)
        Longitude and latitude, degrees (EPSG:4326).

    Returns
    -------
    ndarray, shape (n, m)
        Kilometres. Karney (2013), *Algorithms for geodesics*, J. Geodesy 87, 43-55.
    """
    first = np.repeat(origins, len(destinations), axis=0)
    second = np.tile(destinations, (len(origins), 1))
    _, _, distance_m = _GEOD.inv(first[:, 0], first[:, 1], second[:, 0], second[:, 1])
    return np.reshape(distance_m, (len(origins), len(destinations))) / 1000


def _located(points: pd.DataFrame, places: pd.Index) -> pd.DataFrame:
    located = points[["lon", "lat"]].astype(np.float64).reindex(places)
    if len(lost := located.index[~np.isfinite(located.to_numpy()).all(axis=1)]):
        raise InvalidInput(f"flows need a point of each place; {lost[0]!s} has none")
    if len(same := located.index[located.duplicated()]):
        raise InvalidInput(f"flows need distances; {same[0]!s} has the same point as another place")
    return located


def _industry_flows(
    industry: str, effect: pd.Series, points: pd.DataFrame, betas: Sequence[float]
) -> pd.DataFrame:
    losses, gains = -effect[effect < 0], effect[effect > 0]
    total = min(losses.sum(), gains.sum())
    lost, gained = (side.to_numpy() * (total / side.sum()) for side in (losses, gains))
    distance_km = geodesic_distance_km(
        points.loc[losses.index].to_numpy(), points.loc[gains.index].to_numpy()
    )
    nearness = distance_km.min() / distance_km
    flows = np.stack([balanced(lost, gained, nearness**beta) for beta in betas])
    ends = ["origin", "destination"]
    pairs = pd.MultiIndex.from_product([losses.index, gains.index], names=ends)
    table = pd.DataFrame(
        {
            "industry": industry,
            "origin": pairs.get_level_values(0),
            "destination": pairs.get_level_values(1),
            "value": flows[len(betas) // 2].ravel(),
            "low": flows.min(axis=0).ravel(),
            "high": flows.max(axis=0).ravel(),
        }
    )
    return table.sort_values("value", ascending=False, kind="stable")
