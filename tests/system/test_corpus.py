"""Everything that the fuzzers ever found worth keeping, through the same functions, without the fuzzer."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT))  # fuzz/ is no part of the package
from fuzz.harness import HARNESSES

CORPUS = ROOT / "fuzz" / "corpus"


@pytest.mark.parametrize("name", list(HARNESSES))
def test_the_corpus_keeps_its_promises(name: str) -> None:
    files = sorted((CORPUS / name).iterdir())
    assert files
    broken = [f"{each.name}: {fault}" for each in files if (fault := fault_of(name, each))]
    assert broken == []


def fault_of(name: str, file: Path) -> str:
    """What a fuzzer would have reported."""
    try:
        HARNESSES[name](file.read_bytes())
    except Exception as fault:  # noqa: BLE001 - any exception is a finding
        return repr(fault)
    return ""


def test_the_harness_sees_a_broken_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fuzz.harness.amount_spellings.parse_amount", lambda _: None)
    assert fault_of("amount", next((CORPUS / "amount").iterdir())) or any(
        fault_of("amount", each) for each in (CORPUS / "amount").iterdir()
    )


def test_warnings_are_still_what_pytest_makes_of_them() -> None:
    with pytest.raises(DeprecationWarning):
        warnings.warn("a", DeprecationWarning, stacklevel=1)
