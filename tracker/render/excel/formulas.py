"""The measures of docs/methods.md §2 as formulas of a spreadsheet: each over cells, undefined is an empty text.

They are for Excel 2016 and LibreOffice alike: no LET, no arrays that spill. Fields in braces are cells: the symbols of the page
(``{b}`` for B, ``{tb}`` for tB), ``{d}`` for the direction, or another measure by its key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.methods.measures import FARTHEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

AS_OF, NOW, ON_TRACK, AT_RISK = "as_of", "as_of_in_years", "on_track_from", "at_risk_from"  # the names of four cells
_EMPTY = '""'


class Live(NamedTuple):
    """A measure: the cells that must hold numbers, what must be true of them, and the formula."""

    needs: str
    where: str
    formula: str


_WAY = "{d}*({t}-{b})>0"
_ARRIVES = "{d}*({t}-{l})>=0,{years}>=0,{years}<=" + f"{FARTHEST:.0f}"
_LINEAR, _COMPOUND = "({t}-{l})/{pace_per_year}", "LN({t}/{l})/LN(1+{pace_growth})"
# The day that an instant belongs to, as in ``periods.day_of``; months count from January 1900, as Excel knows no earlier one.
_MONTHS = "(12*{years}-1E-9)"
_MONTH = f"INT{_MONTHS}-22799"
_DAY = f"DATE(1900,{_MONTH},1+INT(({_MONTHS}-INT{_MONTHS})*DAY(DATE(1900,{_MONTH}+1,0))))"
LIVE: Mapping[str, Live] = {
    "gap": Live("t l", "", "{t}-{l}"),
    "share": Live("l t", "{t}<>0", "{l}/{t}"),
    "progress": Live("b l t", _WAY, "({l}-{b})/({t}-{b})"),
    "elapsed": Live("tb tl tt", "{tt}>{tb}", "({tl}-{tb})/({tt}-{tb})"),
    "growth": Live("b l tb tl", "AND({b}>0,{l}>0,{tl}<>{tb})", "({l}/{b})^(1/({tl}-{tb}))-1"),
    "growth_per_year": Live("b l tb tl", "{tl}<>{tb}", "({l}-{b})/({tl}-{tb})"),
    "growth_1y": Live("l y", "{y}<>0", "{l}/{y}-1"),
    "growth_all": Live("e l te tl", "AND({e}>0,{l}>0,{tl}<>{te})", "({l}/{e})^(1/({tl}-{te}))-1"),
    "planned_growth": Live("b t tb tt", f"AND({{b}}>0,{{t}}>0,{{tt}}>{{tb}},{_WAY})", "({t}/{b})^(1/({tt}-{tb}))-1"),
    "planned_per_year": Live("b t tb tt", f"AND({{tt}}>{{tb}},{_WAY})", "({t}-{b})/({tt}-{tb})"),
    "required_growth": Live("l t tl tt", "AND({l}>0,{t}>0,{tt}>{tl})", "({t}/{l})^(1/({tt}-{tl}))-1"),
    "required_per_year": Live("l t tl tt", "{tt}>{tl}", "({t}-{l})/({tt}-{tl})"),
    "acceleration": Live("required_per_year pace_per_year", "{d}*{pace_per_year}>0", "{required_per_year}/{pace_per_year}"),
    "expected_linear": Live("b t elapsed", _WAY, "{b}+({t}-{b})*{elapsed}"),
    "expected_compound": Live("b t elapsed", f"AND({{b}}>0,{{t}}>0,{_WAY})", "{b}*({t}/{b})^{elapsed}"),
    "ahead_months_linear": Live("b l t tb tl tt", f"AND({{tt}}>{{tb}},{_WAY})", "12*({tb}+({tt}-{tb})*({l}-{b})/({t}-{b})-{tl})"),
    "ahead_months_compound": Live(
        "b l t tb tl tt",
        f"AND({{tt}}>{{tb}},{{b}}>0,{{l}}>0,{{t}}>0,{_WAY})",
        "12*({tb}+({tt}-{tb})*LN({l}/{b})/LN({t}/{b})-{tl})",
    ),
    "landing_linear": Live("l pace_per_year tl tt", "", "{l}+{pace_per_year}*({tt}-{tl})"),
    "landing_compound": Live("p l tp tl tt", "AND({p}>0,{l}>0,{tl}<>{tp})", "{l}*({l}/{p})^(({tt}-{tl})/({tl}-{tp}))"),
    "outcome_linear": Live("b t landing_linear", _WAY, "({landing_linear}-{b})/({t}-{b})"),
    "outcome_compound": Live("b t landing_compound", _WAY, "({landing_compound}-{b})/({t}-{b})"),
    "eta_linear": Live("arrival_linear", "", _DAY.replace("{years}", "{arrival_linear}")),
    "eta_compound": Live("arrival_compound", "", _DAY.replace("{years}", "{arrival_compound}")),
    "data_age_months": Live("tl", "", f"12*({NOW}-{{tl}})"),
    "pace_growth": Live("p l tp tl", "AND({p}>0,{l}>0,{tl}<>{tp})", "({l}/{p})^(1/({tl}-{tp}))-1"),
    "pace_per_year": Live("p l tp tl", "{tl}<>{tp}", "({l}-{p})/({tl}-{tp})"),
    "months_left": Live("tt", "", f"12*({{tt}}-{NOW})"),
    "elapsed_today": Live("tb tt", "{tt}>{tb}", f"MIN(1,MAX(0,({NOW}-{{tb}})/({{tt}}-{{tb}})))"),
    "required_per_year_from_today": Live("l t tt", f"{{tt}}>{NOW}", f"({{t}}-{{l}})/({{tt}}-{NOW})"),
    "stale": Live("data_age_months", "{data_age_months}>{stale_after}", "{out_of_date}"),
    "stale_unless_decided": Live(
        "data_age_months", "AND({data_age_months}>{stale_after},{status}<>{reached},{status}<>{missed})", "{out_of_date}"
    ),
    "arrival_linear": Live("l t tl pace_per_year", f"AND({_ARRIVES.replace('{years}', _LINEAR)})", "{tl}+" + _LINEAR),
    "arrival_compound": Live("l t tl pace_growth", f"AND({{l}}>0,{{t}}>0,{_ARRIVES.replace('{years}', _COMPOUND)})", "{tl}+" + _COMPOUND),
}

# A band: the gap is the distance to its nearer edge; beyond the far edge what is too much counts as what is too little does.
_DELIVERED = "({landing}-{b})/({t}-{b})"
_BEYOND = "1-ABS({landing}-IF({t}={from_end},{to_end},{from_end}))/ABS({t}-{b})"
_OUTCOME = (
    'IF(AND({landing}>={from_end},{landing}<={to_end}),1,IF({d}="",0,IF({d}*({t}-{b})>0,'
    f'IF({_DELIVERED}>1,{_BEYOND},{_DELIVERED}),"")))'
)
_NEAREST = "MIN(MAX({l},{from_end}),{to_end})"
BAND: Mapping[str, Live] = {
    "gap": Live("l from_end to_end", "", f"{_NEAREST}-{{l}}"),
    "progress": Live("b l t d from_end to_end", _WAY, _OUTCOME.replace("{landing}", "{l}")),
    "required_growth": Live(
        "l from_end to_end tl tt", f"AND({{l}}>0,{_NEAREST}>0,{{tt}}>{{tl}})", f"({_NEAREST}/{{l}})^(1/({{tt}}-{{tl}}))-1"
    ),
    "required_per_year": Live("l from_end to_end tl tt", "{tt}>{tl}", f"({_NEAREST}-{{l}})/({{tt}}-{{tl}})"),
    "required_per_year_from_today": Live("l from_end to_end tt", f"{{tt}}>{NOW}", f"({_NEAREST}-{{l}})/({{tt}}-{NOW})"),
    "acceleration": Live(
        "required_per_year pace_per_year l from_end to_end",
        f"SIGN({_NEAREST}-{{l}})*{{pace_per_year}}>0",
        "{required_per_year}/{pace_per_year}",
    ),
    **{
        f"outcome_{shape}": Live(f"landing_{shape} from_end to_end", "", _OUTCOME.replace("{landing}", f"{{landing_{shape}}}"))
        for shape in ("linear", "compound")
    },
}
"""The measures that a band has by formulas of its own."""


def text(words: str) -> str:
    """Words as a text in a formula, in which each mark of quotation stands twice."""
    doubled = words.replace('"', '""')
    return f'"{doubled}"'


def guarded(needs: Iterable[str], where: str, formula: str) -> str:
    """The formula where the cells it needs hold numbers and the condition holds; else, and on any error, an empty text."""
    cells = list(dict.fromkeys(needs))
    inner = f"IF({where},{formula},{_EMPTY})" if where else formula
    return f"=IFERROR(IF(COUNT({','.join(cells)})<{len(cells)},{_EMPTY},{inner}),{_EMPTY})"


def live(key: str, cells: Mapping[str, str], *, band: bool = False) -> str:
    """The formula of a measure over these cells."""
    needs, where, formula = BAND[key] if band and key in BAND else LIVE[key]
    return guarded((cells[each] for each in needs.split()), where.format_map(cells), formula.format_map(cells))
