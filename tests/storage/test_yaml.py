from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml

from tracker.storage import yaml as yaml_text
from tracker.values.problems import InvalidInput


def read(text: str) -> yaml_text.Document:
    return yaml_text.read(text, "t.yaml")


def refused(text: str) -> str:
    try:
        problems = read(text).problems
    except InvalidInput as invalid:
        problems = invalid.problems
    assert problems
    return "\n".join(map(str, problems))


@pytest.mark.parametrize(
    "word", ["NO", "yes", "on", "TRUE", "010", "001", "12:30", "1:30:00", "1e9", "1_000", ".inf", "2030-12-31", "0x1F", "=", "<<"]
)
def test_every_word_stays_the_text_that_was_written(word: str) -> None:
    assert read(f"a: {word}\n{word}: 1\n").data == {"a": word, word: "1"}


@pytest.mark.parametrize("text", ["a: b", "a: 'b'", 'a: "b"', "a: >-\n  b", "{a: b}"])
def test_all_spellings_of_text(text: str) -> None:
    assert read(text).data == {"a": "b"}


def test_lists_and_mappings() -> None:
    assert read("a: [1, {b: c}]\nd:\n- e\n").data == {"a": ["1", {"b": "c"}], "d": ["e"]}


def test_an_empty_file_says_nothing() -> None:
    assert read("").data is None
    assert read("# only a comment\n").data is None


def test_the_line_of_each_entry() -> None:
    document = read("a:\n  b: 1\n  c:\n    - 2\n    - 3\n")
    assert [document.line(path) for path in [("a",), ("a", "b"), ("a", "c"), ("a", "c", 1), ("a", "nowhere"), ("a", "c", 9)]] == [
        1,
        2,
        3,
        5,
        1,
        3,
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("b: 2\nc: {a: 1, a: 3}", "t.yaml:2: `a` is given twice on this line"),
        ("a: 1\nb: 2\na: 3", "t.yaml:3: `a` is given twice; it stands on line 1 too"),
        ("a: 1\nb:\n", "t.yaml:2: `b` is empty"),
        ("a: ~", "t.yaml:1: `a` is empty"),
        ("a: &x 1\nb: *x", "t.yaml:2: an alias (`*x`)"),
        ("a: &a [*a]", "t.yaml:1: an alias"),
        ("a:\n\tb: 1", "t.yaml:2: not YAML: a tab"),
        ("a:\n \u00a0b: 1", "t.yaml:2: a no-break space (U+00A0)"),
        ("a: Trade: up", "t.yaml:1: not YAML: a `: ` stands inside the text"),
        ("x: 1\na: @x", "t.yaml:2: not YAML: the text begins with a character that YAML reserves"),
        ("a: %x", "t.yaml:1: not YAML: the text begins with a character"),
        ("x: 1\na: 'b", "not YAML: a quote is not closed"),
        ("a: 1\n---\nb: 2", "t.yaml:2: not YAML: a second document"),
        ("a: !!python/object/apply:os.system [ls]", "t.yaml:1: the tag"),
        ("a: !!str b", "t.yaml:1: the tag"),
        ("? [a]\n: 1", "t.yaml:1: a key must be plain text"),
        ("a: 1\nb: \x01", r"t.yaml:2: the control character `\x01`"),
        ("[1, 2", "t.yaml:1: not YAML"),
    ],
)
def test_what_is_refused_with_its_line(text: str, said: str) -> None:
    assert said in refused(text)


BOMBS = {
    "[" * 1_000_000: "t.yaml:1: nested deeper than 20 levels",
    "[" * 1_500: "t.yaml:1: nested deeper than 20 levels",  # more than the parser takes, and too few to be looked at before it is parsed
    "a: 1\nb: " + "[" * 1_500 + "]" * 1_500: "t.yaml:2: nested deeper than 20 levels",
    "a:\n" + " [\n" * 1_500: "t.yaml:21: nested deeper than 20 levels",
    "{a: " * 100_000: "t.yaml:1: nested deeper than 20 levels",
    "- " * 100_000: "t.yaml:1: nested deeper than 20 levels",
    "? " * 100_000: "t.yaml:1: nested deeper than 20 levels",
    "[" * 21 + "]" * 21: "t.yaml:1: nested deeper than 20 levels",
    "a: 1\nb: &x [*x]\n" * 1000: "t.yaml:2: an alias (`*x`); write the text out instead",
}


def test_twenty_levels_are_read() -> None:
    assert str(read("[" * 20 + "x" + "]" * 20).data) == "[" * 20 + "'x'" + "]" * 20


class Pure(yaml_text._PurePython):  # noqa: SLF001 - the parser that machines without libyaml use
    resolve = yaml_text._TextComposer.resolve  # noqa: SLF001
    descend_resolver = yaml_text._TextComposer.descend_resolver  # noqa: SLF001
    ascend_resolver = yaml_text._TextComposer.ascend_resolver  # noqa: SLF001


@pytest.fixture(params=["libyaml", "pure Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each of the two parsers; each has limits of its own and its own words for them."""
    assert yaml.__with_libyaml__
    if request.param == "pure Python":
        monkeypatch.setattr(yaml_text, "_TextComposer", Pure)
        monkeypatch.delattr(yaml, "CSafeLoader")
    return str(request.param)


@pytest.mark.parametrize(("bomb", "said"), BOMBS.items(), ids=[f"{bomb[:12]!r} {len(bomb)}" for bomb in BOMBS])
def test_bombs_are_refused_in_our_words_whatever_the_parser_says_of_them(parser: str, bomb: str, said: str) -> None:
    # libyaml alone would end the process at some 30,000 brackets, or refuse the 1,001st in its own words
    assert (parser, refused(bomb)) == (parser, said)


def test_a_limit_of_the_parser_itself_is_told_as_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def strict(text: str, **_: object) -> Iterator[yaml.Event]:
        """A parser that reads ahead, and speaks first where it finds more than a hundred brackets."""
        if text.count("[") > 100:
            mark = yaml.Mark("t.yaml", index, 0, index, "", 0)
            raise yaml.scanner.ScannerError("while going deeper", mark, "too deep for this parser", mark)
        yield from parse(text, Loader=yaml.SafeLoader)

    index, parse = 100, yaml.parse
    monkeypatch.setattr(yaml, "parse", strict)
    assert refused("[" * 10_000) == "t.yaml:1: nested deeper than 20 levels"


def test_billion_laughs() -> None:
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 12))
    assert "alias" in refused(f"l0: &l0 [x]\n{levels}")


def test_each_parser_reads_the_same(parser: str) -> None:
    text = "a: NO\nb: [1, {c: '2'}]\nd:\n  e: >-\n    f\n    g\n"
    assert (parser, read(text).data) == (parser, {"a": "NO", "b": ["1", {"c": "2"}], "d": {"e": "f g"}})
    assert "`a` is given twice" in refused("a: 1\na: 2")
    assert "empty" in refused("a:")
