/** The demo's calls of OpenAI and Azure OpenAI, with OpenAI's own SDK. */
import OpenAI, { APIError, AzureOpenAI } from 'openai'
import { CALLBACK, CUSTOMER, DEMO_KEYS, SUPPORT } from './texts.ts'

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

export async function chatWhole(base: string): Promise<string> {
  const answer = await openai(base, DEMO_KEYS.wide).chat.completions.create({
    model: 'gpt-5.4-mini',
    messages,
  })
  return answer.choices[0]?.message.content ?? ''
}

export async function chatStreamed(base: string): Promise<string> {
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

export async function chatTool(base: string): Promise<string> {
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

export async function responsesStreamed(base: string): Promise<string> {
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

export async function azureChat(base: string): Promise<string> {
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

/** The EEA-only tenant asks OpenAI, whose Europe includes Switzerland: the gateway refuses before a byte leaves. */
export async function refused(base: string): Promise<string> {
  try {
    await openai(base, DEMO_KEYS.strict).chat.completions.create({ model: 'gpt-5.4-mini', messages })
    return 'answered, though it should have been refused'
  } catch (error) {
    if (error instanceof APIError) return `${error.constructor.name} ${error.status}: ${error.message}`
    throw error
  }
}
