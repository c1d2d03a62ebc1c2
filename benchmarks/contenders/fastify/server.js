import { randomBytes } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import Fastify from 'fastify'
import metrics from 'fastify-metrics'
import { find, isReady, replace } from './repository.js'
import * as schemas from './schemas.js'

const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/
const TAG = /^"([1-9][0-9]{0,17})"$/

const app = Fastify({
  logger: true,
  disableRequestLogging: true,
  requestIdLogLabel: 'traceId',
  genReqId: request => TRACEPARENT.exec(request.headers.traceparent)?.[1] ?? randomBytes(16).toString('hex'),
  // Fastify would drop unknown members and turn types into others.
  ajv: { customOptions: { removeAdditional: false, coerceTypes: false } }
})

await app.register(metrics, { endpoint: '/metrics', routeMetrics: { enabled: { histogram: true, summary: false } } })

const problem = (request, reply, status, detail) =>
  reply.code(status).type('application/problem+json')
    .send({ title: STATUS_CODES[status], status, detail, instance: request.url })

app.setNotFoundHandler((request, reply) => problem(request, reply, 404, 'No resource has this path'))

app.setErrorHandler((error, request, reply) => {
  if (error.validationContext === 'params') return problem(request, reply, 404, 'No item has such an id')
  if (error.statusCode < 500) return problem(request, reply, error.statusCode, error.message)
  request.log.error(error, 'request failed')
  const status = error.$metadata || error.name === 'AbortError' ? 503 : 500
  return problem(request, reply, status, 'The request could not be served')
})

const answer = (reply, item) => reply
  .header('ETag', `"${item.version}"`)
  .header('Cache-Control', 'private, no-cache')

app.get('/items/:id', { schema: { params: schemas.id, response: { 200: schemas.item } } }, async (request, reply) => {
  const item = await find(request.params.id)
  if (!item) return problem(request, reply, 404, 'No item has this id')
  answer(reply, item)
  return request.headers['if-none-match'] === `"${item.version}"` ? reply.code(304).send() : item
})

app.put('/items/:id', {
  schema: { params: schemas.id, body: schemas.newItem, response: { 200: schemas.item } }
}, async (request, reply) => {
  const ifMatch = request.headers['if-match']
  if (ifMatch === undefined) return problem(request, reply, 428, 'Send If-Match')
  const version = TAG.exec(ifMatch)?.[1]
  const item = version && await replace(request.params.id, version, request.body)
  if (!item) return problem(request, reply, 412, 'The item is not at this version')
  request.log.info({ id: item.id, version: item.version }, 'item replaced')
  answer(reply, item)
  return item
})

app.get('/health', async (request, reply) => reply.code(await isReady() ? 200 : 503).send())

process.once('SIGTERM', () => app.close())
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
