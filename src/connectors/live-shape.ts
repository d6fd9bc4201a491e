/** What an operation over WebSocket is: its query, the frames of both sides, and how its dialect says no. */
import type { Closure, ForcedMember, Media, OperationPlace, RequestShape } from './contract.ts'
import type { Path, StreamShape } from './stream-shape.ts'

/**
 * A kind of JSON frame that callers send. Like a body, it is walked by exclusion: every string that `shape` does not call
 * verbatim is redacted.
 */
export interface ClientFrame {
  /** Value of the discriminator. */
  readonly type: string
  readonly shape: RequestShape
  /** No caller may send it: answered with the dialect's error event, and the session goes on unless the dialect ends it. */
  readonly closed?: Closure
  /** Strings that name a model: each has to be one that the endpoint lists. */
  readonly models?: readonly Path[]
}

export interface ClientFrames {
  /** `json` is JSON that an SDK sends as bytes. */
  readonly binary: 'audio' | 'json' | 'refused'
  readonly text: 'json' | 'refused'
  /** Top-level member that names the kind; without one every frame has the shape of `others`. */
  readonly discriminator?: string
  readonly kinds: readonly ClientFrame[]
  /** Frames of any other kind: `models` holds for them too. */
  readonly others: Omit<ClientFrame, 'type'>
}

/**
 * Frames whose text comes whole again and again while it grows, until one says that it is complete. Where answers are masked,
 * the end of every string that is not verbatim is withheld until then: what stands there can become a part of a value.
 */
export interface GrowingText {
  /** Value of the stream's discriminator. */
  readonly type: string
  /** Top-level boolean: true in the frame that has the whole text. */
  readonly complete: string
  /** Top-level string: the text itself. One that ends within a number is held back until the next one tells how that goes on. */
  readonly text: string
  /** Top-level members that tell one text from the next, and who speaks. */
  readonly order: string
  readonly speaker?: string
  /**
   * The whole text comes a second time, spelled otherwise, where the caller asks for that by a setting (a parameter of the
   * query, or a top-level member of a later frame): the member that is true then. Until then the text is not complete.
   */
  readonly respelled?: { readonly setting: string; readonly member: string }
  /** Where the text stands word by word, in the order of the text: `words[].text`. A word that is withheld is empty. */
  readonly words: readonly Path[]
}

export interface VendorFrames {
  readonly binary: 'audio' | 'json' | 'refused'
  /** Lanes, ends, verbatim paths and counts of JSON frames; its wire is `message`. */
  readonly stream: StreamShape
  readonly growing?: readonly GrowingText[]
}

/** A refusal or failure in a session, in words of the gateway's own. */
export interface LiveFault {
  readonly code: string
  /** HTTP status that it would have. */
  readonly status: number
  readonly message: string
  /** Member of the frame that it is about. */
  readonly path: string | undefined
  /** The session ends with it. */
  readonly ends: boolean
}

/** How a dialect puts it. */
export interface LiveWords {
  /** JSON text of the error frame; undefined where the dialect has none. */
  readonly frame: string | undefined
  /** Close code (RFC 6455, section 7.4) where the session ends with it, whether the fault asks for that or the dialect. */
  readonly close: number | undefined
  /** Reason in the close frame, where the dialect says it there; cut to what fits. */
  readonly reason?: string
}

/** What the vendor makes in a session and remembers as long as that is open: its caller may name it, and nothing else of the kind. */
export interface SessionObjects {
  /** Frames of this type name one, at a path of plain keys. */
  readonly made: { readonly type: string; readonly id: Path }
  /** Top-level member by which callers name one. */
  readonly named: string
  readonly rule: string
  readonly because: string
  readonly remedy: string
}

/** The frame that a caller's session begins with. */
export interface Opening {
  readonly shape: RequestShape
  /**
   * Where it names the model, by plain keys. Of a longer name (a resource's) the pattern's group `model` is it, and other groups
   * are parameters as a path has them: `project`, `location`.
   */
  readonly model?: { readonly path: Path; readonly name?: RegExp }
}

/** One conversation that a vendor offers over WebSocket, as a table that an auditor can read. */
export interface LiveOperation {
  /** Unique among all operations of the vendor: `streaming.transcribe`. */
  readonly id: string
  /** Templates on the vendor's own path. */
  readonly paths: readonly string[]
  /** Which of the vendor's services has it; undefined for the one at the connector's own mount. */
  readonly service?: string
  /** Listed so that its refusal has a reason: no tenant may open it. */
  readonly closed?: Closure
  /** Where it is processed, when that is not where the endpoint is. */
  readonly place?: OperationPlace
  /** Refused unless the switch of this name is on in the endpoint's config. */
  readonly needs?: Closure & { readonly setting: string }
  /** The query, walked like a form: its parameters are the top-level members. JSON source in one is a path of `json`. */
  readonly query: RequestShape
  /** Why no parameter passes that the query does not name; undefined lets others pass, redacted. */
  readonly closedQuery?: string
  /**
   * The first frame of the caller is its configuration and names the model: it is awaited, read like a body, and only then an
   * endpoint is chosen and the vendor called. Without it the query says all that is needed.
   */
  readonly opening?: Opening
  /** Subprotocols that a caller may ask the vendor for; others stay here. */
  readonly protocols?: readonly string[]
  /** Milliseconds that the vendor's SDK waits for its session, where that is short: the handshake gets no more. */
  readonly handshakeMilliseconds?: number
  /** What frames carry that nobody can look at, which consent has to name. */
  readonly media?: Media
  readonly client: ClientFrames
  readonly vendor: VendorFrames
  readonly objects?: SessionObjects
  readonly says: (fault: LiveFault) => LiveWords
  /** JSON text of a frame that tells the caller, in the dialect's own words, that the session ends in so many milliseconds. */
  readonly goodbye?: (milliseconds: number) => string
}

/** What a caller asks of a key for one session. */
export interface TemporaryKeyAsked {
  /** Until it has to be used. */
  readonly seconds: number
  /** The kind of session, in the dialect's own word. */
  readonly kind?: string
  /** The only model that the session may name. */
  readonly model?: string
  /** How long the session may take. */
  readonly sessionSeconds?: number
}

/** Keys for browsers, which the gateway mints for its own sessions in place of the vendor's: single use, and short-lived. */
export interface TemporaryKeyTable {
  readonly method: 'GET' | 'POST'
  /** The vendor's own paths, so that its SDK finds it. */
  readonly paths: readonly string[]
  readonly service?: string
  /** Ids of the sessions that a key opens. */
  readonly operations: readonly string[]
  /** What is asked for, or the member that is not what a key of the gateway can hold, and why. */
  readonly read: (
    query: URLSearchParams,
    body: unknown,
  ) => TemporaryKeyAsked | { readonly wrong: string; readonly because: string }
  /** The vendor's own answer. `id` is new; `expiresAt` in Unix seconds. */
  readonly answer: (made: {
    readonly value: string
    readonly id: string
    readonly expiresAt: number
    readonly asked: TemporaryKeyAsked
  }) => unknown
}

/** What a connector says of its operations over WebSocket. */
export interface LiveTable {
  readonly operations: readonly LiveOperation[]
  /** Prefix of a subprotocol that carries the gateway key, where SDKs send it so: `openai-insecure-api-key.` */
  readonly keyProtocol?: string
  /** Parameter of the query that carries a temporary key, where SDKs send it so: `token`. */
  readonly keyParameter?: string
  readonly temporaryKeys?: TemporaryKeyTable
}

/** A query without parameters, or a frame without members that need a word: everything is redacted. */
export const BARE: RequestShape = {
  verbatim: [],
  opaque: [],
  json: [],
  turns: [],
  pseudonyms: [],
  refused: [],
  forced: [] as readonly ForcedMember[],
  dropped: [],
}
