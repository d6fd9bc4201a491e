/** A stand-in for Presidio's analyser: its requests and answers as presidio-analyzer/app.py has them, places counted in code points. */
import type { ServerResponse } from 'node:http'
import { startVendor, type ScriptedVendor, type VendorScript } from './vendor.ts'

export interface AnalyzerRequest {
  readonly text: string
  readonly language: string
  readonly entities: readonly string[] | undefined
  readonly score_threshold: number | undefined
}

export interface StandIn {
  readonly vendor: ScriptedVendor
  readonly origin: string
  readonly asked: readonly AnalyzerRequest[]
  /** Replaces the answer; `undefined` finds names again. */
  answer: ((request: AnalyzerRequest, response: ServerResponse) => void) | undefined
  close(): Promise<void>
}

/** Finds the words given, in the languages given. */
export async function startAnalyzer(
  words: readonly string[],
  languages: readonly string[],
): Promise<StandIn> {
  const asked: AnalyzerRequest[] = []
  const state: { answer: StandIn['answer'] } = { answer: undefined }
  const script: VendorScript = ({ method, url, body }, response) => {
    if (method !== 'POST' || url !== '/analyze') return say(response, 404, { error: 'Not Found' })
    const request = JSON.parse(body.toString('utf8')) as AnalyzerRequest
    asked.push(request)
    if (state.answer !== undefined) return state.answer(request, response)
    if (request.text === '') return say(response, 500, { error: 'No text provided' })
    if (!languages.includes(request.language))
      return say(response, 500, { error: 'No matching recognizers were found to serve the request.' })
    return say(response, 200, found(request, words))
  }
  const vendor = await startVendor(script)
  return {
    vendor,
    origin: vendor.origin,
    asked,
    get answer() {
      return state.answer
    },
    set answer(answer) {
      state.answer = answer
    },
    close: async () => await vendor.close(),
  }
}

export function say(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

function found({ text, entities }: AnalyzerRequest, words: readonly string[]): readonly object[] {
  if (entities?.includes('PERSON') === false) return []
  const points = Array.from(text)
  return words.flatMap((word) => {
    const length = Array.from(word).length
    return points.flatMap((_point, start) =>
      points.slice(start, start + length).join('') === word
        ? [
            {
              analysis_explanation: null,
              end: start + length,
              entity_type: 'PERSON',
              recognition_metadata: { recognizer_name: 'SpacyRecognizer' },
              score: 0.85,
              start,
            },
          ]
        : [],
    )
  })
}
