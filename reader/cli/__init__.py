"""The command line: open the reader, or do one thing without a screen; stdout is data, stderr is talk."""


def main() -> int:
    raise SystemExit("glosse: the command line is not built yet")
