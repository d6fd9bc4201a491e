/** The demo's batch transcription, with AssemblyAI's own SDK. */
import { AssemblyAI } from 'assemblyai'
import { DEMO_KEYS, NOTE } from './texts.ts'

/** A second of silence as 16-bit samples; the stand-in hears what it likes. */
const RECORDING = Buffer.alloc(32_000)

/** Uploads a recording, has it transcribed, and waits until it is. */
export async function transcribe(base: string): Promise<string> {
  const client = new AssemblyAI({ apiKey: DEMO_KEYS.wide, baseUrl: `${base}/assemblyai` })
  const made = await client.transcripts.submit({ audio: RECORDING, prompt: NOTE, speech_model: 'universal' })
  const { text } = await client.transcripts.waitUntilReady(made.id, { pollingInterval: 20 })
  // The answer to the request repeats what was asked, which the SDK's types leave out.
  const asked: unknown = Reflect.get(made, 'prompt')
  return `${text ?? ''} (asked with: ${String(asked)})`
}
