"""All benchmarks: `python -m tests.bench`."""

from tests.bench import attended, model, reading, screens, storing

reading.main()
screens.main()
storing.main()
model.main()
attended.main()
