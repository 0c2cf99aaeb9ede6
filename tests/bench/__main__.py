"""All benchmarks: `python -m tests.bench`."""

from tests.bench import screens, storing

screens.main()
storing.main()
