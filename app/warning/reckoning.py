# SPDX-License-Identifier: Apache-2.0
"""The same arithmetic for one watch and for many, so that what is learnt stands in the code once.

Used by `baseline` and `hours`, which work hour by hour: a call of numpy costs a microsecond however little there is
to work on, so one watch, as in a file of counts, is reckoned in plain numbers, in a tenth of the time. The trap: both
must come to the same last bit, so squares are products (`**` rounds otherwise), and nothing may be divided by 0.
"""

import math
from collections.abc import Callable
from typing import Any, Final, Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from app.warning.memory import Floats

Number = TypeVar("Number", float, Floats)
"""A number of one watch, or of each of many, (watches,)."""


class Reckoning(NamedTuple, Generic[Number]):
    """What numbers and arrays do not have in common."""

    least: Callable[[Any, Any], Number]
    most: Callable[[Any, Any], Number]
    root: Callable[[Any], Number]
    either: Callable[[Any, Any, Any], Number]
    """The second where the first holds, else the third."""
    some: Callable[[Any], bool]
    """Whether it holds, or is not 0, for any watch."""
    taken: Callable[[NDArray[Any]], Number]
    """From an array (watches,); a copy."""
    given: Callable[[Number], Floats]
    """As an array (watches,)."""
    table: Callable[[NDArray[Any]], Any]
    """An array (watches, places) by place; what is written there is written in the array."""
    number: Callable[[Any], Number]
    """From an entry of such a table."""
    each: Callable[[NDArray[Any]], Any]
    """An array (…, watches), to be gone through."""


ONE: Final[Reckoning[float]] = Reckoning(
    least=min, most=max, root=math.sqrt, either=lambda holds, this, that: this if holds else that, some=bool,
    taken=lambda array: float(array[0]), given=lambda number: np.array([number]),
    table=lambda array: memoryview(array[0]), number=lambda entry: entry, each=lambda array: array[..., 0].tolist(),
)  # fmt: skip

MANY: Final[Reckoning[Floats]] = Reckoning(
    least=np.minimum, most=np.maximum, root=np.sqrt, either=np.where, some=np.any,
    taken=np.array, given=np.asarray,
    table=np.transpose, number=lambda array: array.astype(np.float64), each=np.asarray,
)  # fmt: skip
