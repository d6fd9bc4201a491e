/** The simulated model: it calls the tools it is offered, then answers by quoting every value it saw. */
import type { Scene } from '../answers.ts'
import { alphanumeric, chance, pick, shuffled } from '../chance.ts'
import type { Random } from '../contract.ts'
import { decoy, dress, quotableIn, spoilPlaceholders } from '../echo.ts'
import { hostileStyle, TIDY, writeJson } from '../json-writer.ts'
import { readScript } from '../script.ts'
import { type Conversation, lastText, type OfferedTool, toolRounds } from './conversation.ts'
import { inventData } from './invent.ts'

export interface ToolCall {
  readonly id: string
  readonly tool: OfferedTool
  /** JSON source for a function, free text for a custom tool. */
  readonly input: string
}

export interface Reply {
  /** Empty when the model only calls tools. */
  readonly text: string
  readonly refusal?: string
  readonly calls: readonly ToolCall[]
  /** The text was cut at the caller's token limit. */
  readonly cutShort: boolean
}

export function reply(conversation: Conversation, scene: Scene, makeCallId: () => string): Reply {
  const { script, behaviour, random } = scene
  if (script.refuse === true) {
    return {
      text: '',
      refusal: `I cannot help with that: ${conversationText(conversation)}`,
      calls: [],
      cutShort: false,
    }
  }
  if (conversation.tools.length > 0 && toolRounds(conversation) < (script['tool-turns'] ?? 1)) {
    const speaks = behaviour.hostile && chance(random, 0.3)
    return {
      text: speaks ? `Let me look that up: ${quoted(conversation, scene)}` : '',
      calls: callTools(conversation, scene, makeCallId),
      cutShort: false,
    }
  }
  const once =
    conversation.format === undefined ? prose(conversation, scene) : structured(conversation, scene)
  const text = Array.from({ length: Math.max(1, script.long ?? 1) }, () => once).join('\n')
  const limit = conversation.limit === undefined ? Number.POSITIVE_INFINITY : conversation.limit * 4
  return { text: text.slice(0, limit), calls: [], cutShort: text.length > limit }
}

/** A short line for the summary of a reasoning item. */
export function thought(conversation: Conversation, scene: Scene): string {
  return `**Thinking.** The user mentions ${quoted(conversation, scene)}; I should answer that.`
}

function callTools(conversation: Conversation, scene: Scene, makeCallId: () => string): ToolCall[] {
  const { script, behaviour, random } = scene
  const [first, ...others] = conversation.tools
  if (first === undefined) return []
  const wantsTwo = script['parallel-tools'] === true || (behaviour.hostile && chance(random, 0.4))
  const chosen = conversation.parallel && wantsTwo ? [first, others[0] ?? first] : [first]
  return chosen.map((tool) => ({ id: makeCallId(), tool, input: callInput(tool, conversation, scene) }))
}

function callInput(tool: OfferedTool, conversation: Conversation, scene: Scene): string {
  const { random, behaviour, script } = scene
  const all = script.spoil === true
  const spoils = all || (behaviour.hostile && script.exact !== true)
  const seen = callerValues(conversation)
  const values = behaviour.hostile ? shuffled(random, seen) : seen
  const spoil = (text: string) => (spoils ? spoilPlaceholders(text, random, all) : text)
  const sentence = spoil(`Please "contact" ${values.join(' and ') || 'the customer'}\nsoon \\ today.`)
  if (tool.kind === 'custom') return sentence
  const data = inventData(tool.schema, values.map(spoil), sentence)
  return writeJson(data, behaviour.hostile ? hostileStyle(random) : TIDY, random)
}

function prose(conversation: Conversation, scene: Scene): string {
  const { behaviour, random } = scene
  const said = withoutCommand(lastText(conversation, 'user')).trim()
  const tool = lastText(conversation, 'tool').trim()
  const operator = quotableIn(lastText(conversation, 'instructions'))
  const sentences = [
    ...(tool === '' ? [] : [`The tool answered: "${tool.slice(0, 600)}".`]),
    `You wrote: "${said.slice(0, 1200)}".`,
    `I will contact ${quoted(conversation, scene)}.`,
    ...(operator.length === 0 ? [] : [`My instructions mention ${operator.join(' and ')}.`]),
  ]
  if (!behaviour.hostile) return sentences.join(' ')
  const odd = pick(random, ['Zażółć gęślą jaźń – 👩‍💻.', '漢字とかな。', 'Grüße, Œuvre, ñandú.', ''])
  return [...sentences, odd, chance(random, 0.5) ? decoy(random) : ''].join(
    pick(random, [' ', '\n', '\n\n- ']),
  )
}

function structured(conversation: Conversation, scene: Scene): string {
  const values = callerValues(conversation)
  const schema = conversation.format === true ? { type: 'object' } : conversation.format
  const data = inventData(schema, values, `You mentioned ${values.join(' and ') || 'nothing'}.`)
  return writeJson(data, scene.behaviour.hostile ? hostileStyle(scene.random) : TIDY, scene.random)
}

/** Every value of the caller's turns, dressed when hostile. */
function quoted(conversation: Conversation, { behaviour, random }: Scene): string {
  const values = callerValues(conversation)
  if (values.length === 0) return 'you'
  return values.map((value) => (behaviour.hostile ? dress(value, random) : value)).join(' and ')
}

function callerValues(conversation: Conversation): string[] {
  return quotableIn(conversationText(conversation))
}

function conversationText({ turns }: Conversation): string {
  return turns
    .filter((turn) => turn.role !== 'instructions')
    .map((turn) => turn.text)
    .join('\n')
}

function withoutCommand(text: string): string {
  const reading = readScript(text)
  return reading.kind === 'script' ? reading.rest : text
}

export function plainCallId(random: Random): string {
  return `call_${alphanumeric(random, 24)}`
}
