from tests.dashboard.conftest import client, database, engine_of_release, server, snapshot, state

__all__ = ["client", "database", "engine_of_release", "server", "snapshot", "state"]
