import os
from datetime import datetime, timezone
from typing import Optional
from uuid import UUID, uuid4

import boto3
from botocore.config import Config

from models import Item, NewItem, Price

TABLE = os.environ["ITEMS_TABLE"]

# boto3 does not know AWS_REGION, nor AWS_ENDPOINT_URL_DYNAMODB in this version, nor a limit of a whole call: the one
# here is of an attempt.
client = boto3.client(
    "dynamodb",
    endpoint_url=os.environ.get("AWS_ENDPOINT_URL_DYNAMODB"),
    region_name=os.environ["AWS_REGION"],
    config=Config(connect_timeout=0.5, read_timeout=1.8, max_pool_connections=100, retries={"mode": "standard"}),
)


def find(id: UUID) -> Optional[Item]:
    answer = client.get_item(TableName=TABLE, Key=key(id), ConsistentRead=True)
    return item(answer["Item"]) if "Item" in answer else None


def replace(id: UUID, version: int, content: NewItem) -> Optional[Item]:
    """The new item; None if the item is not of this version."""
    now = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    try:
        answer = client.update_item(
            TableName=TABLE,
            Key=key(id),
            UpdateExpression="SET #name = :name, description = :description, amount = :amount, currency = :currency,"
            " quantity = :quantity, tags = :tags, updatedAt = :updatedAt, writeId = :writeId, version = version + :one",
            ConditionExpression="version = :version",
            ExpressionAttributeNames={"#name": "name"},
            ExpressionAttributeValues={
                ":name": {"S": content.name},
                ":description": {"S": content.description},
                ":amount": {"S": content.price.amount},
                ":currency": {"S": content.price.currency},
                ":quantity": {"N": str(content.quantity)},
                ":tags": {"L": [{"S": tag} for tag in content.tags]},
                ":updatedAt": {"S": now},
                ":writeId": {"S": str(uuid4())},
                ":one": {"N": "1"},
                ":version": {"N": str(version)},
            },
            ReturnValues="ALL_NEW",
        )
    except client.exceptions.ConditionalCheckFailedException:
        return None
    return item(answer["Attributes"])


def is_ready() -> bool:
    return client.describe_table(TableName=TABLE)["Table"]["TableStatus"] == "ACTIVE"


def key(id: UUID) -> dict:
    return {"pk": {"S": f"ITEM#{id}"}}


def item(attributes: dict) -> Item:
    return Item(
        id=attributes["id"]["S"],
        name=attributes["name"]["S"],
        description=attributes["description"]["S"],
        price=Price(amount=attributes["amount"]["S"], currency=attributes["currency"]["S"]),
        quantity=attributes["quantity"]["N"],
        tags=[tag["S"] for tag in attributes["tags"]["L"]],
        version=attributes["version"]["N"],
        createdAt=attributes["createdAt"]["S"],
        updatedAt=attributes["updatedAt"]["S"],
    )
