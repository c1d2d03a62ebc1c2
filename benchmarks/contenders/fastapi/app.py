"""The items API. Endpoints are plain functions, which FastAPI runs in its thread pool: boto3 blocks."""

import logging
import re
from http import HTTPStatus
from typing import Optional
from uuid import UUID

from botocore.exceptions import BotoCoreError, ClientError
from fastapi import FastAPI, Header, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.exceptions import HTTPException as StarletteHTTPException

import repository
from models import Item, NewItem
from signals import RequestSignals

LOG = logging.getLogger("items")
TAG = re.compile(r'"([1-9][0-9]{0,17})"')

app = FastAPI()
app.add_middleware(RequestSignals)


@app.get("/items/{id}", response_model=Item)
def get(id: UUID, response: Response, if_none_match: Optional[str] = Header(default=None)):
    item = repository.find(id)
    if item is None:
        raise HTTPException(404, "No item has this id")
    headers = validators(item)
    if if_none_match == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return item


@app.put("/items/{id}", response_model=Item)
def replace(id: UUID, content: NewItem, response: Response, if_match: Optional[str] = Header(default=None)):
    if if_match is None:
        raise HTTPException(428, "Send If-Match")
    tag = TAG.fullmatch(if_match)
    item = repository.replace(id, int(tag[1]), content) if tag else None
    if item is None:
        raise HTTPException(412, "The item is not at this version")
    LOG.info("item replaced id=%s version=%d", item.id, item.version)
    response.headers.update(validators(item))
    return item


@app.get("/health")
def health():
    return Response(status_code=200 if repository.is_ready() else 503)


@app.get("/metrics")
def metrics():
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def validators(item: Item) -> dict:
    return {"ETag": f'"{item.version}"', "Cache-Control": "private, no-cache"}


def problem(request: Request, status: int, detail: str) -> Response:
    return JSONResponse(
        {"title": HTTPStatus(status).phrase, "status": status, "detail": detail, "instance": request.url.path},
        status_code=status,
        media_type="application/problem+json",
    )


@app.exception_handler(StarletteHTTPException)
def refused(request: Request, error: StarletteHTTPException):
    return problem(request, error.status_code, error.detail)


@app.exception_handler(RequestValidationError)
def invalid(request: Request, error: RequestValidationError):
    if any(violation["loc"][0] == "path" for violation in error.errors()):
        return problem(request, 404, "No item has such an id")
    details = (f"{'.'.join(map(str, violation['loc']))}: {violation['msg']}" for violation in error.errors())
    return problem(request, 400, "; ".join(details))


@app.exception_handler(BotoCoreError)
@app.exception_handler(ClientError)
def store_failed(request: Request, error: Exception):
    LOG.error("table failed", exc_info=error)
    return problem(request, 503, "The table did not answer")
