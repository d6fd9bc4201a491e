/** Operations compiled once at start: path lists become trees that the scanner walks. */
import type {
  AnswerShape,
  Connector,
  ExactString,
  ForcedMember,
  Lane,
  LaneEnd,
  LinkedHost,
  Media,
  NamedObject,
  Operation,
  Path,
  RefusedMember,
  RequestShape,
  StreamShape,
} from './contract.ts'
import type { ClientFrame, LiveOperation } from './live-shape.ts'
import { captureAt, nodeAt, PathNode } from './wire/path-table.ts'
import { protobufPaths } from './wire/protobuf-paths.ts'

/** What the table says of one place in a request body. */
export interface RequestPlace {
  verbatim?: boolean
  json?: boolean
  numbers?: boolean
  pseudonym?: boolean
  dropped?: boolean
  tokenIds?: boolean
  /** The string names an object that the vendor keeps. */
  object?: NamedObject
  opaque?: Media
  exact?: ExactString
  link?: LinkedHost
  turn?: { readonly role: string | undefined; readonly operator: ReadonlySet<string> }
  refused?: RefusedMember[]
}

/** What the table says of one place in an answer or a frame. */
export interface AnswerPlace {
  verbatim?: boolean
  json?: boolean
  value?: boolean
  spelled?: boolean
  scattered?: boolean
  provisional?: boolean
  lane?: CompiledLane
  /** The lane ends that this member triggers when it is not null. */
  end?: CompiledEnd
}

/** A captured member, named by its path since each kind of frame has a tree of its own. */
export interface KeyRef {
  readonly path: Path
  readonly node: PathNode<AnswerPlace>
  readonly member: string
}

export interface CompiledLane {
  /** Tells the lane's rule apart from every other of the operation. */
  readonly id: string
  readonly keys: readonly KeyRef[]
  readonly source: Lane['source']
}

export interface CompiledEnd {
  readonly keys: readonly KeyRef[]
  /** Of ids of lanes; undefined for any. */
  readonly lanes: RegExp | undefined
}

/** One kind of frame: its table, and the ends that its mere arrival triggers. */
export interface FrameTable {
  readonly root: PathNode<AnswerPlace>
  readonly ends: readonly CompiledEnd[]
  /** What a key is that a frame leaves out; undefined leaves it out of the lane's keys too. */
  readonly absent: string | undefined
}

export interface CompiledStream {
  readonly shape: StreamShape
  readonly tables: ReadonlyMap<string, FrameTable>
  readonly fallback: FrameTable
  readonly doneTypes: ReadonlySet<string>
}

/** One kind of frame that callers send. */
export interface CompiledFrame {
  readonly frame: Omit<ClientFrame, 'type'>
  readonly request: PathNode<RequestPlace>
}

export interface CompiledLive {
  readonly operation: LiveOperation
  /** By the discriminator's value. */
  readonly kinds: ReadonlyMap<string, CompiledFrame>
  readonly others: CompiledFrame
  readonly stream: CompiledStream
}

export interface CompiledOperation {
  readonly connector: Connector
  readonly operation: Operation
  /** `openai.chat.completions`: the name that config uses. */
  readonly name: string
  readonly request: PathNode<RequestPlace>
  /** Parts of an upload that hold JSON, by name. */
  readonly parts: ReadonlyMap<string, PathNode<RequestPlace>>
  readonly forced: readonly ForcedMember[]
  readonly query: ReadonlySet<string>
  /** Where a body asks for an answer that is JSON, in every spelling. */
  readonly structured: readonly { readonly path: Path; readonly values: RegExp }[]
  readonly names: readonly NamedObject[]
  readonly answer: PathNode<AnswerPlace>
  readonly stream: CompiledStream | undefined
  /** What goes both ways over a WebSocket; undefined for a request with an answer. */
  readonly live?: CompiledLive
}

export function compileOperation(connector: Connector, operation: Operation): CompiledOperation {
  const stream = operation.answer.stream
  return {
    connector,
    operation,
    name: `${connector.vendor}.${operation.id}`,
    request: compileRequest(operation.request, operation.names ?? []),
    parts: new Map(
      Object.entries(operation.multipart?.json ?? {}).map(([part, shape]) => [
        part,
        compileRequest(shape, []),
      ]),
    ),
    forced: operation.request?.forced ?? [],
    query: new Set(operation.query),
    structured: compileStructured(operation.request),
    names: operation.names ?? [],
    answer: compileAnswer(operation.answer),
    stream: stream === undefined ? undefined : compileStream(stream),
  }
}

/** Every path that stands for one of the shape's. */
function spelled({ fields }: RequestShape, path: Path): readonly Path[] {
  return fields === 'protobuf' ? protobufPaths(path) : [path]
}

function compileStructured(shape: RequestShape | undefined): CompiledOperation['structured'] {
  if (shape?.structured === undefined) return []
  const { path, values } = shape.structured
  return spelled(shape, path).map((each) => ({ path: each, values }))
}

export function compileRequest(
  shape: RequestShape | undefined,
  names: readonly NamedObject[],
): PathNode<RequestPlace> {
  const root = new PathNode<RequestPlace>()
  if (shape === undefined) return root
  placeRequest(root, shape.fields === undefined ? shape : respelled(shape), names)
  return root
}

/** The same shape with every path in each of its spellings. */
function respelled(shape: RequestShape): RequestShape {
  const all = (paths: readonly Path[]): readonly Path[] => paths.flatMap((path) => spelled(shape, path))
  const each = <Entry extends { readonly path: Path }>(entries: readonly Entry[]): Entry[] =>
    entries.flatMap((entry) => spelled(shape, entry.path).map((path) => ({ ...entry, path })))
  return {
    ...shape,
    verbatim: all(shape.verbatim),
    json: all(shape.json),
    numbers: all(shape.numbers ?? []),
    pseudonyms: all(shape.pseudonyms),
    dropped: all(shape.dropped),
    opaque: each(shape.opaque),
    exact: each(shape.exact ?? []),
    links: each(shape.links ?? []),
    turns: each(shape.turns),
    refused: each(shape.refused),
  }
}

function placeRequest(
  root: PathNode<RequestPlace>,
  shape: RequestShape,
  names: readonly NamedObject[],
): void {
  const at = (path: Path): RequestPlace => {
    const node = nodeAt(root, path)
    return (node.rule ??= {})
  }
  for (const path of shape.verbatim) at(path).verbatim = true
  for (const path of shape.json) at(path).json = true
  for (const path of shape.numbers ?? []) at(path).numbers = true
  for (const path of shape.pseudonyms) at(path).pseudonym = true
  for (const path of shape.dropped) at(path).dropped = true
  for (const { path, media } of shape.opaque) at(path).opaque = media
  for (const name of names) if (name.in === 'body') at(name.at).object = name
  for (const exact of shape.exact ?? []) at(exact.path).exact = exact
  for (const link of shape.links ?? []) at(link.path).link = link
  if (shape.tokenIds !== undefined) at(shape.tokenIds).tokenIds = true
  for (const turns of shape.turns) {
    const node = nodeAt(root, turns.path)
    node.rule ??= {}
    node.rule.turn = { role: turns.role?.member, operator: new Set(turns.role?.operator) }
    node.captures ??= []
    if (turns.role !== undefined) node.capture(turns.role.member)
  }
  for (const refused of shape.refused) {
    const place = at(refused.path)
    place.refused = [...(place.refused ?? []), refused]
    const parent = captureAt(root, refused.path).node
    for (const sibling of refused.unlessSiblings ?? []) parent.capture(sibling)
  }
  if (shape.model !== undefined) at(shape.model)
  if (shape.stream !== undefined) at(shape.stream)
}

function markAnswer(
  root: PathNode<AnswerPlace>,
  {
    verbatim,
    json,
    values = [],
    spelled = [],
    scattered = [],
  }: Pick<AnswerShape, 'verbatim' | 'json' | 'values' | 'spelled' | 'scattered'>,
): void {
  const at = (path: Path): AnswerPlace => (nodeAt(root, path).rule ??= {})
  for (const path of verbatim) at(path).verbatim = true
  for (const path of json) at(path).json = true
  for (const path of values) at(path).value = true
  for (const path of spelled) at(path).spelled = true
  for (const path of scattered) at(path).scattered = true
}

function compileAnswer(shape: AnswerShape): PathNode<AnswerPlace> {
  const root = new PathNode<AnswerPlace>()
  markAnswer(root, shape)
  return root
}

export function compileStream(shape: StreamShape): CompiledStream {
  const types = new Set<string>()
  for (const lane of shape.lanes) if (lane.type !== undefined) types.add(lane.type)
  for (const end of shape.ends) if (end.type !== undefined) types.add(end.type)
  for (const { type } of shape.opaque ?? []) types.add(type)
  return {
    shape,
    tables: new Map([...types].map((type) => [type, frameTable(shape, type)])),
    fallback: frameTable(shape, undefined),
    doneTypes: new Set(shape.done.types),
  }
}

function frameTable(shape: StreamShape, type: string | undefined): FrameTable {
  const root = new PathNode<AnswerPlace>()
  markAnswer(root, shape)
  for (const path of shape.provisional ?? []) (nodeAt(root, path).rule ??= {}).provisional = true
  for (const opaque of shape.opaque ?? [])
    if (opaque.type === type) (nodeAt(root, opaque.path).rule ??= {}).verbatim = true
  const ends: CompiledEnd[] = []
  for (const lane of shape.lanes) if (lane.type === type) placeLane(root, lane)
  for (const end of shape.ends) if (end.type === type) placeEnd(root, end, ends)
  return { root, ends, absent: shape.absent }
}

function placeLane(root: PathNode<AnswerPlace>, lane: Lane): void {
  const node = nodeAt(root, lane.path)
  node.rule ??= {}
  node.rule.lane = {
    id: `${lane.type ?? ''} ${lane.path}`,
    keys: lane.keys.map((path) => ({ path, ...captureAt(root, path) })),
    source: lane.source,
  }
}

function placeEnd(root: PathNode<AnswerPlace>, end: LaneEnd, ends: CompiledEnd[]): void {
  const compiled: CompiledEnd = {
    keys: (end.keys ?? []).map((path) => ({ path, ...captureAt(root, path) })),
    lanes: end.lanes,
  }
  if (end.when === undefined) {
    ends.push(compiled)
    return
  }
  const node = nodeAt(root, end.when)
  node.rule ??= {}
  node.rule.end = compiled
}
