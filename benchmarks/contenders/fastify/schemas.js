const price = {
  type: 'object',
  additionalProperties: false,
  required: ['amount', 'currency'],
  properties: {
    amount: { type: 'string', pattern: '^[0-9]{1,12}(\\.[0-9]{1,2})?$' },
    currency: { type: 'string', pattern: '^[A-Z]{3}$' }
  }
}

export const newItem = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'price', 'quantity'],
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 200, pattern: '\\S' },
    description: { type: 'string', maxLength: 2000, default: '' },
    price,
    quantity: { type: 'integer', minimum: 0, maximum: 1_000_000_000 },
    tags: {
      type: 'array',
      maxItems: 20,
      uniqueItems: true,
      items: { type: 'string', minLength: 1, maxLength: 50 },
      default: []
    }
  }
}

export const item = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    name: { type: 'string' },
    description: { type: 'string' },
    price: { type: 'object', properties: { amount: { type: 'string' }, currency: { type: 'string' } } },
    quantity: { type: 'integer' },
    tags: { type: 'array', items: { type: 'string' } },
    version: { type: 'integer' },
    createdAt: { type: 'string' },
    updatedAt: { type: 'string' }
  }
}

export const id = {
  type: 'object',
  properties: { id: { type: 'string', format: 'uuid' } }
}
