"""The emotion curve: a monotone cubic through its points, which never rises above a peak nor falls below a dip.

Slopes follow F. N. Fritsch and J. Butland, "A method for constructing local monotone piecewise cubic interpolants",
SIAM J. Sci. Stat. Comput. 5 (1984).
"""

from __future__ import annotations

from collections.abc import Sequence

from cjdesigner.draw.shapes import Command

Point = tuple[float, float]


def slopes(points: Sequence[Point]) -> list[float]:
    """dy/dx at each point; x must ascend strictly."""
    count = len(points)
    if count < 2:
        return [0.0] * count
    steps = [points[i + 1][0] - points[i][0] for i in range(count - 1)]
    rises = [(points[i + 1][1] - points[i][1]) / steps[i] for i in range(count - 1)]
    found = [0.0] * count
    for i in range(1, count - 1):
        before, after = rises[i - 1], rises[i]
        if before * after > 0:
            near, far = steps[i - 1] + 2 * steps[i], 2 * steps[i - 1] + steps[i]
            found[i] = (near + far) / (near / before + far / after)
    return found


def segments(points: Sequence[Point]) -> list[tuple[Point, Point, Point, Point]]:
    """The cubic Bézier pieces between neighbouring points."""
    slope = slopes(points)
    pieces = []
    for i in range(len(points) - 1):
        (x0, y0), (x1, y1) = points[i], points[i + 1]
        third = (x1 - x0) / 3
        pieces.append(
            ((x0, y0), (x0 + third, y0 + slope[i] * third), (x1 - third, y1 - slope[i + 1] * third), (x1, y1))
        )
    return pieces


def line(points: Sequence[Point]) -> tuple[Command, ...]:
    """The curve as an outline to stroke."""
    if not points:
        return ()
    return (("M", points[0]), *(("C", (*b, *c, *d)) for _, b, c, d in segments(points)))


def areas(points: Sequence[Point], zero: float) -> tuple[tuple[Command, ...], tuple[Command, ...]]:
    """What lies between the curve and the level ``zero``: the outlines where y is less, and where it is more."""
    less: list[Command] = []
    more: list[Command] = []
    for piece in segments(points):
        for a, b, c, d in _split(piece, zero):
            middle = (a[1] + 3 * b[1] + 3 * c[1] + d[1]) / 8
            side = less if middle < zero else more
            if abs(middle - zero) > 0.01:
                side += [("M", (a[0], zero)), ("L", a), ("C", (*b, *c, *d)), ("L", (d[0], zero)), ("Z", ())]
    return tuple(less), tuple(more)


Piece = tuple[Point, Point, Point, Point]


def _split(piece: Piece, zero: float) -> list[Piece]:
    """The piece cut where it crosses the level: at most once, since it is monotone."""
    start, end = piece[0][1] - zero, piece[3][1] - zero
    if start * end >= 0:
        return [piece]
    # The height above the level as a polynomial of t, whose sign halves where the crossing may be.
    _, second, third, _ = (point[1] - zero for point in piece)
    once, twice, thrice = 3 * (second - start), 3 * (start - 2 * second + third), end - start + 3 * (second - third)
    t, step = 0.0, 0.5
    for _ in range(40):
        further = t + step
        if (start + further * (once + further * (twice + further * thrice))) * start > 0:
            t = further
        step /= 2
    return list(_cut(piece, t + step))


def _cut(piece: Piece, t: float) -> tuple[Piece, Piece]:
    def mix(p: Point, q: Point) -> Point:
        return p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t

    a, b, c, d = piece
    ab, bc, cd = mix(a, b), mix(b, c), mix(c, d)
    abc, bcd = mix(ab, bc), mix(bc, cd)
    middle = mix(abc, bcd)
    return (a, ab, abc, middle), (middle, bcd, cd, d)
