"""What every test may lean on."""

import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]

# A busy machine is no error: what takes long is no reason to fail.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

# Shells let what they start in the background ignore Ctrl-C, and all that this starts would too:
# the tests of what Ctrl-C does would wait for ever.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of `three_days`, to be read alone: copy what is to be changed."""
    from support.site import three_days

    return three_days(tmp_path_factory.mktemp("days"))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where nothing may be left out (as in CI), a skipped test fails the run.

    The articles in ../shared belong to nobody's checkout: their tests may be left out anywhere.
    """
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", ()) if reporter else ()
    missing = [each for each in skipped if "../shared" not in str(each.longrepr)]
    if os.environ.get("DIGEST_TESTS_SKIP_NOTHING") and missing:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
