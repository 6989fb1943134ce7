# SPDX-License-Identifier: Apache-2.0
"""`classify`, `explain`: how a text feels, for scripts that have texts and no profile.

Apart from the other commands about posts because scripts start them often: what they import is what they cost. The
trap: a line that is no JSON string gets an answer too, or the answers would no longer stand beside their questions.
"""

from argparse import Namespace

import msgspec

from app.cli.keeper import Console
from app.cli.quoted_lines import lines_as_they_come, quoted_text, quoted_texts
from app.posts.post import Mood


class _Answer(msgspec.Struct):
    label: str
    score: float


def classify(args: Namespace, console: Console) -> int:
    """JSON strings in, one a line; label and score out, one a line, as soon as lines come."""
    scorer, encoder = console.keeper.scorer(), msgspec.json.Encoder()
    first, bad = 1, False
    for lines in lines_as_they_come(console.stdin):
        texts = quoted_texts(lines)
        feelings = iter(scorer.feel([text for text in texts if text is not None]))
        answers: list[_Answer | dict[str, str]] = []
        for number, text in enumerate(texts, first):
            if text is not None:
                score, mood = next(feelings)
                answers.append(_Answer(mood, score))
            elif lines[number - first].strip():
                bad = True
                said = console.texts("cli-classify-line", line=number)
                console.complain(said)
                answers.append({"error": said})
        first += len(lines)
        console.stdout.write(encoder.encode_lines(answers).decode())
        console.stdout.flush()
    return 1 if bad else 0


def explain(args: Namespace, console: Console) -> int:
    """A text in, plain or as a JSON string; its mood and what made it out."""
    given = console.stdin.read()
    quoted = quoted_text(given.encode("utf-8", "surrogatepass"))
    text = given.rstrip("\n") if quoted is None else quoted
    feeling, pieces = console.keeper.scorer().explain(text)
    if args.json:
        found = [{**piece._asdict(), "text": text[piece.start : piece.end]} for piece in pieces]
        answer = {"label": feeling.mood, "score": round(feeling.score, 4), "pieces": found}
        console.say(msgspec.json.encode(answer).decode())
        return 0
    texts = console.texts
    score = f"{feeling.score:+.2f}" if feeling.mood is not Mood.UNKNOWN else ""
    console.say(f"{texts(f'mood-{feeling.mood}')} {score}".rstrip())
    for piece in sorted(pieces, key=lambda piece: -abs(piece.push)):
        said = {"text": text[piece.start : piece.end], "push": f"{piece.push:+.2f}"}
        console.say("  " + texts(f"cli-explain-{piece.kind}", **said, word=piece.word))
    return 0
