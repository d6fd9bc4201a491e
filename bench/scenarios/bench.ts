/** What every scenario works with, and how long each part of it may take. */
import type { LoadProcess, VendorProcess } from '../processes/asked-process.ts'
import type { ProxyCommand } from '../processes/proxy.ts'

export interface Bench {
  readonly load: LoadProcess
  readonly vendor: VendorProcess
  /** Folder on a real disk for ledgers and profiles; taken away at the end. */
  readonly folder: string
  readonly pace: Pace
  /** The peer gateway, when it is installed. */
  readonly peer: ProxyCommand | undefined
  /** What the tables cannot say, for below them. */
  readonly notes: string[]
  /** Told what is under way, for a person who waits. */
  readonly say: (text: string) => void
}

/** Milliseconds, and how often. */
export interface Pace {
  readonly warmUpMs: number
  readonly unary: { readonly rounds: number; readonly measureMs: number }
  readonly stream: { readonly rounds: number; readonly measureMs: number }
  /** How long the memory of open streams is watched. */
  readonly watchMs: number
  /** Leaves out what takes long and says little. */
  readonly hurried: boolean
}

export const PACES = {
  full: {
    warmUpMs: 12_000,
    unary: { rounds: 7, measureMs: 4000 },
    stream: { rounds: 5, measureMs: 6000 },
    watchMs: 5000,
    hurried: false,
  },
  quick: {
    warmUpMs: 1200,
    unary: { rounds: 3, measureMs: 800 },
    stream: { rounds: 2, measureMs: 1500 },
    watchMs: 1000,
    hurried: true,
  },
} as const satisfies Record<string, Pace>

/** Connections of the closed loop. */
export const CONNECTIONS = 64

/** Something that must not happen did: the figures would mean nothing. */
export class BrokenError extends Error {
  constructor(what: string) {
    super(what)
    this.name = 'BrokenError'
  }
}
