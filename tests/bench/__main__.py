"""All benchmarks: `python -m tests.bench`."""

from tests.bench import model, reading, screens, storing

reading.main()
screens.main()
storing.main()
model.main()
