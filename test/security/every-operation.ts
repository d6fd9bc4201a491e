/** A good call of every operation of every connector, built from the tables, so that a new operation is tested without being named. */
import type { Connector, Operation, VendorId } from '../../src/connectors/contract.ts'
import { connectors } from '../../src/connectors/registry.ts'
import type { NewPin } from '../../src/gateway/ledger/pins.ts'
import type { CallOptions } from '../harness/call.ts'
import type { TestGateway } from '../harness/gateway.ts'

export interface Route {
  readonly name: string
  readonly connector: Connector
  readonly operation: Operation
  /** With `/openai` or its like before it. */
  readonly path: string
}

/** One stand-in behind every connector. */
export function everyVendorAt(origin: string): Readonly<Partial<Record<VendorId, string>>> {
  return Object.fromEntries([...connectors.keys()].map((vendor) => [vendor, origin]))
}

/** Where an operation is mounted: at the connector's own path, or at that of one of its services. */
function mountOf(connector: Connector, { service }: Operation): string {
  return connector.services?.find(({ id }) => id === service)?.mount ?? connector.mount
}

/** Operations that a call can reach: none that is closed, and none that a switch of config has to open. */
export function openOperations({ operations }: Connector): readonly Operation[] {
  return operations.filter(({ closed, needs }) => closed === undefined && needs === undefined)
}

/** What paths have to name as the test's endpoint has it. */
const PLACE: Readonly<Record<string, string>> = { project: 'test-project', location: 'europe-west4' }

/** Models of a vendor whose models decide the place; an operation takes the first that its table lets it have. */
const PLACED_MODELS = [
  'qwen.qwen3-32b-v1',
  'amazon.nova-lite-v1',
  'eu.anthropic.claude-sonnet-4-5-20250929-v1',
  'meta.llama3-8b-v1',
  'mistral.mistral-large-v1',
  'amazon.titan-embed-text-v2',
  'cohere.embed-multilingual-v3',
]

function modelOf({ placesByModel }: Connector, { models }: Operation): string {
  if (placesByModel !== true) return 'chat-dep'
  return PLACED_MODELS.find((model) => models?.test(model) ?? true) ?? 'none'
}

/** One route for each path template of each operation. */
export const ROUTES: readonly Route[] = [...connectors.values()].flatMap((connector) =>
  openOperations(connector).flatMap((operation) =>
    operation.paths.map((template) => ({
      name: `${connector.vendor}.${operation.id} ${template}`,
      connector,
      operation,
      path:
        mountOf(connector, operation) +
        template.replaceAll(
          /\{\+?([a-z_]+)\}/g,
          (_whole, name: string) => PLACE[name] ?? modelOf(connector, operation),
        ),
    })),
  ),
)

/** Whether the call takes from the tenant what its path names. */
export function ends({ operation }: Route): boolean {
  return operation.names?.some(({ to }) => to === 'end') ?? false
}

/** Gives the tenant the objects that these routes name, so that their plain calls are good ones; what a call deleted, again. */
export async function pinNamed(
  { gateway, runtime }: Pick<TestGateway, 'gateway' | 'runtime'>,
  routes: readonly Route[] = ROUTES,
  id = 'chat-dep',
): Promise<void> {
  const pins = routes.flatMap(({ connector, operation }) =>
    (operation.names ?? []).flatMap(({ kind, only }): readonly NewPin[] => {
      const endpoint = runtime.endpoints.get(`${connector.vendor}-test`)
      // Names of models are config's, unless somebody made them.
      if (endpoint === undefined || (only !== undefined && !only.test(id))) return []
      return [
        {
          tenant: 'acme',
          vendor: connector.vendor,
          kind,
          id,
          endpoint: endpoint.id,
          upstream: endpoint.upstream.id,
          operation: operation.id,
          createdAt: 1,
          expiresAt: undefined,
        },
      ]
    }),
  )
  if (!(await gateway.ledger.pins.keep(pins))) throw new Error('an object is another tenant’s')
}

/** More than one call can carry: fields beside those that the operation needs, by where they go. */
export interface Extra {
  readonly fields?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: readonly string[]
  /** What stands in each place that a text can be in, in JSON; a greeting without it. */
  readonly text?: string
}

const BOUNDARY = 'every-operation-boundary'

/** Good calls of a route, one for each kind of body that it takes. */
export function callsOf({ operation, path }: Route, extra: Extra = {}): readonly CallOptions[] {
  const query = new URLSearchParams(extra.query).toString()
  const options = {
    path: query === '' ? path : `${path}?${query}`,
    method: operation.method,
    headers: [...(extra.headers ?? [])],
  }
  switch (operation.body) {
    case 'none':
      // Without it Node announces a body that it does not send.
      if (operation.method === 'POST') options.headers.push('content-length', '0')
      return [options]
    case 'binary':
      return [
        {
          ...options,
          headers: [...options.headers, 'content-type', 'application/octet-stream'],
          body: Buffer.from('RIFF'),
        },
      ]
    case 'json_or_bytes':
      return [
        { ...options, body: jsonBody(operation, extra) },
        {
          ...options,
          headers: [...options.headers, 'content-type', 'application/octet-stream'],
          body: JSON.stringify(jsonBody(operation, extra)),
        },
      ]
    case 'json':
      return [{ ...options, body: jsonBody(operation, extra) }]
    case 'json_or_form':
      return [{ ...options, body: jsonBody(operation, extra) }, form(options, jsonBody(operation, extra))]
    case 'multipart':
      return [multipart(options, operation, extra)]
    default:
      throw new Error('no connector lists an operation that takes anything')
  }
}

/** The routing members and one text in each place that a text can be in. */
function jsonBody(
  { request }: Operation,
  { fields, text = 'hello' }: Extra,
): Readonly<Record<string, unknown>> {
  const body: Record<string, unknown> = {}
  if (request?.model !== undefined) body[request.model] = 'chat-dep'
  for (const { path } of request?.turns ?? []) {
    const [root = ''] = path.split(/[.[]/)
    if (root === 'messages') body['messages'] = [{ role: 'user', content: text }]
    else if (root !== 'prediction') body[root] = path === root ? text : [text]
  }
  if (request?.verbatim.includes('target_lang') === true) body['target_lang'] = 'DE'
  return { ...body, ...fields }
}

function form(options: CallOptions, fields: Readonly<Record<string, unknown>>): CallOptions {
  const pairs = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    for (const each of Array.isArray(value) ? value : [value])
      pairs.append(name, typeof each === 'string' ? each : JSON.stringify(each))
  }
  return {
    ...options,
    headers: [...(options.headers ?? []), 'content-type', 'application/x-www-form-urlencoded'],
    body: pairs.toString(),
  }
}

function multipart(options: CallOptions, operation: Operation, { fields }: Extra): CallOptions {
  const [file = 'file'] = Object.keys(operation.multipart?.files ?? {})
  const model = operation.multipart?.model
  const texts = { ...(model === undefined ? {} : { [model]: 'chat-dep' }), ...fields }
  const parts = Object.entries(texts).map(
    ([name, value]) =>
      `content-disposition: form-data; name="${name}"\r\n\r\n${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  parts.push(
    `content-disposition: form-data; name="${file}"; filename="audio.wav"\r\ncontent-type: audio/wav\r\n\r\nRIFF`,
  )
  return {
    ...options,
    headers: [...(options.headers ?? []), 'content-type', `multipart/form-data; boundary=${BOUNDARY}`],
    body: `${parts.map((part) => `--${BOUNDARY}\r\n${part}\r\n`).join('')}--${BOUNDARY}--\r\n`,
  }
}

/** An answer that fits every operation well enough. */
export function fittingAnswer(url: string): object {
  if (url.includes('/translate')) return { translations: [{ detected_source_language: 'EN', text: 'hallo' }] }
  return {
    object: 'list',
    id: 'chat-dep',
    glossary_id: 'chat-dep',
    style_id: 'chat-dep',
    document_id: 'chat-dep',
    glossaries: [],
    style_rules: [],
    improvements: [],
    upload_url: 'https://cdn.assemblyai.com/upload/chat-dep',
    data: [{ id: 'chat-dep', embedding: [] }],
    choices: [],
    output: [],
    text: 'hello',
  }
}
