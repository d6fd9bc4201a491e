/** What the demo asks of each vendor, with that vendor's own SDK, which is loaded when its call comes. */
import { CALLBACK, CUSTOMER, LETTER, NOTE } from './texts.ts'

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
  /** A session over WebSocket, and so over TLS. */
  readonly live?: true
  /** Resolves to the text as the caller saw it; a refusal is text too. `base` is `https` for a session. */
  readonly run: (base: string) => Promise<string>
}

export const DEMO_CALLS: readonly DemoCall[] = [
  {
    title: 'Chat, whole',
    vendor: 'openai',
    operation: 'chat.completions',
    streamed: false,
    said: CUSTOMER,
    run: async (base) => await (await import('./openai.ts')).chatWhole(base),
  },
  {
    title: 'Chat, streamed',
    vendor: 'openai',
    operation: 'chat.completions',
    streamed: true,
    said: CUSTOMER,
    run: async (base) => await (await import('./openai.ts')).chatStreamed(base),
  },
  {
    title: 'Chat, streamed, with a tool call',
    vendor: 'openai',
    operation: 'chat.completions',
    streamed: true,
    said: `${CUSTOMER}\n${CALLBACK}`,
    run: async (base) => await (await import('./openai.ts')).chatTool(base),
  },
  {
    title: 'Responses, streamed and stateless',
    vendor: 'openai',
    operation: 'responses',
    streamed: true,
    said: CUSTOMER,
    run: async (base) => await (await import('./openai.ts')).responsesStreamed(base),
  },
  {
    title: 'Azure OpenAI chat',
    vendor: 'azure',
    operation: 'chat.completions',
    streamed: false,
    said: CUSTOMER,
    run: async (base) => await (await import('./openai.ts')).azureChat(base),
  },
  {
    title: 'DeepL translation',
    vendor: 'deepl',
    operation: 'translate',
    streamed: false,
    said: LETTER,
    run: async (base) => await (await import('./deepl.ts')).translate(base),
  },
  {
    title: 'AssemblyAI batch transcription',
    vendor: 'assemblyai',
    operation: 'transcripts.create',
    streamed: false,
    path: '/v2/transcript',
    said: NOTE,
    run: async (base) => await (await import('./assemblyai.ts')).transcribe(base),
  },
  {
    title: 'Bedrock Converse, streamed',
    vendor: 'bedrock',
    operation: 'converse_stream',
    streamed: true,
    said: CUSTOMER,
    run: async (base) => await (await import('./bedrock.ts')).converseStreamed(base),
  },
  {
    title: 'Gemini on Vertex AI, streamed',
    vendor: 'vertex',
    operation: 'stream_generate_content',
    streamed: true,
    said: CUSTOMER,
    run: async (base) => await (await import('./vertex.ts')).geminiStreamed(base),
  },
  {
    title: 'Live transcription of a tone: the words are a script of the stand-in',
    vendor: 'assemblyai',
    operation: 'streaming.transcribe',
    streamed: true,
    live: true,
    said: NOTE,
    run: async (base) => await (await import('./live.ts')).transcribeLive(base),
  },
  {
    title: 'Realtime session with a tool call',
    vendor: 'openai',
    operation: 'realtime',
    streamed: true,
    live: true,
    said: CUSTOMER,
    run: async (base) => await (await import('./live.ts')).realtimeTool(base),
  },
  {
    title: 'Refused: outside the zone',
    vendor: 'openai',
    operation: 'chat.completions',
    streamed: false,
    said: CUSTOMER,
    run: async (base) => await (await import('./openai.ts')).refused(base),
  },
]
