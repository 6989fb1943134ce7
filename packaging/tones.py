# SPDX-License-Identifier: Apache-2.0
"""Makes the tones in `resources/sounds`: `python packaging/tones.py`. Run it again only when a tone is to change.

Soft notes that swell and fade like a struck bowl: two for a story, one for a blue warning and one more for each level
above it, higher and closer. The trap: 22,050 samples a second of 16 bits
keep half a second below 30 KB; nothing above 4 kHz is in them.
"""

import math
import struct
import wave
from pathlib import Path
from typing import Final

SOUNDS: Final = Path(__file__).resolve().parent.parent / "resources" / "sounds"
_RATE: Final = 22_050
_LOUDNESS: Final = 0.28
_SWELL: Final = 0.012
TONES: Final = {
    "story": ((659.26, 0.0), (880.0, 0.13)),
    "alert-blue": ((523.25, 0.0),),
    "alert-yellow": ((587.33, 0.0), (587.33, 0.16)),
    "alert-orange": ((698.46, 0.0), (698.46, 0.13), (880.0, 0.26)),
    "alert-red": ((880.0, 0.0), (1108.73, 0.1), (880.0, 0.2), (1108.73, 0.3)),
}
"""Notes of each tone: hertz, and when it is struck, in seconds."""
_SECONDS: Final = 0.62


def samples(notes: tuple[tuple[float, float], ...]) -> list[float]:
    """The tone from -1 to 1, :data:`_RATE` values a second; it ends at nought."""
    made: list[float] = []
    for number in range(int(_SECONDS * _RATE)):
        at = number / _RATE
        made.append(sum(_note(hertz, at - struck) for hertz, struck in notes) * min(1.0, (_SECONDS - at) / 0.08))
    return made


def _note(hertz: float, at: float) -> float:
    if at < 0:
        return 0.0
    shape = min(1.0, at / _SWELL) * math.exp(-at * 7.0)
    turn = 2 * math.pi * hertz * at
    return _LOUDNESS * shape * (math.sin(turn) + 0.18 * math.sin(2 * turn) + 0.05 * math.sin(3 * turn))


def write(name: str, folder: Path = SOUNDS) -> Path:
    """Write one tone as a WAV file and tell where."""
    path = folder / f"{name}.wav"
    values = [round(32_767 * max(-1.0, min(1.0, value))) for value in samples(TONES[name])]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(struct.pack(f"<{len(values)}h", *values))
    return path


if __name__ == "__main__":
    for one in TONES:
        print(write(one))  # noqa: T201
