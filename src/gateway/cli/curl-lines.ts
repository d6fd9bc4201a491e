/** What `serve --sandbox` prints for a person: where to point an SDK, and a line to try with each vendor. */
import type { VendorId } from '../../connectors/contract.ts'
import { baseUrls } from './base-urls.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

const SENTENCE = 'Please write to jan.kowalski@example.com about IBAN PL61 1090 1014 0000 0712 1981 2874.'

const TRY: Readonly<
  Record<VendorId, { readonly path: string; readonly header: string; readonly body: object }>
> = {
  openai: {
    path: '/openai/v1/chat/completions',
    header: 'authorization: Bearer',
    body: { model: 'gpt-5.4-mini', messages: [{ role: 'user', content: SENTENCE }] },
  },
  azure: {
    path: '/azure/openai/deployments/chat/chat/completions?api-version=2024-10-21',
    header: 'api-key:',
    body: { messages: [{ role: 'user', content: SENTENCE }] },
  },
  deepl: {
    path: '/deepl/v2/translate',
    header: 'authorization: DeepL-Auth-Key',
    body: { text: [SENTENCE], target_lang: 'DE' },
  },
  assemblyai: {
    path: '/assemblyai-llm-gateway/v1/chat/completions',
    header: 'authorization:',
    body: { model: 'claude-sonnet-4-6', messages: [{ role: 'user', content: SENTENCE }] },
  },
  vertex: {
    path: '/vertex/v1/projects/sandbox/locations/europe-west4/publishers/google/models/gemini-2.5-flash:generateContent',
    header: 'x-goog-api-key:',
    body: { contents: [{ role: 'user', parts: [{ text: SENTENCE }] }] },
  },
  bedrock: {
    path: '/bedrock/model/eu.amazon.nova-lite-v1%3A0/converse',
    header: 'authorization: Bearer',
    body: { messages: [{ role: 'user', content: [{ text: SENTENCE }] }] },
  },
}

export function curlLines(sandbox: Sandbox, keys: ReadonlyMap<string, string>): string {
  const base = `http://127.0.0.1:${sandbox.gateway.port}`
  const [key = 'sandbox-key'] = keys.keys()
  const urls = baseUrls(base, sandbox.vendors)
  const column = urls[0]?.indexOf(base) ?? 0
  const row = (label: string, text: string): string => `  ${label}`.padEnd(column) + text
  const lines = [
    `Listening on ${base} (sandbox: nothing leaves this machine)`,
    ...tlsLines(sandbox),
    `Operations on http://127.0.0.1:${sandbox.gateway.operationsPort}/readyz and /metrics`,
    '',
    'Base URLs for your SDK:',
    ...urls,
    row('key', key),
    // Google's SDK wants them beside the key, and the gateway refuses all others.
    ...(sandbox.vendors.includes('vertex')
      ? [row('for Vertex AI', 'project sandbox, location europe-west4')]
      : []),
    '',
    'Try it:',
    ...sandbox.vendors.map((vendor) => curlLine(base, vendor, key)),
  ]
  return `${lines.join('\n')}\n`
}

function curlLine(base: string, vendor: VendorId, key: string): string {
  const { path, header, body } = TRY[vendor]
  const json = quotable(JSON.stringify(body))
  return `  curl -s '${base}${path}' -H '${header} ${quotable(key)}' -H 'content-type: application/json' -d '${json}'`
}

function tlsLines({ gateway, ca }: Sandbox): string[] {
  if (gateway.tlsPort === undefined || ca === undefined) return []
  const base = `https://127.0.0.1:${gateway.tlsPort}`
  return [`Over TLS on ${base}: curl --cacert ${ca} ...; for Node's SDKs NODE_EXTRA_CA_CERTS=${ca}`]
}

/** For between the single quotes of a shell. */
function quotable(text: string): string {
  return text.replaceAll("'", String.raw`'\''`)
}
