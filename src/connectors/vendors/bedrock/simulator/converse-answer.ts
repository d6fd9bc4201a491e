/** Answers of Converse, whole and as events; Nova's own body has the same shapes. */
import type { ConverseStreamOutput } from '@aws-sdk/client-bedrock-runtime'
import type { Scene } from '../../../simulator/answers.ts'
import { alphanumeric, between } from '../../../simulator/chance.ts'
import { deltasOf } from '../../../simulator/echo.ts'
import { type Conversation, tokensOf } from '../../../simulator/openai-api/conversation.ts'
import { type Reply, reply } from '../../../simulator/openai-api/model.ts'

/** Members of the stream's union that the simulator sends. */
type EventName = Extract<
  keyof (ConverseStreamOutput.MessageStartMember &
    ConverseStreamOutput.ContentBlockStartMember &
    ConverseStreamOutput.ContentBlockDeltaMember &
    ConverseStreamOutput.ContentBlockStopMember &
    ConverseStreamOutput.MessageStopMember &
    ConverseStreamOutput.MetadataMember),
  string
>

/** One event of the stream: the name of its member, and what is in it. */
export interface NamedEvent {
  readonly name: EventName
  readonly json: object
}

export interface Spoken {
  readonly scene: Scene
  readonly reply: Reply
  readonly usage: {
    readonly inputTokens: number
    readonly outputTokens: number
    readonly totalTokens: number
  }
}

export function speak(scene: Scene, conversation: Conversation): Spoken {
  const answer = reply(conversation, scene, () => `tooluse_${alphanumeric(scene.random, 22)}`)
  const inputTokens = tokensOf(conversation.turns.map((turn) => turn.text).join('\n'))
  const outputTokens = tokensOf(answer.text + answer.calls.map((call) => call.input).join(''))
  return {
    scene,
    reply: answer,
    usage: { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens },
  }
}

function stopReason({ calls, cutShort }: Reply): string {
  if (calls.length > 0) return 'tool_use'
  return cutShort ? 'max_tokens' : 'end_turn'
}

function said({ text, refusal }: Reply): string {
  return refusal ?? text
}

export function wholeAnswer({ reply: answer, usage, scene }: Spoken): object {
  const text = said(answer)
  return {
    output: {
      message: {
        role: 'assistant',
        content: [
          ...(text === '' ? [] : [{ text }]),
          ...answer.calls.map(({ id, tool, input }) => ({
            toolUse: { toolUseId: id, name: tool.name, input: JSON.parse(input) as unknown },
          })),
        ],
      },
    },
    stopReason: stopReason(answer),
    usage,
    metrics: { latencyMs: between(scene.random, 100, 900) },
  }
}

/** Events in the service's order; the metadata comes after the message has stopped. */
export function* answerEvents({ reply: answer, usage, scene }: Spoken): Generator<NamedEvent> {
  const { random, behaviour } = scene
  yield { name: 'messageStart', json: { role: 'assistant' } }
  let contentBlockIndex = 0
  const text = said(answer)
  if (text !== '') {
    for (const delta of deltasOf(text, random, behaviour.hostile))
      yield { name: 'contentBlockDelta', json: { contentBlockIndex, delta: { text: delta } } }
    yield { name: 'contentBlockStop', json: { contentBlockIndex } }
    contentBlockIndex += 1
  }
  for (const { id, tool, input } of answer.calls) {
    const start = { toolUse: { toolUseId: id, name: tool.name } }
    yield { name: 'contentBlockStart', json: { contentBlockIndex, start } }
    for (const delta of deltasOf(input, random, behaviour.hostile))
      yield { name: 'contentBlockDelta', json: { contentBlockIndex, delta: { toolUse: { input: delta } } } }
    yield { name: 'contentBlockStop', json: { contentBlockIndex } }
    contentBlockIndex += 1
  }
  yield { name: 'messageStop', json: { stopReason: stopReason(answer) } }
  yield { name: 'metadata', json: { usage, metrics: { latencyMs: between(random, 100, 900) } } }
}
