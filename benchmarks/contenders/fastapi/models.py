from typing import List

from pydantic import BaseModel, Extra, conint, conlist, constr


class Price(BaseModel, extra=Extra.forbid):
    amount: constr(regex=r"[0-9]{1,12}(\.[0-9]{1,2})?\Z")
    currency: constr(regex=r"[A-Z]{3}\Z")


class NewItem(BaseModel, extra=Extra.forbid):
    name: constr(max_length=200, regex=r"\s*\S")
    description: constr(max_length=2000) = ""
    price: Price
    quantity: conint(ge=0, le=1_000_000_000)
    tags: conlist(constr(min_length=1, max_length=50), max_items=20, unique_items=True) = []


class Item(BaseModel):
    id: str
    name: str
    description: str
    price: Price
    quantity: int
    tags: List[str]
    version: int
    createdAt: str
    updatedAt: str
