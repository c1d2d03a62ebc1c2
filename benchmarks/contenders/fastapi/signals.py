"""Trace ids and metrics of requests."""

import logging
import re
import secrets
import time
from contextvars import ContextVar

from prometheus_client import Histogram

TRACEPARENT = re.compile(rb"00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")

trace_id: ContextVar[str] = ContextVar("trace_id", default="")
requests = Histogram("http_request_duration_seconds", "Requests", ["method", "route", "status"])


class TraceFilter(logging.Filter):
    def filter(self, record):
        record.trace_id = trace_id.get()
        return True


class RequestSignals:
    """Plain ASGI, which costs less than Starlette's BaseHTTPMiddleware."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        traceparent = TRACEPARENT.fullmatch(dict(scope["headers"]).get(b"traceparent", b""))
        trace_id.set(traceparent[1].decode() if traceparent else secrets.token_hex(16))
        start = time.perf_counter()
        status = 500

        async def observed(message):
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, observed)
        finally:
            route = scope.get("route")
            series = requests.labels(scope["method"], route.path if route else "none", status)
            series.observe(time.perf_counter() - start)
