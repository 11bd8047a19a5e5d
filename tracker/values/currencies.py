"""Currencies: their codes (ISO 4217), and the signs and words of four languages by which the files may name them."""

from __future__ import annotations

from functools import lru_cache

from tracker.values.input.input_words import counts_people, folded

CODES = frozenset(
    """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC
    CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD
    JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD
    NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP
    SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XDR XOF XPF YER ZAR ZMW ZWG
    """.split()  # noqa: SIM905 - a list of 160 codes is read as lines
)

ALSO_WORDS = frozenset({"ALL", "TOP"})
"""Codes that a table may well write in another sense: in a column of units, ALL means every unit and not the lek of Albania."""

WORDS = {
    **dict.fromkeys(("$", "us$", "dollar", "dollars", "us dollar", "us dollars"), "USD"),
    **dict.fromkeys(("долл", "долл.", "долл. сша", "долл сша", "доллар", "доллара", "долларов", "доллар сша", "долларов сша"), "USD"),
    **dict.fromkeys(("ақш доллары", "aqsh dollari", "ақш долл.", "ақш долл"), "USD"),
    **dict.fromkeys(("€", "евро", "euro", "euros", "еуро", "yevro"), "EUR"),
    **dict.fromkeys(("£",), "GBP"),
    **dict.fromkeys(("₽", "руб", "руб.", "р.", "рублей", "рубль", "рубля"), "RUB"),
    **dict.fromkeys(("₸", "тг", "тг.", "тенге", "теңге"), "KZT"),
    **dict.fromkeys(("сум", "сўм", "soʻm", "so'm", "so‘m"), "UZS"),
}
"""The signs and words of currencies -> their codes."""


def currency(unit: str) -> str:
    """A unit, or the code of the currency that it names in words or by its sign."""
    return WORDS.get(folded(unit), unit)


@lru_cache(maxsize=1024)
def is_money_or_people(unit: str) -> bool:
    """Whether a unit is a currency (by its code, its sign or its word) or counts people, in one of the four languages."""
    return currency(unit) in CODES or counts_people(unit)
