"""All benchmarks: `python -m tests.bench`."""

from tests.bench import attended, model, reading, screens, searching, storing

reading.main()
screens.main()
storing.main()
searching.main()
model.main()
attended.main()
