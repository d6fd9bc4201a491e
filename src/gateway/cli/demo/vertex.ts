/** The demo's call of Gemini on Vertex AI: a stream with Google's own SDK, which signs in nowhere since it has a key. */
import { GoogleGenAI } from '@google/genai'
import { CUSTOMER, DEMO_KEYS, SUPPORT } from './texts.ts'

/** Project and location are the sandbox's own: of any other the gateway refuses the path. */
export async function geminiStreamed(base: string): Promise<string> {
  const client = new GoogleGenAI({
    enterprise: true,
    apiKey: DEMO_KEYS.wide,
    project: 'sandbox',
    location: 'europe-west4',
    httpOptions: { baseUrl: `${base}/vertex`, apiVersion: 'v1' },
  })
  const stream = await client.models.generateContentStream({
    model: 'gemini-2.5-flash',
    contents: CUSTOMER,
    config: { systemInstruction: SUPPORT },
  })
  let text = ''
  // The SDK's own `text` warns on the console of parts that are none.
  for await (const chunk of stream)
    for (const part of chunk.candidates?.[0]?.content?.parts ?? []) text += part.text ?? ''
  return text
}
