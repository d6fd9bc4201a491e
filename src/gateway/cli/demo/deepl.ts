/** The demo's call of DeepL, with DeepL's own SDK. */
import { Translator } from 'deepl-node'
import { DEMO_KEYS, LETTER } from './texts.ts'

export async function translate(base: string): Promise<string> {
  const client = new Translator(DEMO_KEYS.wide, { serverUrl: `${base}/deepl`, maxRetries: 0 })
  const answer = await client.translateText(LETTER, 'en', 'de')
  return answer.text
}
