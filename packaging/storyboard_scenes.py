"""The scenes of the storyboard, each by its name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QTransform
from storyboard_frame import (
    COOL,
    FAR,
    GAIN,
    GROUND,
    HEIGHT,
    INK,
    LINE,
    MIST,
    PAIN,
    PAPER,
    STONE,
    THIN,
    WARM,
    WIDTH,
    Frame,
    box,
    outline,
    oval,
    tube,
)
from storyboard_people import bubble, cup, hand, head, phone, sleeve, trunk


def badge(frame: Frame, x: float, y: float) -> None:
    """An assistant's badge on its ribbon, hanging from the collar."""
    frame.line(f"M {x - 26} {y} L {x - 6} {y + 60} L {x + 18} {y + 6}", THIN)
    frame.shape(box(x - 26, y + 58, 40, 29, 5), PAPER, THIN)


def stand(frame: Frame, x: float, y: float) -> None:
    """What a phone stands in, on a table at ``y``."""
    frame.shape(f"M {x - 25} {y} L {x - 16} {y - 22} L {x + 16} {y - 22} L {x + 25} {y} Z")


def school_gate(frame: Frame) -> None:
    """She needs her phone at the school gate, and it is dying."""
    far = THIN
    frame.shape("M 34 404 L 34 188 L 150 116 L 266 188 L 266 404 Z", MIST, far, FAR)
    frame.shape(oval(150, 184, 22, 22), PAPER, far, FAR)
    frame.line("M 150 198 L 150 184 L 160 190", far, FAR)
    for x in (70, 182):
        frame.shape(box(x, 236, 48, 56, 4), PAPER, far, FAR)
        frame.line(f"M {x + 24} 236 L {x + 24} 292", far, FAR)
    frame.line("M 694 404 L 694 330", 10, STONE)
    frame.shape(oval(696, 286, 46, 62), MIST, far, FAR)
    frame.fill(box(0, 404, WIDTH, 66), MIST)
    frame.line(f"M 0 404 L {WIDTH} 404", far, STONE)
    for x in range(-6, 300, 30):
        frame.line(f"M {x} 330 L {x} 428", far, FAR)
    frame.line("M -6 346 L 294 346", far, FAR)
    frame.line("M -6 414 L 294 414", far, FAR)
    frame.shape(box(290, 312, 18, 122, 5), STONE, far, FAR)

    for x in (404, 452):
        frame.shape(box(x - 17, 396, 34, 90, 6), INK)
    coat = outline(
        "M 398 172 C 368 178 350 194 344 224 C 336 282 326 350 320 412 Q 424 432 530 412 C 526 350 514 268 500 214 "
        "C 490 188 472 176 448 172 Z"
    )
    frame.shape(coat.united(tube([(478, 208), (552, 244), (588, 176)], 44)), WARM)
    frame.shape("M 402 146 L 402 176 Q 424 198 446 176 L 446 146 Z", PAPER)
    frame.shape(
        "M 386 168 C 398 192 450 192 462 168 C 478 178 476 204 456 214 "
        "C 436 222 410 220 394 212 C 374 202 372 180 386 168 Z"
    )
    frame.line("M 428 220 L 428 424", THIN)
    for y in (262, 312):
        frame.fill(oval(444, y, 5.5, 5.5), INK)
    sleeve(frame, coat, [(376, 222), (346, 290), (352, 350)], 40, WARM)
    hand(frame, 353, 372, 17)
    head(frame, "sanne", (424, 104), 60, 0.75, -0.7)
    place = phone(frame, (616, 112), 126, 9)
    frame.line(place.map(box(-17, -14, 31, 26, 4)), 4.5, INK)
    frame.fill(place.map(box(14, -6, 4, 10, 1)), INK)
    frame.fill(place.map(box(-12.5, -9, 6, 16, 1)), PAIN)
    frame.line("M 674 66 L 700 52", 6, PAIN)
    frame.line("M 684 106 L 714 108", 6, PAIN)
    frame.line("M 676 146 L 700 160", 6, PAIN)
    frame.shape(oval(592, 166, 20, 18))

    for x in (278, 310):
        frame.shape(box(x - 13, 430, 26, 50, 4), INK)
    dress = outline("M 270 346 C 252 352 246 380 240 444 Q 292 454 346 444 C 342 390 336 352 318 346 Z")
    frame.shape(dress, COOL)
    sleeve(frame, dress, [(312, 368), (334, 386), (350, 400)], 26, COOL)
    hand(frame, 358, 408, 13)
    head(frame, "girl", (293, 292), 50, 0.5, 0.4)
    shirt = outline("M 572 400 C 552 406 548 430 544 490 L 640 490 C 638 430 632 406 612 400 Z")
    frame.shape(shirt, COOL)
    sleeve(frame, shirt, [(576, 430), (546, 422), (524, 404)], 25, COOL)
    hand(frame, 516, 396, 13)
    head(frame, "boy", (591, 350), 48, -0.5, 0.7)


def bird(frame: Frame, x: float, y: float, size: float, colour: str) -> None:
    """A bird on a twig, around its breast."""
    place = QTransform().translate(x, y).scale(size, size)
    frame.line(place.map(outline("M -1.5 0.86 C -0.6 0.7 0.6 1 1.5 0.78")), 4.5)
    frame.line(place.map(outline("M -0.1 0.5 L -0.16 0.84 M 0.2 0.5 L 0.18 0.84")), 4)
    frame.shape(
        place.map(
            outline(
                "M 1.28 -0.5 L 0.94 -0.36 C 0.98 0.2 0.6 0.62 0.06 0.6 C -0.36 0.58 -0.6 0.4 -0.86 0.2 L -1.5 0.36 "
                "L -1.3 -0.02 C -0.8 -0.1 -0.3 -0.3 0.02 -0.62 C 0.2 -0.9 0.62 -1 0.86 -0.74 Z"
            )
        ),
        colour,
        4.5,
    )
    frame.line(place.map(outline("M -0.7 0.1 C -0.3 0.34 0.16 0.26 0.34 -0.1")), 4, PAPER)
    frame.fill(place.map(oval(0.58, -0.5, 0.1, 0.1)), PAPER)


def good_advice(frame: Frame) -> None:
    """An assistant asks what he uses it for: birds."""
    for y in (92, 196, 300):
        frame.line(f"M -6 {y} L {WIDTH + 6} {y}", THIN, STONE)
        for x in range(20 + (y % 40), WIDTH, 58):
            frame.shape(box(x, y - 48, 26, 46, 5), MIST if (x + y) % 3 else PAPER, THIN, STONE)
    frame.fill(box(258, 10, 226, 140, 30), GROUND)
    joris = trunk(frame, "joris", (176, 176), 66, COOL, 480)
    head(frame, "joris", (176, 172), 66, 0.85, 0.6)
    adviser = trunk(frame, "adviser", (600, 168), 64, MIST, 480)
    head(frame, "adviser", (600, 162), 64, -0.85, 0.8)
    badge(frame, 600, 258)
    bubble(frame, 280, 20, 196, 128, (250, 150))
    bird(frame, 378, 84, 43, GAIN)
    frame.shape(box(-20, 392, WIDTH + 40, 110, 0), STONE)
    for x, turn in ((354, -4), (424, 4)):
        stand(frame, x, 392)
        phone(frame, (x, 322), 96, turn)
    sleeve(frame, joris, [(106, 306), (120, 388), (216, 384)], 48, COOL)
    hand(frame, 246, 378, 20)
    sleeve(frame, adviser, [(668, 300), (660, 398), (570, 392)], 46, MIST)
    hand(frame, 540, 388, 19)


def at_the_window(frame: Frame) -> None:
    """The van drives past her house."""
    frame.fill(box(0, 0, WIDTH, HEIGHT), MIST)
    frame.fill(box(286, 44, 428, 306), PAPER)
    for x, top in ((296, 132), (392, 104), (488, 138), (584, 110), (676, 136)):
        frame.shape(
            f"M {x - 50} 260 L {x - 50} {top + 34} L {x} {top} L {x + 46} {top + 34} L {x + 46} 260 Z",
            GROUND,
            THIN,
            STONE,
        )
        frame.shape(box(x - 26, top + 52, 20, 26, 2), MIST, THIN, STONE)
        frame.shape(box(x + 8, top + 52, 20, 26, 2), MIST, THIN, STONE)
    frame.fill(box(286, 258, 428, 92), STONE)
    for x in (330, 430, 530, 630):
        frame.line(f"M {x} 322 L {x + 46} 322", 5, PAPER)
    # the van
    for y, start in ((192, 330), (224, 352), (256, 324)):
        frame.line(f"M {start} {y} L {start + 62} {y}", LINE, PAIN)
    frame.shape("M 432 160 L 582 160 L 582 280 L 432 280 Q 424 280 424 272 L 424 168 Q 424 160 432 160 Z", PAIN)
    frame.shape("M 582 186 L 628 186 Q 638 186 644 196 L 664 234 L 664 272 Q 664 280 656 280 L 582 280 Z", PAPER)
    frame.shape("M 596 200 L 624 200 L 642 234 L 596 234 Z", MIST)
    frame.shape("M 476 206 L 504 194 L 532 206 L 532 236 L 504 248 L 476 236 Z", PAPER, 4)
    frame.line("M 476 206 L 504 218 L 532 206 M 504 218 L 504 248", 4)
    for x in (470, 620):
        frame.shape(oval(x, 282, 25, 25), INK)
        frame.fill(oval(x, 282, 10, 10), PAPER)
    # the window
    for path in ("M 286 44 L 714 44 L 714 350 L 286 350 Z", "M 286 112 L 714 112"):
        frame.line(path, 16, INK)
        frame.line(path, 7, PAPER)
    frame.shape(box(258, 350, 500, 20, 4))
    # the clock
    frame.shape(oval(58, 66, 38, 38))
    frame.line("M 58 66 L 58 42 M 58 66 L 76 76", LINE)
    sanne = trunk(frame, "sanne", (182, 184), 70, WARM, 490)
    head(frame, "sanne", (182, 178), 70, 1.0, -0.6)
    sleeve(frame, sanne, [(108, 326), (122, 436), (232, 450)], 50, WARM)
    sleeve(frame, sanne, [(254, 326), (268, 432), (326, 388)], 50, WARM)
    cup(frame, 356, 398, steam=False)
    hand(frame, 338, 378, 21)


def locked_out(frame: Frame) -> None:
    """A code goes to the phone that is wiped already."""
    frame.fill(box(0, 0, WIDTH, HEIGHT), STONE)
    frame.fill(outline("M 366 96 L 130 352 L 690 352 L 454 96 Z"), GROUND)
    frame.shape(box(570, 46, 128, 138, 4), INK, LINE)
    frame.line("M 634 46 L 634 184 M 570 114 L 698 114", LINE, STONE)
    frame.fill(oval(668, 82, 15, 15).subtracted(oval(661, 77, 13, 13)), PAPER)
    frame.shape(oval(96, 106, 44, 44))
    frame.line("M 96 106 L 76 88 M 96 106 L 130 108", LINE)
    frame.line("M 410 -4 L 410 44")
    frame.shape("M 384 44 L 436 44 Q 470 64 474 100 L 346 100 Q 350 64 384 44 Z", COOL)
    joris = trunk(frame, "joris", (270, 206), 66, COOL, 480)
    head(frame, "joris", (276, 204), 66, 0.7, -0.8, down=True)
    frame.shape(box(-20, 372, WIDTH + 40, 120, 0), PAPER)
    sleeve(frame, joris, [(198, 340), (152, 426), (214, 330)], 48, COOL)
    frame.shape(outline("M 202 300 C 196 270 210 254 226 250 C 240 252 244 268 240 290 C 238 310 214 318 202 300 Z"))
    sleeve(frame, joris, [(346, 336), (372, 416), (300, 430)], 48, COOL)
    hand(frame, 276, 430, 20)
    # two phones on the table, a cable between them
    frame.line("M 468 352 C 470 420 568 420 566 356", LINE)
    phone(frame, (468, 296), 128, -6, STONE)
    place = phone(frame, (568, 296), 128, 6, PAPER)
    frame.shape(place.map(box(-13, -6, 26, 22, 4)), PAIN, 3.5)
    frame.line(place.map(outline("M -8 -6 L -8 -14 C -8 -24 8 -24 8 -14 L 8 -6")), 4.5)
    cup(frame, 660, 400, steam=False)
    frame.shape("M 404 424 L 500 416 L 514 458 L 410 466 Z", GROUND, THIN)
    for x, y in ((430, 443), (448, 441), (466, 440), (484, 438)):
        frame.fill(oval(x, y, 4.5, 4.5), INK)


def message_in_time(frame: Frame) -> None:
    """A message on her watch; no need to hurry home."""
    frame.fill(oval(628, 118, 46, 46), WARM)
    frame.fill(outline("M 0 300 C 120 250 260 262 380 286 C 520 310 640 270 752 284 L 752 430 L 0 430 Z"), MIST)
    for x, high in ((96, 96), (650, 84), (706, 60)):
        frame.line(f"M {x} 330 L {x} {330 - high * 0.5}", 8, STONE)
        frame.shape(oval(x, 300 - high * 0.6, high * 0.32, high * 0.48), GROUND, THIN, FAR)
    frame.fill(box(0, 424, WIDTH, 60), STONE)
    frame.line(f"M 0 426 L {WIDTH} 426", THIN, FAR)
    # wheels
    for x, radius in ((176, 66), (628, 44)):
        y = 428 - radius
        frame.shape(oval(x, y, radius, radius), GROUND, 7)
        for dx, dy in ((1, 0), (0, 1), (0.7, 0.7), (0.7, -0.7)):
            r = radius - 8
            frame.line(f"M {x - dx * r} {y - dy * r} L {x + dx * r} {y + dy * r}", 2, FAR)
        frame.fill(oval(x, y, 8, 8), INK)
    # the far leg, then the frame of the cycle
    frame.shape(tube([(240, 258), (316, 282), (296, 352)], 40), STONE)
    frame.line("M 176 362 L 286 386 L 340 402 L 400 402", 8)
    frame.line("M 286 386 L 232 264", 8)
    frame.line("M 176 362 L 240 286", 7)
    frame.line("M 286 386 L 372 300 L 352 218", 8)
    frame.line("M 320 222 L 352 216 L 362 226", 9)
    frame.shape(box(204, 248, 62, 18, 9), INK)
    # the children and their box
    for who, x, y, facing, mood in (("girl", 462, 236, 0.5, 0.9), ("boy", 556, 252, 0.6, 0.9)):
        frame.shape(box(x - 42, y + 40, 84, 80, 24), COOL)
        head(frame, who, (x, y), 48, facing, mood)
    frame.shape("M 388 298 L 640 298 L 606 404 L 406 404 Z", PAPER)
    frame.line("M 400 338 L 628 338", THIN)
    frame.line("M 606 330 L 628 384", 8)
    # Sanne
    body = outline("M 246 160 C 214 166 202 200 200 264 Q 236 282 282 266 C 290 220 294 186 282 166 Z")
    frame.shape(tube([(238, 262), (318, 304), (284, 386)], 42), INK)
    frame.shape(box(268, 388, 60, 20, 10), PAPER)
    frame.shape(tube([(262, 196), (300, 236), (340, 220)], 30), WARM)
    hand(frame, 350, 216, 13)
    frame.shape(body, WARM)
    frame.shape("M 250 128 L 246 160 Q 264 176 284 160 L 282 128 Z")
    head(frame, "sanne", (268, 88), 50, 0.9, 0.9)
    sleeve(frame, body, [(244, 192), (286, 232), (346, 168)], 34, WARM)
    frame.line("M 338 162 L 352 178", 13, INK)
    hand(frame, 360, 152, 15)
    bubble(frame, 408, 30, 150, 106, (372, 132))
    frame.line("M 450 84 L 474 108 L 518 58", 13, GAIN)


def side_by_side(frame: Frame) -> None:
    """They move his things across together."""
    frame.line("M 376 -4 L 376 44", THIN, FAR)
    frame.shape("M 354 44 L 398 44 Q 430 62 434 96 L 318 96 Q 322 62 354 44 Z", MIST, THIN, FAR)
    frame.line("M -6 112 L 84 112 M 680 112 L 760 112", THIN, FAR)
    for x in (10, 46, 696):
        frame.shape(box(x, 52, 28, 58, 6), MIST, THIN, FAR)
    joris = trunk(frame, "joris", (156, 178), 66, COOL, 480)
    head(frame, "joris", (156, 174), 66, 0.75, 0.7, down=True)
    adviser = trunk(frame, "adviser", (598, 170), 64, MIST, 480)
    head(frame, "adviser", (598, 164), 64, -0.75, 0.8)
    badge(frame, 598, 260)
    frame.shape(box(-20, 384, WIDTH + 40, 110, 0), PAPER)
    sleeve(frame, joris, [(88, 306), (80, 404), (166, 412)], 48, COOL)
    hand(frame, 197, 412, 20)
    sleeve(frame, adviser, [(666, 300), (676, 406), (590, 412)], 46, MIST)
    hand(frame, 560, 412, 20)
    frame.line("M 322 384 C 322 446 430 446 430 384")
    for x in (322, 430):
        stand(frame, x, 392)
    old = phone(frame, (322, 312), 122, -5)
    new = phone(frame, (430, 312), 122, 5)
    for place in (old, new):
        frame.line(place.map(outline("M -14 18 L -3 -2 L 5 9 L 9 3 L 15 18 Z")), 4)
        frame.fill(place.map(oval(9, -14, 5, 5)), INK)
    frame.line("M 328 218 C 346 178 404 176 424 208", 8, GAIN)
    frame.line("M 428 184 L 426 212 L 399 209", 8, GAIN)
    cup(frame, 252, 458)
    cup(frame, 494, 458)


def two_left(frame: Frame) -> None:
    """Four questions on the sofa, and two phones left."""
    frame.line("M 90 380 L 90 150", 6, FAR)
    frame.shape("M 58 90 L 122 90 L 142 150 L 38 150 Z", MIST, THIN, FAR)
    frame.shape(box(120, 214, 540, 220, 46), COOL)
    sanne = trunk(frame, "sanne", (322, 160), 62, WARM, 420)
    head(frame, "sanne", (322, 156), 62, 0.7, 0.9, down=True)
    # a blanket over her knees, a bear that fell asleep first
    frame.shape(
        "M 196 372 C 240 336 420 340 470 380 C 520 410 540 440 548 480 L 170 480 C 168 440 176 396 196 372 Z", PAPER
    )
    for x in (250, 330, 410):
        frame.line(f"M {x} 372 L {x - 10} 470", THIN, STONE)
    frame.line("M 186 420 L 530 424", THIN, STONE)
    sleeve(frame, sanne, [(254, 284), (250, 366), (326, 358)], 46, WARM)
    sleeve(frame, sanne, [(390, 284), (420, 366), (368, 352)], 46, WARM)
    phone(frame, (348, 322), 84, 6, PAPER)
    hand(frame, 328, 350, 18)
    hand(frame, 372, 348, 18)
    frame.shape(box(92, 300, 82, 170, 36), COOL)
    frame.shape(box(610, 300, 82, 170, 36), COOL)
    bubble(frame, 444, 34, 270, 136, (404, 176))
    for x, kept in ((486, False), (546, True), (612, True), (672, False)):
        colour = GAIN if kept else STONE
        frame.shape(box(x - 20, 62, 40, 78, 9), PAPER, 6 if kept else 5, colour)
        if kept:
            frame.line(f"M {x - 9} 102 L {x - 2} 110 L {x + 10} 92", 6, GAIN)
    # the bear
    for x in (532, 578):
        frame.shape(oval(x, 290, 13, 13), WARM)
    frame.shape(oval(556, 392, 40, 46), WARM)
    frame.shape(oval(555, 314, 37, 34), WARM)
    frame.shape(oval(555, 326, 16, 12), PAPER, THIN)
    frame.fill(oval(555, 321, 5, 4), INK)
    for x in (540, 570):
        frame.line(f"M {x - 6} 306 Q {x} 312 {x + 6} 306", 4)


def brings_a_neighbour(frame: Frame) -> None:
    """Back at the shop, with a neighbour."""
    frame.shape(box(430, 96, 292, 400, 0), MIST, THIN, FAR)
    frame.shape(box(470, 130, 212, 380, 4), GROUND, THIN, FAR)
    frame.fill(box(0, 430, WIDTH, 40), MIST)
    for i in range(6):
        x = 396 + i * 60
        frame.shape(
            f"M {x} 34 L {x + 60} 34 L {x + 60} 84 C {x + 60} 112 {x} 112 {x} 84 Z", GAIN if i % 2 else PAPER, LINE
        )
    frame.line("M 396 34 L 760 34")
    neighbour = trunk(frame, "neighbour", (104, 204), 58, WARM, 480)
    head(frame, "neighbour", (104, 200), 58, 0.9, 0.5)
    joris = trunk(frame, "joris", (272, 196), 62, COOL, 480)
    head(frame, "joris", (272, 192), 62, 0.7, 0.8)
    sleeve(frame, neighbour, [(60, 320), (64, 420), (74, 500)], 42, WARM)
    sleeve(frame, joris, [(208, 316), (206, 420), (212, 500)], 46, COOL)
    adviser = trunk(frame, "adviser", (586, 210), 60, MIST, 480)
    head(frame, "adviser", (586, 204), 60, -0.8, 0.9)
    badge(frame, 586, 298)
    sleeve(frame, adviser, [(648, 332), (652, 420), (646, 500)], 44, MIST)
    sleeve(frame, adviser, [(526, 330), (492, 400), (438, 374)], 44, MIST)
    sleeve(frame, joris, [(336, 318), (364, 392), (412, 372)], 46, COOL)
    frame.shape(oval(433, 364, 19, 17))
    frame.shape(oval(417, 367, 20, 16))
    frame.line("M 420 352 Q 434 346 441 356", LINE)


SCENES: dict[str, Callable[[Frame], None]] = {
    "school-gate": school_gate,
    "good-advice": good_advice,
    "at-the-window": at_the_window,
    "locked-out": locked_out,
    "two-left": two_left,
    "message-in-time": message_in_time,
    "side-by-side": side_by_side,
    "brings-a-neighbour": brings_a_neighbour,
}
