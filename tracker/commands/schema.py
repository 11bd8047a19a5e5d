"""``tracker schema``: the JSON Schema of targets.yaml, for editors."""

from __future__ import annotations

from tracker.commands.options import Output, emit


def schema(output: Output = None) -> None:
    """Print the JSON Schema of targets.yaml; editors complete and check the file with it."""
    import json  # noqa: PLC0415 - not for --help

    from tracker.schema import json_schema  # noqa: PLC0415

    emit(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n", output, [])
