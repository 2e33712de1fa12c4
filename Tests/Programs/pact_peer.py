#!/usr/bin/env python3
"""A customer's system, on loopback: gives a token to `peer` with `peer-secret`, keeps the events it receives, one a line.

    pact_peer.py PORT FILE
"""

import base64
import http.server
import json
import sys

port, file = int(sys.argv[1]), sys.argv[2]


class Peer(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        right = "Basic " + base64.b64encode(b"peer:peer-secret").decode()
        if self.path == "/auth/token" and self.headers["Authorization"] == right:
            return self.answer(200, {"access_token": "peer-token", "token_type": "Bearer", "expires_in": 60})
        kind = self.headers.get("Content-Type", "")
        if (self.path == "/3/events" and self.headers["Authorization"] == "Bearer peer-token"
                and kind.startswith("application/cloudevents+json")):
            with open(file, "a") as events:
                events.write(json.dumps(json.loads(body)) + "\n")
            return self.answer(200, None)
        return self.answer(401, {"code": "BadRequest", "message": "no"})

    def do_GET(self):
        self.answer(404, {"code": "NotFound", "message": "no"})

    def answer(self, status, body):
        text = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


http.server.HTTPServer(("127.0.0.1", port), Peer).serve_forever()
