"""Fits the weights in `data/lexicons/<language>/compiled.bin` on the invented talks, and on nothing else.

    python -m tests.talks.fit              fit on all talks and write the weights
    python -m tests.talks.fit --held-back  fit on two thirds, print the figures on the other third

Needs scikit-learn (extra `fit`); a minute on two cores. The weights file names the digest of what it was fitted on.
"""

import hashlib
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterable

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from coach.knowledge import Knowledge
from coach.labels import Labels
from coach.lexicon import Lexicon, index
from coach.reading import Parties, Reading
from coach.weights import NOTHING, encode
from data.knowledge import read_names
from tests.talks.compiling import Feature, Fitted, compiled, document, word_lists
from tests.talks.corpus import FLAGS, NORMAL, THEMES, LabelledTalk, Line, talks
from tests.talks.digest import digest

STRENGTH, STRENGTH_BAYES = 0.3, 0.1
"""How freely each of the two models may weigh words (inverse regularisation); the figures are flat around."""

SCALE = 2.0
"""Makes scores about as large as log odds, for whoever compares two of them."""

SMALLEST = {"word": 0.2, "pair": 0.35, "part": 0.6, "look": 0.1}
"""Weights below this are left out: a part counts for less than a word, since a line has ten times as many.
On other talks the figures are the same, and files are half the size."""

OWNERS = ("manager", "employee", "together")
Row = tuple[Line, LabelledTalk]
Test = Callable[[Row], bool]


def returns(row: Row) -> bool:
    """Whether the line holds the day on which they come back to it."""
    from coach.when import times

    line, talk = row
    if talk.return_date is None or line.actions:
        return False
    return any(when.day == talk.return_date for when in times(line.text, talk.date, talk.lang))


def tests() -> dict[str, tuple[Test, Test]]:
    """For each label: which lines carry it, and which lines it is fitted on."""
    everything: Test = lambda row: True  # noqa: E731  # one of many in a table
    found: dict[str, tuple[Test, Test]] = {}
    for code in THEMES:
        found[code] = (
            lambda row, code=code: code in row[0].themes,
            lambda row: row[1].kind != "dismissal" and not (row[0].actions and not row[0].themes),
        )
    for flag in FLAGS:
        found[flag] = (lambda row, flag=flag: flag in row[0].flags, everything)
    found["action"] = (lambda row: bool(row[0].actions), everything)
    for owner in OWNERS:
        found[owner] = (
            lambda row, o=owner: row[0].actions[0].owner == o,
            lambda row: len(row[0].actions) == 1,
        )
    found["return"] = (returns, everything)
    found["pay-decides"] = (
        lambda row: row[1].terms != "none",
        lambda row: "terms" in row[0].themes and row[1].exit_primary is not None and row[1].source in NORMAL,
    )
    return found


def fit(rows: list[Row], groups: list[str], knowledge: Knowledge) -> Fitted:
    """Weights from labelled lines: two linear models added up, with a threshold for each label.

    The threshold is set on authors that were not fitted on: else it would trust words that only they use.
    """
    lines = [_shares(row, knowledge) for row in rows]
    seen = Counter(feature for line in lines for feature in line)
    names = sorted(feature for feature, count in seen.items() if count > 1)
    place = {feature: n for n, feature in enumerate(names)}
    rare = np.array(
        [1.0 if kind == "look" else math.log((1 + len(rows)) / (1 + seen[kind, f])) + 1 for kind, f in names]
    )
    matrix = _matrix(lines, place).multiply(rare).tocsr()
    smallest = np.array([SMALLEST[kind] for kind, _ in names])
    authors, normal = np.array(groups), np.array([group in NORMAL for group in groups])
    labels, bias = list(tests()), []
    found = np.zeros((len(names), len(labels)))
    for n, (label, (carries, counts)) in enumerate(tests().items()):
        keep = np.array([counts(row) for row in rows])
        truth = np.array([keep[i] and carries(row) for i, row in enumerate(rows)])
        weights, start = _blend(matrix[keep], truth[keep])
        threshold = 0.0
        if label not in OWNERS:
            unseen = _unseen(matrix, truth, keep, authors)
            threshold = _best_threshold(unseen[normal & keep], truth[normal & keep])
        strong = np.where(np.abs(weights * rare) < smallest, 0.0, weights)
        left_out = float(np.mean(matrix[keep] @ (weights - strong)))
        bias.append(round(start + left_out - threshold, 4))
        found[:, n] = strong * rare
    kept = zip(names, found, strict=True)
    return Fitted(labels, bias, {feature: encode(weights) for feature, weights in kept if weights.any()})


def _unseen(matrix: csr_matrix, truth: np.ndarray, keep: np.ndarray, authors: np.ndarray) -> np.ndarray:
    """Scores of each line by a fit without its author, a fifth of the authors at a time."""
    scores, names = np.zeros(len(truth)), sorted(set(authors))
    for part in range(5):
        held = np.isin(authors, names[part::5])
        weights, start = _blend(matrix[keep & ~held], truth[keep & ~held])
        scores[held] = matrix[held] @ weights + start
    return scores


def _blend(matrix: csr_matrix, truth: np.ndarray) -> tuple[np.ndarray, float]:
    """Two models added up: one on the features, one on features by how much more often they go with the
    label than without (naive Bayes). On unseen authors 0.5 to 1 point of F1 above either alone.
    """
    with_it = np.asarray((matrix[truth] > 0).sum(axis=0)).ravel() + 1.0
    without = np.asarray((matrix[~truth] > 0).sum(axis=0)).ravel() + 1.0
    ratio = np.abs(np.log(with_it / with_it.sum()) - np.log(without / without.sum()))
    weights, start = np.zeros(matrix.shape[1]), 0.0
    for scale, strength in ((np.ones_like(ratio), STRENGTH), (ratio, STRENGTH_BAYES)):
        scaled = matrix.multiply(scale).tocsr()
        model = LogisticRegression(C=strength, class_weight="balanced", solver="liblinear", max_iter=500)
        model.fit(scaled, truth)
        spread = float(np.std(model.decision_function(scaled)))
        weights += model.coef_[0] * scale / spread
        start += float(model.intercept_[0]) / spread
    return SCALE * weights, SCALE * start


def _best_threshold(scores: np.ndarray, truth: np.ndarray) -> float:
    best, at = 0.0, 0.0
    for threshold in np.arange(-2.5, 3.5, 0.1):
        given = scores > threshold
        hit = int((given & truth).sum())
        f1 = 2 * hit / (given.sum() + truth.sum()) if hit else 0.0
        if f1 > best:
            best, at = f1, float(threshold)
    return at


def _shares(row: Row, knowledge: Knowledge) -> dict[Feature, float]:
    line, talk = row
    reading = Reading(line.text, Parties(talk.employee, talk.manager), talk.date, talk.lang)
    found: dict[Feature, float] = {}
    for kind, name, share in Labels(reading, knowledge).evidence.shares():
        found[kind, name] = found.get((kind, name), 0.0) + share
    return found


def _matrix(lines: Iterable[dict[Feature, float]], place: dict[Feature, int]) -> csr_matrix:
    ends, columns, values = [0], [], []
    for line in lines:
        for feature, share in line.items():
            if feature in place:
                columns.append(place[feature])
                values.append(share)
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(ends) - 1, len(place)))


def held_back(talk: LabelledTalk) -> bool:
    """Whether a talk belongs to the third that is kept out of the fit while developing."""
    return int(hashlib.sha256(talk.id.encode()).hexdigest(), 16) % 3 == 0


def rows_of(chosen: Iterable[LabelledTalk], lang: str) -> tuple[list[Row], list[str]]:
    """The lines of talks in one language, and the file that each is from."""
    rows = [(line, talk) for talk in chosen if talk.lang == lang for line in talk.lines]
    return rows, [talk.source for _, talk in rows]


def main() -> None:
    """Fit and write, or fit and measure."""
    everything = talks()
    for lang in ("nl", "en"):
        knowledge = Knowledge(lang, Lexicon(index(word_lists(lang))), read_names(), NOTHING)
        if "--held-back" in sys.argv:
            fitted = fit(*rows_of((t for t in everything if not held_back(t)), lang), knowledge)
            from tests.talks.measure import measure

            print(lang)
            told = Knowledge(lang, knowledge.lexicon, knowledge.names, fitted.weights)
            measure([t for t in everything if held_back(t) and t.lang == lang], told)
        else:
            fitted = fit(*rows_of(everything, lang), knowledge)
            compiled(lang).write_bytes(document(fitted, lang, digest(lang)))
            print(lang, dict(Counter(kind for kind, _ in fitted.features)))


if __name__ == "__main__":
    main()
