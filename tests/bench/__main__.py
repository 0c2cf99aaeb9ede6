"""All benchmarks: `python -m tests.bench`."""

from tests.bench import reading, screens, storing

reading.main()
screens.main()
storing.main()
