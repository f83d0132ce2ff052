"""What the tables of the public database are made of: their common metadata, and columns that many of them have."""

from sqlalchemy import Column, Date, ForeignKey, MetaData, String, Table, Text, UniqueConstraint

metadata = MetaData()


def released(name: str, *columns: Column[object], key: tuple[str, ...]) -> Table:
    """Declare a table whose rows belong to a release; ``key`` is unique within one."""
    return Table(
        name,
        metadata,
        Column("release_id", String(16), ForeignKey("release.release_id", ondelete="CASCADE"), nullable=False),
        *columns,
        UniqueConstraint("release_id", *key, name=f"{name}_key"),
    )


def code(name: str, *, nullable: bool = False) -> Column[object]:
    """Declare a column for a short code."""
    return Column(name, String(32), nullable=nullable)


def texts(*names: str, nullable: bool = False) -> tuple[Column[object], ...]:
    """Declare columns for texts of any length."""
    return tuple(Column(name, Text, nullable=nullable) for name in names)


def source_columns() -> tuple[Column[object], ...]:
    """Declare where a record was published, and what is to be said of it."""
    return (
        *texts("source_url", "source_publisher"),
        Column("source_published", Date, nullable=False),
        *texts("note", nullable=True),
    )
