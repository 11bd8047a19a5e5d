"""Records counted and added up by an engine: one expression for DuckDB, Polars, Ibis, Dask and Spark.

The expression is made of objects of narwhals and never of a text, so that nothing that a user writes is read as a query. Amounts are
added up as whole numbers of their last decimal: sums of doubles differ between engines, and between two runs of one engine, and each
import would then find revisions that nobody made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import narwhals as nw

from tracker.imports.records.tallies import DAY_ENDS, DECIMALS, TIME_AT, Ledger, Moment, Tallies, is_daily, moment_of
from tracker.model.sources import COUNT
from tracker.values import periods
from tracker.values.languages.translations import Counted, localized, write_number
from tracker.values.printable import did_you_mean, join_evenly, one_of, printable, quoted
from tracker.values.problems import InvalidInput, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tracker.model.sources import Condition, FigureRule, Source

    Explain = Callable[[Exception], Problem | None]

Answer = TypeVar("Answer")
BATCH = 60
"""How many rules one pass over the records serves; more would take more memory for each month, and save little."""

MOST_PERIODS = 40_000
"""How many different texts a column of periods may hold: as many as there are days in a century."""

_DAYS = 32  # by which the number of a month is multiplied, so that a day may be added to it
_LATER = 10_000_000  # is added to a month for the records after the day for which the source holds
_UNDATED = -1
_EXACT = 2.0**50  # up to which a double that was scaled still tells two neighbouring whole numbers apart
_CLOSE, _NOISE = 0.001, 2.0**-51  # of the last decimal, and of the amount: how far from a whole number a scaled double may lie
_SPLIT = 1 << 20
_LARGEST = (1 << 63) - 1
_NUMBER = r"^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)$"  # without groups, of which pandas warns
_EXAMPLES = 3
_SPACES = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # what str.strip() takes off
_AROUND = rf"^[{_SPACES}]+|[{_SPACES}]+$"
_FIRST_SIGN = "!"  # of the alphabet that is no space: spaces, tabs and line ends come before it
_RARE_SPACES = (("\x85", "\xa1"), ("\u1680", "\u1681"), ("\u2000", "\u3001"))  # where the others lie, but no letters
_NO_AMOUNT = Counted(
    "{rule}: {number} record without an amount of at most {decimals} decimals in {column} ({examples}); "
    "correct them, set `decimals`, or exclude such records with `where`",
    "{rule}: {number} records without an amount of at most {decimals} decimals in {column} ({examples}); "
    "correct them, set `decimals`, or exclude such records with `where`",
    "imports/no amount",
)
_NO_KEY = Counted(
    "{number} record without {columns}, which identifies a record; is this row a total? exclude it with `where`, or fill it in",
    "{number} records without {columns}, which identifies a record; is this row a total? exclude it with `where`, or fill it in",
    "imports/no key",
)
_SAME_KEY = Counted(
    "{key} stands in {columns} {number} time, and identifies a record; exclude all but one of them with `where`",
    "{key} stands in {columns} {number} times, and identifies a record; exclude all but one of them with `where`",
    "imports/same key",
)
_UNDATED_RECORDS = Counted("{column}: {problem} ({number} record)", "{column}: {problem} ({number} records)", "imports/undated")


@dataclass(frozen=True, slots=True)
class _Table:
    """The records of a source in an engine, only those that its own conditions admit; ``name`` is theirs in messages."""

    name: str
    source: Source
    limit: date
    schema: Mapping[str, nw.dtypes.DType]
    records: nw.LazyFrame[Any]


class _Amount(NamedTuple):
    """A column to be added up: in the engine as a whole number, with so many decimals, and whether a record has such a number."""

    whole: nw.Expr
    usable: nw.Expr
    decimals: int


class _Group(NamedTuple):
    """The records of one written period: its key, the last day in it, and the count and the sum of each rule."""

    key: int | str
    day: int
    counts: tuple[int, ...]
    sums: tuple[Decimal, ...]


class _EngineError(Exception):
    """What an engine says, in one line."""

    def __init__(self, cause: Exception) -> None:
        """Take the first line of what it says."""
        said = next((line.strip() for line in str(cause).splitlines() if line.strip()), type(cause).__name__)
        super().__init__(localized("cannot be read: {reason}", reason=printable(said[:300])))
        self.cause = cause


def tally_frame(
    frame: object, name: str, source: Source, rules: Sequence[FigureRule], limit: date, explain: Explain = lambda _: None
) -> Tallies:
    """Count and add up the records of a frame for each rule, in one pass for every ``BATCH`` rules.

    ``frame`` is a relation of DuckDB or a frame of Spark, Dask, Polars, Ibis or pandas; ``name`` is what messages call it. Records that
    are dated after ``limit`` are counted apart. What cannot be counted is among the problems; ``explain`` turns what the engine says into
    a problem, where it knows better than its first line.
    """
    try:
        table = _opened(frame, name, source, rules, limit)
        _check_key(table)
        return _tallies(table, rules)
    except InvalidInput as invalid:
        return Tallies(problems=tuple(invalid.problems))
    except _EngineError as error:
        return Tallies(problems=(explain(error.cause) or Problem(name, None, str(error)),))


def _opened(frame: Any, name: str, source: Source, rules: Sequence[FigureRule], limit: date) -> _Table:  # noqa: ANN401 - of any engine
    try:
        lazy = nw.from_native(frame).lazy()
    except TypeError:
        said = localized(
            "{given} is not a frame that can be read; pass one of Spark, Dask, Polars, Ibis, DuckDB or pandas",
            given=quoted(type(frame).__name__),
        )
        raise InvalidInput([Problem(name, None, said)]) from None
    schema = dict(_said_by_engine(lazy.collect_schema))
    wrong = list(_misfits(source, rules, schema))
    if wrong:
        raise InvalidInput([Problem(name, None, each) for each in wrong])
    if lazy.implementation.is_dask():  # which cannot tell apart what is unknown from what is not so, in texts that are not there
        texts = [column for column, kind in schema.items() if _is_text(kind)]
        lazy = lazy.with_columns(*(nw.col(column).cast(nw.String).fill_null("") for column in texts))
        schema |= dict.fromkeys(texts, nw.String())
    for condition in source.where:
        lazy = lazy.filter(_met(condition, schema[condition.column]))
    return _Table(name, source, limit, schema, lazy)


def _said_by_engine(ask: Callable[[], Answer]) -> Answer:
    """What an engine answers; _EngineError with the first line of what it says instead."""
    try:
        return ask()
    except Exception as error:  # noqa: BLE001 - each engine has errors of its own, and none of them may end in a traceback
        raise _EngineError(error) from None


def _misfits(source: Source, rules: Sequence[FigureRule], schema: Mapping[str, nw.dtypes.DType]) -> Iterator[str]:
    """Why columns cannot be used: they are not there, or hold something else."""
    conditions = dict.fromkeys([*source.where, *(each for rule in rules for each in rule.where)])
    amounts = dict.fromkeys(_amount_column(rule) for rule in rules)
    asked = [source.period, *(each.column for each in conditions), *amounts, *source.key]
    for column in dict.fromkeys(each for each in asked if each and each not in schema):
        yield localized("it has no column {column}; it has {columns}", column=quoted(column), columns=one_of(schema)) + did_you_mean(
            column, schema
        )
    kind = schema.get(source.period or "")
    if kind is not None and not _is_period(kind):
        yield localized(
            "{column} holds no dates and no texts ({kind}); name the column of the dates as `period`",
            column=quoted(source.period or ""),
            kind=kind,
        )
    for column in filter(None, amounts):
        if column in schema and not (schema[column].is_numeric() or _is_text(schema[column])):
            yield localized(
                "{column} holds no numbers ({kind}); name the column of the amounts as `value`", column=quoted(column), kind=schema[column]
            )
    for each in conditions:
        if each.column in schema and (message := _incomparable(each, schema[each.column])):
            yield message


def _is_text(kind: nw.dtypes.DType) -> bool:
    return isinstance(kind, (nw.String, nw.Categorical, nw.Enum))


def _is_period(kind: nw.dtypes.DType) -> bool:
    return _is_text(kind) or kind.is_integer() or isinstance(kind, (nw.Date, nw.Datetime))


def _incomparable(condition: Condition, kind: nw.dtypes.DType) -> str:
    """Why a column never holds what a condition asks for; empty where it may."""
    if _is_text(kind):
        return ""
    column = quoted(condition.column)
    if not (kind.is_numeric() or isinstance(kind, nw.Boolean)):
        return localized(
            "where: {column} holds neither texts nor numbers ({kind}), and is not compared with words", column=column, kind=kind
        )
    if condition.beginnings and not kind.is_integer():
        return localized(
            "where: {column} holds no texts ({kind}), which could begin with {beginning}",
            column=column,
            kind=kind,
            beginning=quoted(condition.beginnings[0]),
        )
    reads = _boolean if isinstance(kind, nw.Boolean) else _whole_number if kind.is_integer() else _number
    for value in filter(None, condition.values):
        if reads(value) is None:
            return localized(
                "where: {column} holds no texts ({kind}), and {given} is none of its values", column=column, kind=kind, given=quoted(value)
            )
    return ""


def _boolean(text: str) -> bool | None:
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(text.casefold())


def _whole_number(text: str) -> int | None:
    return int(text) if text.removeprefix("-").isdecimal() and str(int(text)) == text and abs(int(text)) <= _LARGEST else None


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _text(column: str, kind: nw.dtypes.DType) -> nw.Expr:
    """A column as texts without the spaces around them."""
    expression = nw.col(column)
    return _bare(expression if isinstance(kind, nw.String) else expression.cast(nw.String))


def _bare(text: nw.Expr) -> nw.Expr:
    """A text without the spaces around it, a no-break space among them; each engine has a notion of its own of what they are."""
    return text.str.replace_all(_AROUND, "")


def _may_begin_with_space(text: nw.Expr) -> nw.Expr:
    rare = ((text >= first) & (text < behind) for first, behind in _RARE_SPACES)
    return reduce(or_, rare, text < _FIRST_SIGN)


def _met(condition: Condition, kind: nw.dtypes.DType) -> nw.Expr:
    """Whether a record meets a condition; where the column is empty, this may be null, which is no."""
    column = nw.col(condition.column)
    if _is_text(kind):
        return _text_met(condition, column if isinstance(kind, nw.String) else column.cast(nw.String))
    terms = [column.cast(nw.String).str.starts_with(each) for each in condition.beginnings]
    reads = _boolean if isinstance(kind, nw.Boolean) else _whole_number if kind.is_integer() else _number
    terms += [column == reads(value) if value else column.is_null() for value in condition.values]
    return reduce(or_, terms)


def _text_met(condition: Condition, text: nw.Expr) -> nw.Expr:
    """The same of a column of texts, without the spaces around them.

    Taking spaces off ten million texts costs as much as all the rest. So they are taken off only where they may be: a text that begins
    with one lies in a few ranges of the alphabet, and one that ends with one is longer than what is asked for.
    """
    bare, may_begin = _bare(text), _may_begin_with_space(text)
    terms = [text.str.starts_with(each) | (may_begin & bare.str.starts_with(each)) for each in condition.beginnings]
    for value in condition.values:
        if value:
            terms.append((text == value) | ((text.str.starts_with(value) | may_begin) & (bare == value)))
        else:
            terms.append(text.is_null() | (may_begin & (bare == "")))
    return reduce(or_, terms)


def _amount_column(rule: FigureRule) -> str | None:
    """The column that a rule adds up; None where it counts."""
    return None if rule.value_column == COUNT else rule.value_column


def _amount(column: str, kind: nw.dtypes.DType, declared: int | None) -> _Amount:
    """A column as whole numbers of its last decimal.

    A double is scaled and rounded: 0.29 times 100 is 28.999999999999996, and 29 is meant. What lies farther from a whole number has more
    decimals than were declared; it is not usable, and neither is what is empty, not finite, or so large that doubles do not tell it from
    its neighbours.
    """
    if kind.is_integer():
        usable = nw.col(column).cast(nw.Float64).abs() <= _EXACT
        return _Amount(nw.when(usable).then(nw.col(column)).otherwise(nw.lit(0)).cast(nw.Int64), usable, 0)
    own = kind.scale if isinstance(kind, nw.Decimal) else DECIMALS
    decimals = own if declared is None else declared
    number = nw.col(column)
    if _is_text(kind):
        text = _text(column, kind)
        number = nw.when(text.str.contains(_NUMBER)).then(text).otherwise(nw.lit(None, nw.String))
    scaled = number.cast(nw.Float64) * 10.0**decimals
    rounded = scaled.round(0)
    usable = (scaled.abs() <= _EXACT) & ((scaled - rounded).abs() <= scaled.abs() * _NOISE + _CLOSE)
    return _Amount(nw.when(usable).then(rounded).otherwise(nw.lit(0.0)).cast(nw.Int64), usable, decimals)


def _key(table: _Table, *, daily: bool) -> tuple[nw.Expr, nw.Expr]:
    """The period of a record as it is grouped, and the day of the month: numbers where the column has dates, else a text."""
    period, limit = table.source.period, table.limit
    if period is None:
        return nw.lit(0), nw.lit(0)
    kind, column = table.schema[period], nw.col(period)
    if not isinstance(kind, (nw.Date, nw.Datetime)):
        text = _text(period, kind)
        day = nw.when(text.str.slice(TIME_AT, 1) == ":").then(text.str.slice(0, DAY_ENDS)).otherwise(text)
        return day.fill_null(""), nw.lit(0)
    month = column.dt.year().cast(nw.Int64) * periods.MONTHS + column.dt.month().cast(nw.Int64) - 1
    days = column.dt.day().cast(nw.Int64)
    late = month * _DAYS + days > (limit.year * periods.MONTHS + limit.month - 1) * _DAYS + limit.day
    key = month * _DAYS + (days if daily else 0)
    return nw.when(late).then(key + _LATER).otherwise(key).fill_null(_UNDATED), days.fill_null(0)


def _prepared(table: _Table, rules: Sequence[FigureRule], amounts: Mapping[str, _Amount]) -> nw.LazyFrame[Any]:
    """One row a record: its period, each amount as a whole number (``v``), whether it has none (``b``), and whether it is meant (``c``)."""
    key, day = _key(table, daily=is_daily(rules))
    columns = [key.alias("key"), day.alias("day")]
    for number, amount in enumerate(amounts.values()):
        columns.append(amount.whole.alias(f"v{number}"))
        columns.append(nw.when(amount.usable).then(nw.lit(0)).otherwise(nw.lit(1)).alias(f"b{number}"))
    for number, rule in enumerate(rules):
        terms = [_met(each, table.schema[each.column]) for each in rule.where]
        meant = nw.when(reduce(and_, terms)).then(nw.lit(1)).otherwise(nw.lit(0)) if terms else nw.lit(1)
        columns.append(meant.cast(nw.Int64).alias(f"c{number}"))
    return table.records.select(*columns)


def _if_meant(rule: int, value: nw.Expr) -> nw.Expr:
    return nw.when(nw.col(f"c{rule}") == 1).then(value).otherwise(nw.lit(0)).cast(nw.Int64)


def _added_up(prepared: nw.LazyFrame[Any], places: Sequence[int | None], *, split: bool) -> nw.LazyFrame[Any]:
    """One row a period: for each rule its count (``n``) and its sum (``s``); for each amount the largest (``x``) and how many lack (``b``).

    ``places`` are the amounts of the rules, by number. With ``split`` each amount is added up in two parts, whose sums cannot overflow:
    whole multiples of 2^20 (``h``), and the rest (``s``).
    """
    columns, totals = [nw.col("key"), nw.col("day")], [nw.col("day").max()]
    for number in sorted({place for place in places if place is not None}):
        columns += [nw.col(f"b{number}"), nw.col(f"v{number}").abs().alias(f"x{number}")]
        totals += [nw.col(f"b{number}").sum(), nw.col(f"x{number}").max()]
    for rule, place in enumerate(places):
        columns.append(nw.col(f"c{rule}").alias(f"n{rule}"))
        parts: dict[str, nw.Expr] = {}
        if place is not None:
            amount = nw.col(f"v{place}")
            high = (amount.cast(nw.Float64) / float(_SPLIT)).round(0).cast(nw.Int64)
            parts = {"h": high, "s": amount - high * _SPLIT} if split else {"s": amount}
        columns += [_if_meant(rule, part).alias(f"{letter}{rule}") for letter, part in parts.items()]
        totals += [nw.col(f"{letter}{rule}").sum() for letter in ("n", *parts)]
    return prepared.select(*columns).group_by("key").agg(*totals)


def _rows(lazy: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
    """The rows of a small result, its numbers as those of Python: neither as doubles nor through pandas, where the engine has its own."""

    def ask() -> list[Any]:
        native = lazy.to_native()
        if lazy.implementation.is_duckdb():
            return list(native.fetchall())
        return list(native.collect()) if lazy.implementation.is_pyspark() else list(lazy.collect().rows())

    names = _said_by_engine(lazy.collect_schema).names()
    return [dict(zip(names, row, strict=True)) for row in _said_by_engine(ask)]


def _groups(table: _Table, rules: Sequence[FigureRule]) -> Iterator[_Group]:
    """The records of a batch of rules, by written period."""
    names = list(dict.fromkeys(filter(None, map(_amount_column, rules))))
    amounts = {name: _amount(name, table.schema[name], table.source.decimals) for name in names}
    places = [names.index(column) if (column := _amount_column(rule)) else None for rule in rules]
    decimals = [0 if place is None else amounts[names[place]].decimals for place in places]
    prepared = _prepared(table, rules, amounts)
    rows = _exact_rows(table, prepared, places)
    if any(row[f"b{place}"] for row in rows for place in range(len(names))):
        _refuse_unusable(table, prepared, rules, amounts)
    return (_group(row, decimals) for row in rows)


def _exact_rows(table: _Table, prepared: nw.LazyFrame[Any], places: Sequence[int | None]) -> list[dict[str, Any]]:
    """The sums by period; where the largest amount times the count may not fit into 64 bits, they are added up in two parts."""
    most = MOST_PERIODS + 1
    try:
        rows = _rows(_added_up(prepared, places, split=False).head(most))
        fits = all(row[f"x{place}"] * row[f"n{rule}"] <= _LARGEST for row in rows for rule, place in enumerate(places) if place is not None)
    except _EngineError as error:
        if "overflow" not in str(error).casefold():
            raise
        fits = False
    if not fits:
        rows = _rows(_added_up(prepared, places, split=True).head(most))
    if len(rows) >= most:
        said = localized(
            "{column} has more than {most} different values; name the column of the dates as `period`",
            column=quoted(table.source.period or ""),
            most=write_number(MOST_PERIODS),
        )
        raise InvalidInput([Problem(table.name, None, said)])
    return rows


def _group(row: Mapping[str, Any], decimals: Sequence[int]) -> _Group:
    counts = tuple(int(row[f"n{rule}"]) for rule in range(len(decimals)))
    whole = [int(row.get(f"h{rule}", 0)) * _SPLIT + int(row.get(f"s{rule}", 0)) for rule in range(len(decimals))]
    return _Group(
        row["key"], int(row["day"]), counts, tuple(Decimal(each).scaleb(-power) for each, power in zip(whole, decimals, strict=True))
    )


def _refuse_unusable(table: _Table, prepared: nw.LazyFrame[Any], rules: Sequence[FigureRule], amounts: Mapping[str, _Amount]) -> None:
    """InvalidInput where a record that a rule means has no amount that can be added up, with examples of what stands there."""
    names = list(amounts)
    asked = {number: names.index(column) for number, rule in enumerate(rules) if (column := _amount_column(rule))}
    lacking = [_if_meant(rule, nw.col(f"b{place}")).alias(f"e{rule}") for rule, place in asked.items()]
    ((_, *counts),) = (
        list(row.values())
        for row in _rows(
            prepared.select(nw.lit(0).alias("key"), *lacking).group_by("key").agg(*(nw.col(f"e{rule}").sum() for rule in asked))
        )
    )
    problems = []
    for rule, count in zip(asked, counts, strict=True):
        if count:
            column = names[asked[rule]]
            shown = _examples(table, rules[rule], column, amounts[column])
            decimals = str(amounts[column].decimals)
            said = _NO_AMOUNT.format(count, rule=rules[rule].name, decimals=decimals, column=quoted(column), examples=shown)
            problems.append(Problem(table.name, None, said))
    if problems:
        raise InvalidInput(problems)


def _examples(table: _Table, rule: FigureRule, column: str, amount: _Amount) -> str:
    """What stands in a few records that a rule means and that have no usable amount."""
    meant = [_met(each, table.schema[each.column]) for each in rule.where]
    lacking = nw.when(amount.usable).then(nw.lit(0)).otherwise(nw.lit(1))
    found = table.records.select(
        nw.col(column).alias("amount"), lacking.alias("lacking"), *(each.alias(f"c{n}") for n, each in enumerate(meant))
    )
    for number in range(len(meant)):
        found = found.filter(nw.col(f"c{number}"))
    rows = _rows(found.filter(nw.col("lacking") == 1).select("amount").head(_EXAMPLES))
    return ", ".join(dict.fromkeys(localized("empty") if row["amount"] in {None, ""} else quoted(str(row["amount"])) for row in rows))


def _check_key(table: _Table) -> None:
    """InvalidInput where two records have the same key, or one has none, as the total at the end of a list."""
    key = table.source.key
    if not key:
        return
    texts = [_text(column, table.schema[column]).fill_null("").alias(f"k{number}") for number, column in enumerate(key)]
    keyed = table.records.select(*texts, nw.lit(1).cast(nw.Int64).alias("times"))
    names = [f"k{number}" for number in range(len(key))]
    counted = keyed.group_by(*names).agg(nw.col("times").sum())
    empty = reduce(and_, (nw.col(name) == "" for name in names))
    try:
        wrong = _rows(counted.filter((nw.col("times") > 1) | empty).head(_EXAMPLES))
    except _EngineError as error:
        if "out of memory" not in str(error).casefold():
            raise
        said = localized(
            "there are too many records to tell them all apart in memory; leave `key` out, and check it where the records are kept"
        )
        raise InvalidInput([Problem(table.name, None, said)]) from None
    if wrong:
        raise InvalidInput([Problem(table.name, None, _key_problem(key, [row[name] for name in names], row["times"])) for row in wrong])


def _key_problem(key: Sequence[str], values: Sequence[str], times: int) -> str:
    columns = join_evenly(map(quoted, key))
    if not any(values):
        return _NO_KEY.format(times, columns=columns)
    return _SAME_KEY.format(times, key=", ".join(quoted(each) for each in values), columns=columns)


def _tallies(table: _Table, rules: Sequence[FigureRule]) -> Tallies:
    """The sums of all batches, by month."""
    ledger, problems = Ledger(rules), dict[Problem, None]()
    for begin in range(0, len(rules), BATCH):
        for group in _groups(table, rules[begin : begin + BATCH]):
            try:
                moment = _moment(group, table)
            except ValueError as wrong:
                if any(group.counts):
                    said = _UNDATED_RECORDS.format(max(group.counts), column=quoted(table.source.period or ""), problem=str(wrong))
                    problems[Problem(table.name, None, said)] = None
                continue
            ledger.see(moment)
            for rule, (count, amount) in enumerate(zip(group.counts, group.sums, strict=True), begin):
                ledger.enter(rule, moment, count, amount)
    return ledger.tallies(problems)


def _moment(group: _Group, table: _Table) -> Moment:
    """When the records of a group fall; ValueError where their period cannot be read."""
    if isinstance(group.key, str):
        return moment_of(group.key, table.limit)
    if table.source.period is None:
        return Moment()
    if group.key == _UNDATED:
        return moment_of("", table.limit)
    late, key = divmod(group.key, _LATER)
    month = key // _DAYS
    return Moment(month, date(month // periods.MONTHS, month % periods.MONTHS + 1, group.day), bool(late))
