"""Where the targets of a made-up programme stand, asked with DuckDB in SQL as somebody would write it for this one programme.

python benchmarks/others/with_duckdb.py targets.yaml observations.csv 2026-11-22 answer.csv

It trusts its input, and knows two kinds of levels: a stated year, and a year with the months since then in the place of the same months.
"""

from __future__ import annotations

import sys

import duckdb
import yaml

QUESTION = """
CREATE MACRO in_units(unit) AS CASE WHEN unit LIKE 'mn %' THEN 1e6 WHEN unit LIKE 'thousand %' THEN 1e3 END;
CREATE TABLE figures AS
    SELECT id, kind, period, value,
           CASE WHEN length(period) = 4 THEN 'year' WHEN period LIKE '%/%' THEN 'to_date' WHEN period LIKE '%Q%' THEN 'quarter'
                ELSE 'month' END AS shape,
           CAST(period[:4] AS INTEGER) * 12 + CASE shape WHEN 'year' THEN 12 WHEN 'quarter' THEN 3 * CAST(period[-1:] AS INTEGER)
                                                         ELSE CAST(period[-2:] AS INTEGER) END AS ends
    FROM (SELECT target AS id, period, arg_max(value * in_units(unit), published) AS value
          FROM read_csv($observed, types = {'period': 'VARCHAR', 'value': 'DOUBLE', 'published': 'DATE'})
          WHERE published <= CAST($as_of AS DATE) GROUP BY ALL)
    JOIN targets USING (id);
CREATE TABLE levels AS
    SELECT id, ends, value FROM figures WHERE kind = 'flow' AND shape = 'year' OR kind = 'stock' AND shape = 'month'
    UNION ALL
    SELECT now.id, now.ends, whole.value + now.value - same.value
    FROM figures AS now
    JOIN figures AS same ON same.id = now.id AND same.shape = 'to_date' AND same.ends = now.ends - 12
    JOIN figures AS whole ON whole.id = now.id AND whole.shape = 'year' AND whole.ends = (now.ends - 1) // 12 * 12
    WHERE now.kind = 'flow' AND now.shape = 'to_date';
CREATE TABLE ends AS
    SELECT id, target, max(ends) AS ends, arg_max(value, ends) AS latest, max(value) FILTER (ends = 2021 * 12) AS baseline,
           (max(ends) - 2021 * 12) / 12 AS gone, (2031 * 12 - max(ends)) / 12 AS ahead
    FROM levels JOIN targets USING (id) GROUP BY ALL;
COPY (
    SELECT id, latest, target - latest AS gap, (latest - baseline) / (target - baseline) AS progress,
           (latest / baseline) ** (1 / gone) - 1 AS growth, (target / latest) ** (1 / ahead) - 1 AS required_growth,
           (latest + (latest - baseline) / gone * ahead - baseline) / (target - baseline) AS linear,
           (latest * (latest / baseline) ** (ahead / gone) - baseline) / (target - baseline) AS compound,
           CASE WHEN gap <= 0 THEN 'reached' WHEN least(linear, compound) >= 0.95 THEN 'on_track'
                WHEN greatest(linear, compound) < 0.6 THEN 'off_track' ELSE 'at_risk' END AS status
    FROM ends ORDER BY id
) TO $output (HEADER);
"""
SCALES = {"mn": 1e6, "thousand": 1e3}


def main(declared: str, observed: str, as_of: str, output: str) -> None:
    """Read the declarations, and leave all else to the database."""
    with open(declared, encoding="utf-8") as file:  # noqa: PTH123 - as a script has it
        targets = yaml.load(file, Loader=yaml.CSafeLoader)["targets"]
    connection = duckdb.connect(config={"threads": 2})
    ids, kinds, amounts = list(targets), [], []
    for entry in targets.values():
        number, scale = entry["target"].split()
        kinds.append(entry["kind"])
        amounts.append(float(number) * SCALES[scale])
    connection.execute("CREATE TABLE targets AS SELECT unnest($1) AS id, unnest($2) AS kind, unnest($3) AS target", [ids, kinds, amounts])
    for step in QUESTION.split(";\n")[:-1]:
        given = {"observed": observed, "as_of": as_of, "output": output}
        connection.execute(step, {name: value for name, value in given.items() if f"${name}" in step})


if __name__ == "__main__":
    main(*sys.argv[1:])
