"""Puts the parts of operation around a server."""

import os

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from dashboard.operation import budgets, measurements
from dashboard.operation.logs import write_lines
from dashboard.operation.requests import Follower, follow, log_request
from dashboard.operation.settings import METRICS_FOLDER, Settings
from dashboard.snapshot import ReleaseReader


def operate(server: Flask, reader: ReleaseReader, settings: Settings) -> Follower:
    """Follow all requests from their very beginning; to be called before anything else looks at them."""
    write_lines(settings.log)
    budgets.register(server, store=settings.store)
    shared = bool(os.environ.get(METRICS_FOLDER))
    measurements.register(server, reader, token=settings.token, shared=shared)
    observers = (log_request, measurements.observe) if settings.token else (log_request,)
    follower = Follower(trusts_proxy=settings.proxies > 0, observers=observers)
    follow(server, follower)
    return follower


def trust_proxies(server: Flask, count: int) -> None:
    """Believe what the operator's own proxies say of address, scheme and host, and nobody else."""
    if count:
        trusted = ProxyFix(server.wsgi_app, x_for=count, x_proto=count, x_host=count)
        server.wsgi_app = trusted  # type: ignore[method-assign]
