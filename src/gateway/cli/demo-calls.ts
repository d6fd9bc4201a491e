/** What the demo asks of each vendor, with that vendor's own SDK pointed at the gateway. */
import { AssemblyAI } from 'assemblyai'
import { Translator } from 'deepl-node'
import OpenAI, { APIError, AzureOpenAI } from 'openai'

/** What the caller got, and how the call is named in the record. */
export interface DemoCall {
  readonly title: string
  readonly vendor: string
  readonly operation: string
  readonly streamed: boolean
  /** Path of the request that is shown, where the SDK sends several; the last one otherwise. */
  readonly path?: string
  /** What the caller says, with values that are made up. */
  readonly said: string
  /** Resolves to the text as the caller saw it; a refusal is text too. */
  readonly run: (base: string) => Promise<string>
}

/** Keys of the demo's two tenants: one whose zone is the EEA with Switzerland, one whose zone is the EEA alone. */
export const DEMO_KEYS = { wide: 'demo-key', strict: 'demo-key-eea-only' } as const

const CUSTOMER =
  'Dzień dobry, nazywam się Anna. Mój PESEL to 44051401359, telefon +48 512 345 678, e-mail anna.nowak@example.pl, ' +
  'a zwrot proszę na konto PL61 1090 1014 0000 0712 1981 2874.'
const LETTER = 'Please call Anna back on +48 512 345 678 or write to anna.nowak@example.pl before Friday.'
/** A second of silence as 16-bit samples; the stand-in hears what it likes. */
const RECORDING = Buffer.alloc(32_000)
const NOTE = 'A call with anna.nowak@example.pl about account PL61 1090 1014 0000 0712 1981 2874.'
const CALLBACK = 'Please book a callback on that phone and e-mail.'
const SUPPORT = 'You are a support agent of Example Energy. Answer in one sentence and confirm every detail.'

const openai = (base: string, apiKey: string): OpenAI =>
  new OpenAI({ apiKey, baseURL: `${base}/openai/v1`, maxRetries: 0 })

const messages: OpenAI.ChatCompletionMessageParam[] = [
  { role: 'system', content: SUPPORT },
  { role: 'user', content: CUSTOMER },
]

const CALLBACK_TOOL: OpenAI.ChatCompletionTool = {
  type: 'function',
  function: {
    name: 'book_callback',
    description: 'Books a call back to the customer.',
    parameters: {
      type: 'object',
      properties: { phone: { type: 'string' }, email: { type: 'string' } },
      required: ['phone', 'email'],
      additionalProperties: false,
    },
  },
}

async function chatWhole(base: string): Promise<string> {
  const answer = await openai(base, DEMO_KEYS.wide).chat.completions.create({
    model: 'gpt-5.4-mini',
    messages,
  })
  return answer.choices[0]?.message.content ?? ''
}

async function chatStreamed(base: string): Promise<string> {
  const stream = await openai(base, DEMO_KEYS.wide).chat.completions.create({
    model: 'gpt-5.4-mini',
    messages,
    stream: true,
    stream_options: { include_usage: true },
  })
  let text = ''
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
  return text
}

async function chatTool(base: string): Promise<string> {
  const stream = await openai(base, DEMO_KEYS.wide).chat.completions.create({
    model: 'gpt-5.4-mini',
    messages: [...messages, { role: 'user', content: CALLBACK }],
    tools: [CALLBACK_TOOL],
    tool_choice: { type: 'function', function: { name: 'book_callback' } },
    stream: true,
  })
  let name = ''
  let source = ''
  for await (const chunk of stream) {
    const call = chunk.choices[0]?.delta.tool_calls?.[0]
    name += call?.function?.name ?? ''
    source += call?.function?.arguments ?? ''
  }
  return `${name}(${source})`
}

async function responses(base: string): Promise<string> {
  const stream = await openai(base, DEMO_KEYS.wide).responses.create({
    model: 'gpt-5.4',
    instructions: SUPPORT,
    input: CUSTOMER,
    stream: true,
  })
  let text = ''
  for await (const event of stream) if (event.type === 'response.output_text.delta') text += event.delta
  return text
}

async function azureChat(base: string): Promise<string> {
  const client = new AzureOpenAI({
    apiKey: DEMO_KEYS.wide,
    endpoint: `${base}/azure`,
    apiVersion: '2025-04-01-preview',
    deployment: 'support-chat',
    maxRetries: 0,
  })
  const answer = await client.chat.completions.create({ model: 'support-chat', messages })
  return answer.choices[0]?.message.content ?? ''
}

async function translate(base: string): Promise<string> {
  const client = new Translator(DEMO_KEYS.wide, { serverUrl: `${base}/deepl`, maxRetries: 0 })
  const answer = await client.translateText(LETTER, 'en', 'de')
  return answer.text
}

/** Uploads a recording, has it transcribed, and waits until it is. */
async function transcribe(base: string): Promise<string> {
  const client = new AssemblyAI({ apiKey: DEMO_KEYS.wide, baseUrl: `${base}/assemblyai` })
  const made = await client.transcripts.submit({ audio: RECORDING, prompt: NOTE, speech_model: 'universal' })
  const { text } = await client.transcripts.waitUntilReady(made.id, { pollingInterval: 20 })
  // The answer to the request repeats what was asked, which the SDK's types leave out.
  const asked: unknown = Reflect.get(made, 'prompt')
  return `${text ?? ''} (asked with: ${String(asked)})`
}

/** The EEA-only tenant asks OpenAI, whose Europe includes Switzerland: the gateway refuses before a byte leaves. */
async function refused(base: string): Promise<string> {
  try {
    await openai(base, DEMO_KEYS.strict).chat.completions.create({ model: 'gpt-5.4-mini', messages })
    return 'answered, though it should have been refused'
  } catch (error) {
    if (error instanceof APIError) return `${error.constructor.name} ${error.status}: ${error.message}`
    throw error
  }
}

export const DEMO_CALLS: readonly DemoCall[] = [
  {
    title: 'Chat, whole',
    vendor: 'openai',
    operation: 'chat.completions',
    streamed: false,
    said: CUSTOMER,
    run: chatWhole,
  },
  {
    title: 'Chat, streamed',
    vendor: 'openai',
    operation: 'chat.completions',
    streamed: true,
    said: CUSTOMER,
    run: chatStreamed,
  },
  {
    title: 'Chat, streamed, with a tool call',
    vendor: 'openai',
    operation: 'chat.completions',
    streamed: true,
    said: `${CUSTOMER}\n${CALLBACK}`,
    run: chatTool,
  },
  {
    title: 'Responses, streamed and stateless',
    vendor: 'openai',
    operation: 'responses',
    streamed: true,
    said: CUSTOMER,
    run: responses,
  },
  {
    title: 'Azure OpenAI chat',
    vendor: 'azure',
    operation: 'chat.completions',
    streamed: false,
    said: CUSTOMER,
    run: azureChat,
  },
  {
    title: 'DeepL translation',
    vendor: 'deepl',
    operation: 'translate',
    streamed: false,
    said: LETTER,
    run: translate,
  },
  {
    title: 'AssemblyAI batch transcription',
    vendor: 'assemblyai',
    operation: 'transcripts.create',
    streamed: false,
    path: '/v2/transcript',
    said: NOTE,
    run: transcribe,
  },
  {
    title: 'Bedrock Converse, streamed',
    vendor: 'bedrock',
    operation: 'converse_stream',
    streamed: true,
    said: CUSTOMER,
    run: async (base) => {
      const { converseStreamed } = await import('./demo-bedrock.ts')
      return await converseStreamed(base, DEMO_KEYS.wide, CUSTOMER)
    },
  },
  {
    title: 'Refused: outside the zone',
    vendor: 'openai',
    operation: 'chat.completions',
    streamed: false,
    said: CUSTOMER,
    run: refused,
  },
]
