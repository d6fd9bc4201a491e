/** One frame of a stream, scanned: which strings continue a lane, which stand alone, and which lanes the frame ends. */
import type {
  AnswerPlace,
  CompiledEnd,
  CompiledLane,
  FrameTable,
  KeyRef,
} from '../../../connectors/compiled.ts'
import { scanJson, type JsonSink, type Member, type Scope } from '../../../connectors/wire/json-text.ts'
import type { PathNode } from '../../../connectors/wire/path-table.ts'
import { SHORTEST_NUMBER } from '../body/body-redactor.ts'

export interface FrameString {
  readonly start: number
  readonly end: number
  readonly escaped: boolean
  readonly lane: CompiledLane | undefined
  readonly json: boolean
  /** A value of JSON that the model wrote. */
  readonly value: boolean
  /** A later frame says it anew. */
  readonly provisional: boolean
  readonly scope: Scope<AnswerPlace> | undefined
}

interface TriggeredEnd {
  readonly end: CompiledEnd
  readonly scope: Scope<AnswerPlace> | undefined
}

/** Lanes that a frame ends. */
export interface EndedLanes {
  readonly keys: LaneKeys
  /** Of ids of lanes; undefined for any. */
  readonly lanes: RegExp | undefined
}

/** Values by key path; a missing one was not in the frame. */
export type LaneKeys = ReadonlyMap<string, string>

export class FrameScan implements JsonSink<AnswerPlace> {
  readonly strings: FrameString[] = []
  /** Long numbers of JSON that the model wrote. */
  readonly numbers: { readonly start: number; readonly end: number }[] = []
  /** The frame holds text token by token. */
  scattered = false
  private readonly triggered: TriggeredEnd[] = []
  private root: Scope<AnswerPlace> | undefined = undefined
  private readonly text: string
  private readonly absent: string | undefined

  /** Throws `JsonFaultError`. */
  constructor(text: string, table: FrameTable) {
    this.text = text
    this.absent = table.absent
    scanJson(text, table.root, this, { refuseDuplicates: false })
    for (const end of table.ends) this.triggered.push({ end, scope: this.root })
  }

  onString(
    start: number,
    end: number,
    escaped: boolean,
    node: PathNode<AnswerPlace> | undefined,
    scope: Scope<AnswerPlace> | undefined,
  ): void {
    const rule = node?.rule
    if (rule?.verbatim === true) return
    this.strings.push({
      start,
      end,
      escaped,
      lane: rule?.lane,
      json: rule?.json === true,
      value: rule?.value === true,
      provisional: rule?.provisional === true,
      scope,
    })
  }

  onNumber(start: number, end: number, node: PathNode<AnswerPlace> | undefined): void {
    if (end - start >= SHORTEST_NUMBER && node?.rule?.value === true) this.numbers.push({ start, end })
  }

  onUnknownKey(start: number, end: number, escaped: boolean, scope: Scope<AnswerPlace> | undefined): void {
    this.strings.push({
      start,
      end,
      escaped,
      lane: undefined,
      json: false,
      value: false,
      provisional: false,
      scope,
    })
  }

  onMember(member: Member<AnswerPlace>): void {
    if (member.depth === 1) this.root = outermost(member.scope)
    const rule = member.node?.rule
    if (rule?.scattered === true && !isNone(this.text.slice(member.valueStart, member.valueEnd)))
      this.scattered = true
    const end = rule?.end
    if (end === undefined || this.text.startsWith('null', member.valueStart)) return
    this.triggered.push({ end, scope: member.scope })
  }

  /** Keys of the ends that this frame triggers; read after the scan, when every captured member is known. */
  get ends(): readonly EndedLanes[] {
    return this.triggered.map(({ end, scope }) => ({
      keys: keysIn(end.keys, scope, this.absent),
      lanes: end.lanes,
    }))
  }

  keysOf(string: FrameString): LaneKeys {
    return keysIn(string.lane?.keys ?? [], string.scope, this.absent)
  }
}

const NONE = /^(?:null|\[\s*\]|\{\s*\})$/

/** Source of a member that says nothing. */
export function isNone(source: string): boolean {
  return NONE.test(source)
}

function outermost(scope: Scope<AnswerPlace> | undefined): Scope<AnswerPlace> | undefined {
  let current = scope
  while (current?.parent !== undefined) current = current.parent
  return current
}

function keysIn(
  refs: readonly KeyRef[],
  scope: Scope<AnswerPlace> | undefined,
  absent: string | undefined,
): LaneKeys {
  const keys = new Map<string, string>()
  for (const ref of refs) {
    if (absent !== undefined) keys.set(ref.path, absent)
    for (let current = scope; current !== undefined; current = current.parent) {
      if (current.node !== ref.node) continue
      const value = current.value(ref.member)
      if (value !== undefined) keys.set(ref.path, value)
    }
  }
  return keys
}
