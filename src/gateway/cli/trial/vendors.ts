/** What `limen try` needs to know of each vendor: its key's variable, its defaults, and how its own SDK sends one sentence. */
import type OpenAI from 'openai'
import type { VendorId } from '../../../connectors/contract.ts'

/** Invented; the IBAN is the one that textbooks use. */
export const SENTENCE =
  'Repeat this sentence: the invoice goes to jan.kowalski@example.com, account PL61 1090 1014 0000 0712 1981 2874.'

/** Options that only some vendors know. */
export const VENDOR_OPTIONS = [
  'model',
  'deployment',
  'resource',
  'sku',
  'api-version',
  'project',
  'application-default',
] as const
type VendorOption = (typeof VENDOR_OPTIONS)[number]

/** What an SDK is told of the gateway and of the call. */
export interface TrialCall {
  /** Origin of the gateway. */
  readonly base: string
  /** The gateway's key. */
  readonly key: string
  /** Model or deployment; empty for a vendor without. */
  readonly name: string
  /** With it Azure is called on its deployment path, without on the v1 API. */
  readonly apiVersion: string | undefined
  /** Region of the endpoint, and Google's project, which Vertex AI has in its paths. */
  readonly region: string
  readonly project: string
}

export interface TrialVendor {
  /** Environment variable in which the vendor's own tools expect the key. */
  readonly variable: string
  /** Options of the command that mean something for this vendor, besides those that all have. */
  readonly options: readonly VendorOption[]
  /** Region unless the command names one; `eu` when absent. */
  readonly region?: string
  /** Id of the operation that carries the sentence. */
  readonly operation: string
  /** Service of the vendor that has the operation; undefined for the one at the connector's own mount. */
  readonly service?: string
  /** Model that is asked unless the command names one; for vendors whose endpoints list models. */
  readonly model?: string
  /** Sends the sentence through the gateway. Resolves to the text that came back; rejects with the SDK's own error. */
  readonly send: (call: TrialCall) => Promise<string>
  /** The text in the vendor's answer, before the gateway put values back; undefined for another shape. */
  readonly answerText: (answer: unknown) => string | undefined
}

/** An SDK gives up after this long, in milliseconds; the gateway's own limits are shorter. */
const PATIENCE = 150_000

async function chat(baseURL: string, apiKey: string, model: string): Promise<string> {
  const { OpenAI } = await import('openai')
  return await ask(new OpenAI({ apiKey, baseURL, maxRetries: 0, timeout: PATIENCE }), model)
}

async function ask(client: OpenAI, model: string): Promise<string> {
  const answer = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: SENTENCE }],
  })
  return answer.choices[0]?.message.content ?? ''
}

function chatText(answer: unknown): string | undefined {
  const content = member(member(member(member(answer, 'choices'), 0), 'message'), 'content')
  return typeof content === 'string' ? content : undefined
}

/** Each vendor's SDK is loaded when it is called: a trial needs one of them. */
export const TRIAL_VENDORS: Readonly<Record<VendorId, TrialVendor>> = {
  openai: {
    variable: 'OPENAI_API_KEY',
    options: ['model'],
    operation: 'chat.completions',
    // Small, cheap, and served on the European host.
    model: 'gpt-5.4-mini',
    send: async ({ base, key, name }) => await chat(`${base}/openai/v1`, key, name),
    answerText: chatText,
  },
  azure: {
    variable: 'AZURE_OPENAI_API_KEY',
    options: ['model', 'deployment', 'resource', 'sku', 'api-version'],
    operation: 'chat.completions',
    send: async ({ base, key: apiKey, name: deployment, apiVersion }) => {
      if (apiVersion === undefined) return await chat(`${base}/azure/openai/v1`, apiKey, deployment)
      const { AzureOpenAI } = await import('openai')
      const endpoint = `${base}/azure`
      const client = new AzureOpenAI({
        apiKey,
        endpoint,
        apiVersion,
        deployment,
        maxRetries: 0,
        timeout: PATIENCE,
      })
      return await ask(client, deployment)
    },
    answerText: chatText,
  },
  deepl: {
    variable: 'DEEPL_AUTH_KEY',
    options: [],
    operation: 'translate',
    send: async ({ base, key }) => {
      const { Translator } = await import('deepl-node')
      const client = new Translator(key, {
        serverUrl: `${base}/deepl`,
        maxRetries: 0,
        minTimeout: PATIENCE,
      })
      return (await client.translateText(SENTENCE, null, 'de')).text
    },
    answerText: (answer) => {
      const text = member(member(member(answer, 'translations'), 0), 'text')
      return typeof text === 'string' ? text : undefined
    },
  },
  bedrock: {
    variable: 'AWS_BEARER_TOKEN_BEDROCK',
    options: ['model'],
    region: 'eu-central-1',
    model: 'eu.amazon.nova-lite-v1:0',
    operation: 'converse',
    send: async ({ base, key, name }) => {
      const { converse } = await import('./converse.ts')
      return await converse(base, key, name, SENTENCE)
    },
    answerText: (answer) => {
      const content = member(member(member(answer, 'output'), 'message'), 'content')
      const texts = Array.isArray(content) ? content.map((block) => member(block, 'text')) : []
      return texts.find((text) => typeof text === 'string')
    },
  },
  assemblyai: {
    variable: 'ASSEMBLYAI_API_KEY',
    options: ['model'],
    operation: 'llm.chat.completions',
    service: 'llm-gateway',
    model: 'claude-sonnet-4-6',
    send: async ({ base, key: apiKey, name: model }) => {
      const { AssemblyAI } = await import('assemblyai')
      const client = new AssemblyAI({ apiKey, llmGatewayBaseUrl: `${base}/assemblyai-llm-gateway` })
      const answer = await client.llmGateway.chatCompletions({
        model,
        messages: [{ role: 'user', content: SENTENCE }],
      })
      const content = answer.choices[0]?.message.content
      return typeof content === 'string' ? content : ''
    },
    answerText: chatText,
  },
  vertex: {
    variable: 'GOOGLE_API_KEY',
    options: ['model', 'project', 'application-default'],
    region: 'europe-west4',
    operation: 'generate_content',
    model: 'gemini-2.5-flash',
    send: async ({ base, key, name, region, project }) => {
      const { generateContent } = await import('./generate-content.ts')
      return await generateContent({ base, key, project, location: region }, name, SENTENCE)
    },
    answerText: (answer) => {
      const parts = member(member(member(member(answer, 'candidates'), 0), 'content'), 'parts')
      const texts = Array.isArray(parts) ? parts.map((part) => member(part, 'text')) : []
      const words = texts.filter((text) => typeof text === 'string')
      return words.length === 0 ? undefined : words.join('')
    },
  },
}

/** A member of a value that a vendor sent. */
export function member(value: unknown, name: string | number): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined
}
