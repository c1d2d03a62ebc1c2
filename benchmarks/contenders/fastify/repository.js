import { randomUUID } from 'node:crypto'
import {
  ConditionalCheckFailedException,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand
} from '@aws-sdk/client-dynamodb'

const TableName = process.env.ITEMS_TABLE

// Region, credentials and endpoint are found by the SDK, which keeps connections alive.
const client = new DynamoDBClient({
  retryMode: 'standard',
  requestHandler: {
    connectionTimeout: 500,
    httpAgent: { keepAlive: true, maxSockets: 100 },
    httpsAgent: { keepAlive: true, maxSockets: 100 }
  }
})

const call = command => client.send(command, { abortSignal: AbortSignal.timeout(1800) })
const key = id => ({ pk: { S: `ITEM#${id}` } })

const item = attributes => ({
  id: attributes.id.S,
  name: attributes.name.S,
  description: attributes.description.S,
  price: { amount: attributes.amount.S, currency: attributes.currency.S },
  quantity: Number(attributes.quantity.N),
  tags: attributes.tags.L.map(tag => tag.S),
  version: Number(attributes.version.N),
  createdAt: attributes.createdAt.S,
  updatedAt: attributes.updatedAt.S
})

/** The item; undefined if there is none. */
export async function find (id) {
  const { Item } = await call(new GetItemCommand({ TableName, Key: key(id), ConsistentRead: true }))
  return Item && item(Item)
}

/** The new item; undefined if the item is not of this version. */
export async function replace (id, version, content) {
  try {
    const { Attributes } = await call(new UpdateItemCommand({
      TableName,
      Key: key(id),
      UpdateExpression: 'SET #name = :name, description = :description, amount = :amount, currency = :currency, ' +
        'quantity = :quantity, tags = :tags, updatedAt = :updatedAt, writeId = :writeId, version = version + :one',
      ConditionExpression: 'version = :version',
      ExpressionAttributeNames: { '#name': 'name' },
      ExpressionAttributeValues: {
        ':name': { S: content.name },
        ':description': { S: content.description },
        ':amount': { S: content.price.amount },
        ':currency': { S: content.price.currency },
        ':quantity': { N: String(content.quantity) },
        ':tags': { L: content.tags.map(tag => ({ S: tag })) },
        ':updatedAt': { S: new Date().toISOString() },
        ':writeId': { S: randomUUID() },
        ':one': { N: '1' },
        ':version': { N: version }
      },
      ReturnValues: 'ALL_NEW'
    }))
    return item(Attributes)
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined
    throw error
  }
}

export async function isReady () {
  const { Table } = await call(new DescribeTableCommand({ TableName }))
  return Table.TableStatus === 'ACTIVE'
}
