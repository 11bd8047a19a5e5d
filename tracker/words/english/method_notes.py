"""The notes on methods at the end of a report."""

from __future__ import annotations

METHOD = {
    "notation": "B is the baseline, L the latest level and T the target; t with one of these letters is the instant it refers to, in years, at the end of its period. What cannot be computed is left out, never entered as zero.",
    "levels": "The level at an instant of an amount that accrues over time, such as trade turnover, is the total of the twelve months that end there. Year-to-date figures give it by addition and subtraction, without a forecast: 2024 + January–September 2025 − January–September 2024.",
    "reporters": "Figures of different reporters are never combined. Of several figures for one period, the one published last counts. A figure counts from the day of its publication, or from the end of its period where no day is given.",
    "progress": "Gap = T − L. Progress = (L − B) / (T − B), rounded down.",
    "elapsed": "Time elapsed = (tL − tB) / (tT − tB), at the date of the latest figure, not of the report.",
    "elapsed_today": "Time elapsed as of a day = (day − tB) / (tT − tB).",
    "required_per_year_from_today": "Required change a year from a day on = (T − L) / (tT − day), if nothing has changed since the latest figure; for a level at a date, not for a total over a period.",
    "growth": "Growth a year = (L / B)^(1 / (tL − tB)) − 1, the compound annual growth rate since the baseline; as an amount, (L − B) / (tL − tB).",
    "required_growth": "Required growth a year = (T / L)^(1 / (tT − tL)) − 1; as a constant yearly change, (T − L) / (tT − tL). Both count from the date of the latest figure. The required path at an instant t between is L + (T − L) × s or L × (T / L)^s with s = (t − tL) / (tT − tL).",
    "landing_linear": "The pace since the baseline is projected to the deadline in two ways: L + (L − B) / (tL − tB) × (tT − tL) at a constant yearly change, and L × (L / B)^((tT − tL) / (tL − tB)) at a constant growth rate. The projected progress, (projection − B) / (T − B), gives the status: on track where both projections reach {on_track} or more, off track where both stay below {at_risk}, at risk otherwise.",
    "outcome": "Reached: the latest figure at or before the deadline meets the target. Missed: the first figure at or after the deadline does not. Without a deadline the only assessment is whether the target has been reached.",
}
"""The notes on methods: those of a measure stand where some target has it, the others always."""
METHOD_OF_FORM = {
    "range": "Of a range, T is the end nearer to the baseline.",
    "band": "A target range is met anywhere between its edges. Its gap is the distance to the nearer edge, and its progress the share of the distance between the baseline and that edge that has been covered.",
    "relative": "A target stated as a change on the baseline is a level: T = factor × B.",
    "growth": "A target of growth a year is a level at its deadline: T = B × (1 + rate)^(tT − tB).",
    "recurring": "A target that applies in each period is assessed period by period: one missed period is a miss, and no pace is projected.",
    "total": "A total adds up all figures since its start. It has no growth rate, so its pace is an amount a year.",
    "event": "For an event, the only question is whether it has happened by its deadline.",
    "rank": "A place in a ranking is a whole number and has no growth rate, so its pace is a number of places a year.",
}
METHOD_PACE = "Where a target states the number of years over which its pace is measured, that pace is projected instead of the pace since the baseline."
METHOD_DECREASE = "Where a decrease is intended, the same formulas apply; growth and required growth are then below zero, and the gap is shown without its sign."
