"""Sends what schemathesis makes as the TLS proxy of the service would, each request for another client."""

import itertools
import os

import schemathesis
from schemathesis.core import NOT_SET

clients = itertools.count()


@schemathesis.hook
def before_call(context, case, kwargs):
    # Asks for a method that a path does not have, with the body of another: the service refuses any GET with a body.
    if case.method.upper() == "GET" != case.operation.method.upper():
        case.body = NOT_SET
        case.media_type = None
    client = next(clients)
    headers = case.headers if case.headers is not None else {}
    headers["Host"] = "api.e2e.test"
    headers["X-Forwarded-Proto"] = "https"
    headers["X-Forwarded-For"] = f"10.{client >> 16 & 255}.{client >> 8 & 255}.{client & 255}"
    case.headers = headers


@schemathesis.auth()
class Operator:
    def get(self, case, context):
        return os.environ["OPERATIONS_TOKEN"]

    def set(self, case, token, context):
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {token}"}
