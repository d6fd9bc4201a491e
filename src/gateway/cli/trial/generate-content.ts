/** One sentence to Gemini on Vertex AI, by Google's own SDK. */
import { GoogleGenAI } from '@google/genai'

/** Milliseconds after which the SDK gives up; the gateway's own limits are shorter. */
const PATIENCE = 150_000

export interface VertexGateway {
  /** Origin of the gateway, and its key. */
  readonly base: string
  readonly key: string
  readonly project: string
  readonly location: string
}

/** Resolves to the text that came back; rejects with the SDK's own error. */
export async function generateContent(
  { base, key, project, location }: VertexGateway,
  model: string,
  sentence: string,
): Promise<string> {
  const client = new GoogleGenAI({
    enterprise: true,
    apiKey: key,
    project,
    location,
    httpOptions: { baseUrl: `${base}/vertex`, apiVersion: 'v1', timeout: PATIENCE },
  })
  const answer = await client.models.generateContent({ model, contents: sentence })
  // The SDK's own `text` warns on the console of parts that are none.
  return (answer.candidates?.[0]?.content?.parts ?? []).map(({ text = '' }) => text).join('')
}
