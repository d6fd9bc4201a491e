/** A conversation as the simulated model sees it, whichever API it came through. */

export interface SpokenTurn {
  readonly role: 'instructions' | 'user' | 'assistant' | 'tool'
  readonly text: string
  /** An assistant turn that called tools. */
  readonly calledTools?: boolean
}

export interface OfferedTool {
  readonly kind: 'function' | 'custom'
  readonly name: string
  /** JSON Schema of the arguments. */
  readonly schema?: unknown
}

export interface Conversation {
  readonly turns: readonly SpokenTurn[]
  /** Tools that the model may call now; empty when the caller forbids it. */
  readonly tools: readonly OfferedTool[]
  readonly parallel: boolean
  /** JSON Schema that the answer has to fit, `true` for any JSON object. */
  readonly format?: unknown
  /** Tokens that the answer may have at most. */
  readonly limit?: number
}

export function lastText(conversation: Pick<Conversation, 'turns'>, role: SpokenTurn['role']): string {
  return conversation.turns.findLast((turn) => turn.role === role)?.text ?? ''
}

/** Rounds of tool calls since the user last spoke. */
export function toolRounds({ turns }: Conversation): number {
  const spoke = turns.findLastIndex((turn) => turn.role === 'user')
  const since = turns.slice(spoke + 1)
  // Calls made together stand next to each other.
  return since.filter((turn, index) => turn.calledTools === true && since[index - 1]?.calledTools !== true)
    .length
}

/** Roughly what a tokenizer counts: a quarter of the characters, at least one. */
export function tokensOf(text: string): number {
  return Math.max(1, Math.ceil(text.length / 4))
}
