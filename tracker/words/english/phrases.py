"""Phrases that are fields of many sentences: lists, numbers of months, and the periods of a target that applies in each."""

from __future__ import annotations

from tracker.values.languages.translations import Counted

AND = "{listed} and {last}"
AND_MORE = "{listed} and {number} more"
POINTS = Counted("{number} percentage point", "{number} percentage points")
WHOLE_MONTHS = Counted("{number} month", "{number} months")
LESS_THAN_A_MONTH = "less than a month"
WITHIN_MONTHS = Counted("within {number} month", "within {number} months")
# Of a target that applies in each period: the phrases of time that its sentences have as fields, by the length of a period.
EACH_PERIOD = {"year": "each year", "quarter": "each quarter", "month": "each month"}
IN_EACH_PERIOD = {"year": "in each year", "quarter": "in each quarter", "month": "in each month"}
IN_EVERY_PERIOD = {"year": "in every year", "quarter": "in every quarter", "month": "in every month"}
AT_EACH_END = {"year": "at the end of each year", "quarter": "at the end of each quarter", "month": "at the end of each month"}
FOR_ANY_PERIOD = {"year": "for any year", "quarter": "for any quarter", "month": "for any month"}
FOR_EACH_PERIOD = {"year": "for each year", "quarter": "for each quarter", "month": "for each month"}
ONLY_PERIOD = {"year": "the only year on record", "quarter": "the only quarter on record", "month": "the only month on record"}
IN_MET_PERIODS = {
    "year": Counted("in {met} of {number} year", "in {met} of {number} years"),
    "quarter": Counted("in {met} of {number} quarter", "in {met} of {number} quarters"),
    "month": Counted("in {met} of {number} month", "in {met} of {number} months"),
}
IN_MET_OF_ASSESSED = {
    "year": Counted("in {met} of the {number} year that can be assessed", "in {met} of the {number} years that can be assessed"),
    "quarter": Counted("in {met} of the {number} quarter that can be assessed", "in {met} of the {number} quarters that can be assessed"),
    "month": Counted("in {met} of the {number} month that can be assessed", "in {met} of the {number} months that can be assessed"),
}
IN_EACH_OF_PERIODS = {
    "year": Counted("in each of {number} year", "in each of {number} years"),
    "quarter": Counted("in each of {number} quarter", "in each of {number} quarters"),
    "month": Counted("in each of {number} month", "in each of {number} months"),
}
AND_EARLIER = {
    "year": Counted("{listed} and {number} earlier year", "{listed} and {number} earlier years"),
    "quarter": Counted("{listed} and {number} earlier quarter", "{listed} and {number} earlier quarters"),
    "month": Counted("{listed} and {number} earlier month", "{listed} and {number} earlier months"),
}
PERIOD_OUTCOME = "{period} ({amount})"
