"""Where the targets of a made-up programme stand, asked with a pandas script as somebody would write it for this one programme.

python benchmarks/others/with_pandas.py targets.yaml observations.csv 2026-11-22 answer.csv

It trusts its input, and knows two kinds of levels: a stated year, and a year with the months since then in the place of the same months.
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd
import yaml

SCALES = {"mn": 1e6, "thousand": 1e3}
BASELINE, DEADLINE = 2021 * 12, 2031 * 12  # months up to the end of 2020 and of 2030


def read_targets(path: str) -> pd.DataFrame:
    """The amount of each target in its own unit."""
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - as a script has it
        declared = yaml.load(file, Loader=yaml.CSafeLoader)["targets"]
    number, scale = zip(*(entry["target"].split() for entry in declared.values()), strict=True)
    amounts = pd.Series(number, dtype="float64").to_numpy() * np.array([SCALES[each] for each in scale])
    kinds = [entry["kind"] for entry in declared.values()]
    return pd.DataFrame({"target": amounts, "kind": kinds}, index=pd.Index(declared, name="id"))


def read_figures(path: str, as_of: str) -> pd.DataFrame:
    """The figures that hold on a day: of each period the one published last, with the month in which it ends."""
    words = dict.fromkeys(["target", "period", "unit", "published"], "category")
    rows = pd.read_csv(path, usecols=[*words, "value"], dtype=words | {"value": "float64"})
    rows["published"] = pd.to_datetime(rows["published"])
    rows = rows[rows["published"] <= as_of].sort_values("published", kind="stable")
    rows = rows.drop_duplicates(["target", "period"], keep="last")
    rows["value"] *= rows["unit"].str.split().str[0].map(SCALES).astype("float64")
    text = rows["period"].astype("str")
    quarter = text.str.contains("Q")
    last = text.str[-2:].str.lstrip("Q").astype("int64")
    month = np.where(text.str.len() == len("2025"), 12, np.where(quarter, last * 3, last))
    rows["end"] = text.str[:4].astype("int64") * 12 + month
    rows["shape"] = np.select([text.str.len() == len("2025"), text.str.contains("/"), quarter], ["year", "to_date", "quarter"], "month")
    return rows.rename(columns={"target": "id"})[["id", "shape", "end", "value"]].astype({"id": "str"})


def find_levels(figures: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """The levels of all targets: years, twelve months to a date, and of stocks the months."""
    flow = figures["id"].map(targets["kind"]) == "flow"
    years = figures[flow & (figures["shape"] == "year")]
    to_date = figures[flow & (figures["shape"] == "to_date")].copy()
    to_date["before"], to_date["year"] = to_date["end"] - 12, (to_date["end"] - 1) // 12 * 12
    same = to_date[["id", "end", "value"]].rename(columns={"end": "before", "value": "same"})
    whole = years[["id", "end", "value"]].rename(columns={"end": "year", "value": "whole"})
    moving = to_date.merge(same, on=["id", "before"]).merge(whole, on=["id", "year"])
    moving["value"] = moving["whole"] + moving["value"] - moving["same"]
    stocks = figures[~flow & (figures["shape"] == "month")]
    return pd.concat([years, moving, stocks])[["id", "end", "value"]]


def answer(targets: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    """The measures and the status of each target."""
    latest = levels.sort_values("end").drop_duplicates("id", keep="last").set_index("id")
    found = targets.assign(latest=latest["value"], end=latest["end"])
    found["baseline"] = levels[levels["end"] == BASELINE].set_index("id")["value"]
    gone, left = (found["end"] - BASELINE) / 12, (DEADLINE - found["end"]) / 12
    way = found["target"] - found["baseline"]
    found["gap"] = found["target"] - found["latest"]
    found["progress"] = (found["latest"] - found["baseline"]) / way
    found["growth"] = (found["latest"] / found["baseline"]) ** (1 / gone) - 1
    found["required_growth"] = (found["target"] / found["latest"]) ** (1 / left) - 1
    linear = found["latest"] + (found["latest"] - found["baseline"]) / gone * left
    compound = found["latest"] * (1 + found["growth"]) ** left
    outcomes = pd.concat([linear, compound], axis="columns").sub(found["baseline"], axis="index").div(way, axis="index")
    worst, best = outcomes.min(axis="columns"), outcomes.max(axis="columns")
    found["status"] = np.select([found["gap"] <= 0, worst >= 0.95, best < 0.6], ["reached", "on_track", "off_track"], "at_risk")  # noqa: PLR2004
    return found[["latest", "gap", "progress", "growth", "required_growth", "status"]]


if __name__ == "__main__":
    _, declared, observed, as_of, output = sys.argv
    targets = read_targets(declared)
    answer(targets, find_levels(read_figures(observed, as_of), targets)).to_csv(output)
