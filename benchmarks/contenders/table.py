"""A made-up table for training runs: answers the same item to every call. Usage: table.py PORT"""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

item = json.loads((Path(__file__).parent / "../../contracts/item.json").read_text())
record = {name: {"S": item[name]} for name in ("id", "name", "description", "createdAt", "updatedAt")}
record |= {"pk": {"S": "ITEM#" + item["id"]}, "tags": {"L": [{"S": tag} for tag in item["tags"]]}}
record |= {name: {"S": value} for name, value in item["price"].items()}
record |= {name: {"N": str(item[name])} for name in ("quantity", "version")}

ANSWERS = {
    "GetItem": {"Item": record},
    "UpdateItem": {"Attributes": record},
    "DescribeTable": {"Table": {"TableName": "items", "TableStatus": "ACTIVE"}},
}


class Table(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # The answer leaves as one packet.

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        operation = self.headers["X-Amz-Target"].partition(".")[2]
        answer = json.dumps(ANSWERS[operation]).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Table).serve_forever()
