/** Claude on Vertex AI: Anthropic's messages over rawPredict, with the model in the path. */
import type { RefusedMember, RequestShape } from '../../contract.ts'
import { ANTHROPIC_REQUEST } from '../../dialects/anthropic-messages.ts'
import { NAMED_TWICE } from './features.ts'

const besides = (refused: readonly RefusedMember[]): RequestShape => ({
  ...ANTHROPIC_REQUEST,
  refused: [...ANTHROPIC_REQUEST.refused, ...refused],
})

export const CLAUDE_REQUEST: RequestShape = { ...besides(NAMED_TWICE), stream: 'stream' }

/** Anthropic's SDK counts tokens at a model called `count-tokens`, and names the real one in the body. */
export const CLAUDE_COUNT_REQUEST: RequestShape = {
  ...besides(NAMED_TWICE.filter(({ path }) => path !== 'model')),
  model: 'model',
}
