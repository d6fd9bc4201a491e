/** Lanes that are open in a stream: what each holds, how they are named, and which of them a frame's end is about. */
import type { Frame } from '../../../connectors/wire/stream-wire.ts'
import type { RestoreLane } from '../../../redaction/index.ts'
import type { EndedLanes, FrameScan, FrameString, LaneKeys } from './frame-scan.ts'
import type { ScreenLane } from './screen-lane.ts'

/** A lane that text flows through, and a frame to carry what it still holds when it ends. */
export interface OpenLane {
  /** Of the rule in the table. */
  readonly id: string
  readonly keys: LaneKeys
  readonly restore: RestoreLane
  readonly screen: ScreenLane | undefined
  carrier:
    | {
        readonly frame: Frame
        readonly data: string
        readonly strings: readonly FrameString[]
        readonly own: FrameString
      }
    | undefined
}

/** What a lane holds when it ends. */
export function lastOf({ restore, screen }: OpenLane): string {
  return (screen === undefined ? '' : restore.push(screen.flush())) + restore.flush()
}

/** Lanes that go on in this frame: one that it also ends is ended behind its last piece, not before. */
export function carriedLanes(scan: FrameScan): ReadonlySet<string> {
  const names = new Set<string>()
  for (const string of scan.strings) {
    if (string.lane !== undefined) names.add(laneName(string.lane.id, scan.keysOf(string)))
  }
  return names
}

export function laneName(id: string, keys: LaneKeys): string {
  return JSON.stringify([id, ...keys])
}

/** Every lane. */
export const ALL: EndedLanes = { keys: new Map(), lanes: undefined }

/** Whether a frame's end is about a lane. */
export function agrees({ id, keys }: Pick<OpenLane, 'id' | 'keys'>, end: EndedLanes): boolean {
  if (end.lanes?.test(id) === false) return false
  for (const [path, value] of end.keys) {
    const own = keys.get(path)
    if (own !== undefined && own !== value) return false
  }
  return true
}
