"""Writes what sets a chart into another page: lines of HTML or Markdown, addresses of images."""

from dataclasses import dataclass

from markupsafe import Markup

from dashboard.elements import el
from dashboard.embeds.asked import THEME, TITLE, Framing
from dashboard.embeds.charts import PATH
from dashboard.embeds.height import PLAIN_WIDTH, frame_height
from dashboard.graphics.chart import Graphic
from dashboard.state import written

SCRIPT, OEMBED = "/sematkan.js", "/oembed"
WIDTH = "lebar"


@dataclass(frozen=True, slots=True)
class Codes:
    """Writes all that sets one chart into other pages; ``root`` is the public address of the site."""

    graphic: Graphic
    framing: Framing
    root: str

    @property
    def frame_address(self) -> str:
        """Return the address of the chart as a document to be framed, without the site."""
        return written(f"{PATH}/{self.graphic.chart}", {**self.graphic.query, **self.framing.query})

    def page_address(self) -> str:
        """Return the address of the chart's own page, which editors that ask the site itself take."""
        return self.root + self.graphic.address("", **self._kept(THEME, TITLE))

    def oembed(self) -> str:
        """Return the address under which editors ask for the chart."""
        return self.root + written(OEMBED, {"url": self.page_address()})

    def iframe(self, *, width: int | None = None, height: int | None = None) -> Markup:
        """Return the frame alone; a width in pixels is the widest that it becomes, none fills its column."""
        limits = f";max-width:{width}px" if width else ""
        return el(
            "iframe",
            src=self.root + self.frame_address,
            title=self.graphic.title,
            loading="lazy",
            width="100%",
            height=height or frame_height(self.graphic, self.framing, width or PLAIN_WIDTH),
            style=f"border:0{limits}",
        )

    def html(self, *, width: int | None = None, height: int | None = None) -> str:
        """Return the lines that set the chart into a page; the script gives it the height that it needs."""
        script = Markup('<script async src="{}"></script>').format(self.root + SCRIPT)
        return f"{self.iframe(width=width, height=height)}\n{script}"

    def image(self, suffix: str, *, width: int | None = None, **extra: str) -> str:
        """Return the address of the chart as an image, without the site."""
        return self.graphic.address(suffix, **{**self._kept(THEME, TITLE), **_pixels(width), **extra})

    def image_html(self, *, width: int | None = None) -> str:
        """Return the lines that set the chart into a page as a linked image."""
        source = self.root + self.image("svg", width=width)
        image = el("img", src=source, alt=self.graphic.alt, loading="lazy", style="max-width:100%;height:auto")
        return str(el("a", image, href=self.page_address()))

    def markdown(self, *, width: int | None = None) -> str:
        """Return the chart as a linked image in Markdown; nothing in its words can end a part of it."""
        alt = self.graphic.alt.translate(ESCAPED)
        return f"[![{alt}]({self.root}{self.image('svg', width=width)})]({self.page_address()})"

    def _kept(self, *without_release: str) -> dict[str, str]:
        """Return what an image keeps of the framing."""
        names = {*without_release, "rilis"}
        return {name: value for name, value in self.framing.query.items() if name in names}


ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\[]"})


def _pixels(width: int | None) -> dict[str, str]:
    return {WIDTH: str(width)} if width else {}
