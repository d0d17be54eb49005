"""`python -m digest`, and the program that is installed."""


def main() -> None:
    """Processes that are started to help import this module, and need no command line."""
    from digest.cli import main

    main()


if __name__ == "__main__":
    main()
