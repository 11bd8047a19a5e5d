"""Why the system refuses something, in words."""

from __future__ import annotations

import pytest

from tracker.values import languages
from tracker.values.system_errors import explain, explain_alone


@pytest.mark.parametrize("code", ["en", "ru", "kk", "uz"])
def test_an_error_without_a_reason_has_no_words(code: str) -> None:
    languages.use(code)
    assert (explain(OSError()), explain_alone(OSError())) == ("", "")


def test_a_frequent_reason_is_said_in_the_language_of_the_answer() -> None:
    languages.use("ru")
    assert explain_alone(FileNotFoundError(2, "No such file or directory")) == "Нет такого файла или папки"
    assert explain(OSError(999, "Strange {error}")) == "strange {error}"
