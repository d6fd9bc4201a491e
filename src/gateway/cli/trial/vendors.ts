/** What `limen try` needs to know of each vendor: its key's variable, its defaults, and how its own SDK sends one sentence. */
import { AssemblyAI } from 'assemblyai'
import { Translator } from 'deepl-node'
import OpenAI, { AzureOpenAI } from 'openai'
import type { VendorId } from '../../../connectors/contract.ts'

/** Invented; the IBAN is the one that textbooks use. */
export const SENTENCE =
  'Repeat this sentence: the invoice goes to jan.kowalski@example.com, account PL61 1090 1014 0000 0712 1981 2874.'

/** Options that only some vendors know. */
export const VENDOR_OPTIONS = ['model', 'deployment', 'resource', 'sku', 'api-version'] as const
type VendorOption = (typeof VENDOR_OPTIONS)[number]

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
  /**
   * Sends the sentence through the gateway at `base` with the gateway's key. `name` is the model or deployment; with an
   * `apiVersion` Azure is called on its deployment path, without on the v1 API. Resolves to the text that came back;
   * rejects with the SDK's own error.
   */
  readonly send: (base: string, key: string, name: string, apiVersion: string | undefined) => Promise<string>
  /** The text in the vendor's answer, before the gateway put values back; undefined for another shape. */
  readonly answerText: (answer: unknown) => string | undefined
}

/** An SDK gives up after this long, in milliseconds; the gateway's own limits are shorter. */
const PATIENCE = 150_000

async function chat(baseURL: string, apiKey: string, model: string): Promise<string> {
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

/** Vendors whose own SDK is part of the package. */
export const TRIAL_VENDORS: Readonly<Partial<Record<VendorId, TrialVendor>>> = {
  openai: {
    variable: 'OPENAI_API_KEY',
    options: ['model'],
    operation: 'chat.completions',
    // Small, cheap, and served on the European host.
    model: 'gpt-5.4-mini',
    send: async (base, key, model) => await chat(`${base}/openai/v1`, key, model),
    answerText: chatText,
  },
  azure: {
    variable: 'AZURE_OPENAI_API_KEY',
    options: VENDOR_OPTIONS,
    operation: 'chat.completions',
    send: async (base, apiKey, deployment, apiVersion) => {
      if (apiVersion === undefined) return await chat(`${base}/azure/openai/v1`, apiKey, deployment)
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
    send: async (base, key) => {
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
    send: async (base, key, model) => {
      // AWS's client is large, and few commands need it.
      const { converse } = await import('./converse.ts')
      return await converse(base, key, model, SENTENCE)
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
    send: async (base, apiKey, model) => {
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
}

/** A member of a value that a vendor sent. */
export function member(value: unknown, name: string | number): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined
}
