/** What a connector is: a vendor as data and pure functions, with no I/O, no clock and no environment. */
import type { Evidence } from './evidence.ts'
import type { LiveTable } from './live-shape.ts'
import type { Media, RequestShape } from './request-shape.ts'
import type { Path, StreamShape } from './stream-shape.ts'

export type { Evidence } from './evidence.ts'
export type {
  ExactString,
  ForcedMember,
  LinkedHost,
  Media,
  NotePlace,
  RefusedMember,
  RequestShape,
} from './request-shape.ts'
export type { Lane, LaneEnd, Path, StreamShape } from './stream-shape.ts'

export type VendorId = 'openai' | 'azure' | 'deepl' | 'assemblyai' | 'bedrock' | 'vertex'

/** ISO 3166-1 alpha-2 codes of every country in which an endpoint may process a call. */
export type Countries = readonly string[]

/** How the gateway knows where a call was processed, weakest claim last. */
export type EvidenceBasis = 'observed' | 'dialled' | 'attested' | 'destination_set'

/** One place in the catalogue that a vendor documents. `countries` undefined means "not known": always refused. */
export interface Region {
  readonly id: string
  readonly title: string
  readonly countries: Countries | undefined
  readonly evidence: Evidence
  readonly caveat?: string
}

/** What only an account setting can promise and a person has to attest, with a date. */
export interface AttestationKind {
  readonly id: string
  readonly title: string
  /** `place` decides where a call is processed, so nothing can waive it; `retention` can be waived by an evaluation. */
  readonly decides: 'place' | 'retention'
  readonly evidence: Evidence
}

/** The part of an endpoint's configuration that decides where it is. */
export interface EndpointFacts {
  readonly region: string
  readonly resource: string | undefined
  readonly domain: string | undefined
  readonly project?: string
  readonly key: { readonly kind: string } | undefined
  /** Model or deployment name -> SKU, where the vendor has SKUs. */
  readonly skus: ReadonlyMap<string, string>
  readonly attested: ReadonlySet<string>
  /** Name that hides what it calls (an ARN) -> regions that it reaches, where an attestation says so and holds. */
  readonly targets?: ReadonlyMap<string, readonly string[]>
}

/** Where an endpoint would process a call to this model or deployment, and how that is known. */
export interface Place {
  readonly region: string
  readonly countries: Countries | undefined
  readonly basis: EvidenceBasis
  /** Why the countries are not known, or which caveat applies; shown in refusals. */
  readonly reason?: string
}

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Why something is refused whatever the request holds. */
export interface Closure {
  readonly rule: string
  readonly because: string
  readonly remedy: string
  readonly evidence: Evidence
}

/** Where an operation is processed, when that is not where its endpoint is. */
export interface OperationPlace {
  /** Regions for which the vendor documents it; in all others it may be processed anywhere. */
  readonly regions?: readonly string[]
  /** SKUs whose deployments serve it: its place is theirs, and not known where the endpoint has none. */
  readonly skus?: readonly string[]
  readonly because: string
  readonly evidence: Evidence
}

/** A call of the gateway's own on the path of a call that was answered, once the caller has the whole answer. */
export interface FollowUp {
  /** Only where the switch of this name is on in the endpoint's config. */
  readonly setting: string
  /** Top-level string of the answer, and the values that call for it. */
  readonly when: { readonly member: string; readonly values: RegExp }
  /** Method of the operation on the same path. */
  readonly method: HttpMethod
}

/** Where a call names an object that the vendor keeps: a file, a transcript, a glossary. */
export interface NamedObject {
  /** One word of the connector's own: `file`. The record and `limen pins` know objects by it. */
  readonly kind: string
  readonly in: 'path' | 'query' | 'body' | 'part'
  /** Parameter of the path's template or of the query, path of a body member or form field, or name of a part. */
  readonly at: string
  /** What stands between the names of several objects in one text. */
  readonly separator?: string
  /** Only values that match name an object of somebody's; others are not looked up. */
  readonly only?: RegExp
  /** What the call does to the object; it reads it unless told. What config shares can only be read. */
  readonly to?: 'change' | 'end'
}

/** An object that an answer names and that is the caller's own from then on. */
export interface CreatedObject {
  readonly kind: string
  /** Path of its id in the answer, or of several: `id`, `result_files[]`. */
  readonly id: Path
  /** The answer can be without it: an output that is not written yet. */
  readonly optional?: boolean
  /** Path of the time at which the vendor deletes it by itself: Unix seconds or ISO 8601. */
  readonly expires?: Path
  /** Seconds after which the vendor deletes it by itself, where the answer does not say when. */
  readonly keptSeconds?: number
}

/** How an answer is walked. Every string that is not verbatim is restored. */
export interface AnswerShape {
  readonly verbatim: readonly Path[]
  readonly json: readonly Path[]
  /** As in the shape of a stream. */
  readonly values?: readonly Path[]
  /** Strings of a list that spell a text word by word: read as one text, each changed for itself. */
  readonly spelled?: readonly Path[]
  /** As in the shape of a stream. */
  readonly scattered?: readonly Path[]
  readonly usage: { readonly input: Path; readonly output: Path } | undefined
  readonly model: Path | undefined
  readonly stream?: StreamShape
  /** The answer holds no text (vectors, audio): passed through without a look. */
  readonly opaque?: boolean
  /** The answer is a file of whatever type, a page among them. */
  readonly file?: boolean
  /** What the answer holds that nobody can look at, which consent has to name. */
  readonly media?: Media
  /**
   * A list that would show other tenants' things: items whose id is not allowed are taken out. With `kind`, what is allowed
   * are the tenant's own objects of that kind, and models that config lists; without it, those models alone.
   */
  readonly filter?: { readonly items: Path; readonly id: string; readonly kind?: string }
}

export interface MultipartShape {
  /** Parts that hold a file, each of a kind that consent has to name. */
  readonly files: Readonly<Record<string, Media>>
  readonly verbatim: readonly string[]
  /** Parts that hold JSON, each walked as a body of its own. */
  readonly json?: Readonly<Record<string, RequestShape>>
  /** Parts that hold the name of a file: unless it says nothing, only its ending goes on. */
  readonly fileNames?: readonly string[]
  /** Parts that identify an end user: replaced by a keyed HMAC. */
  readonly pseudonyms?: readonly string[]
  /** Part that names the model; undefined for an upload that names none. */
  readonly model: string | undefined
  /** Parts that are refused, with a reason. */
  readonly refused: readonly {
    readonly part: string
    /** Refuse only these values (full match); without it any. */
    readonly values?: RegExp
    readonly rule: string
    readonly because: string
    readonly remedy: string
  }[]
}

/** One call that a vendor offers, as a table that an auditor can read. */
export interface Operation {
  /** Unique within the vendor: `chat.completions`. */
  readonly id: string
  readonly method: HttpMethod
  /** Templates on the vendor's own path: `/v1/chat/completions`, `/openai/deployments/{deployment}/embeddings`. */
  readonly paths: readonly string[]
  /** Only for models whose name in the path matches: one path can take bodies of several shapes. */
  readonly models?: RegExp
  /** Query parameters left as sent while they look like identifiers; all others are redacted. */
  readonly query: readonly string[]
  /** `binary` is one file as it is, streamed through unread; `json_or_bytes` is JSON that an SDK may call bytes. */
  readonly body: 'json' | 'json_or_bytes' | 'json_or_form' | 'multipart' | 'binary' | 'none' | 'any'
  /** Which of the vendor's services has it; undefined for the one at the connector's own mount. */
  readonly service?: string
  /** Listed so that its refusal has a reason: no tenant may call it. */
  readonly closed?: Closure
  /** Where it is processed, when that is not where the endpoint is. */
  readonly place?: OperationPlace
  /** Refused unless the switch of this name is on in the endpoint's config. */
  readonly needs?: Closure & { readonly setting: string }
  /** What a binary body is, which consent has to name. */
  readonly binary?: Media
  readonly followUp?: FollowUp
  readonly request?: RequestShape
  readonly multipart?: MultipartShape
  readonly answer: AnswerShape
  /** Objects at the vendor that the call names: only the tenant whose they are may, and only where they are kept. */
  readonly names?: readonly NamedObject[]
  /** Objects that the answer of a good call names: they are pinned to the tenant before it leaves. */
  readonly creates?: readonly CreatedObject[]
  /** `bracket` tokens for models, `element` (XML) for machine translation, `keyed` for vectors that are kept and compared. */
  readonly tokens: 'bracket' | 'element' | 'keyed'
}

/** A region that the vendor reported in an answer. */
export interface Observation {
  readonly region: string | undefined
  /** Deployment that the vendor says it used, to be held against the configured ones. */
  readonly deployment?: string
  /** Something in the headers that contradicts what was configured (a spillover, two regions at once). */
  readonly contradiction?: string
}

export type AnswerHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

/** One of several services of a vendor, each with a host of its own: an endpoint of the vendor has a pool for each. */
export interface Service {
  readonly id: string
  readonly title: string
  /** First path segment on the gateway: `/assemblyai-sync`. */
  readonly mount: string
  /** Page that says where it is. */
  readonly evidence: Evidence
  readonly host: (facts: EndpointFacts) => string | undefined
  readonly place: (facts: EndpointFacts, model: string | undefined) => Place
}

/** A vendor: a table and a few pure functions over it. */
export interface Connector {
  readonly vendor: VendorId
  readonly title: string
  /** First path segment on the gateway: `/openai`. */
  readonly mount: string
  /** Services beside the one that is mounted there. */
  readonly services?: readonly Service[]
  readonly dialect: 'openai' | 'deepl' | 'assemblyai' | 'aws' | 'google'
  readonly regions: readonly Region[]
  readonly attestations: readonly AttestationKind[]
  readonly operations: readonly Operation[]
  readonly live?: LiveTable
  /** Paths that no tenant may call, whatever its policy for operations that are not listed; matched in lower case. */
  readonly closedPaths?: readonly (Closure & { readonly pattern: RegExp })[]
  /** Caller headers that may go to the vendor; everything else stays here. */
  readonly requestHeaders: readonly string[]
  /** Headers of that list whose value is an identifier: it leaves as a keyed HMAC, so that two tenants never share one. */
  readonly pseudonymHeaders?: readonly string[]
  /** Caller headers that would choose a host, region or deployment, refused with a reason when present. */
  readonly refusedHeaders: readonly {
    readonly name: string
    readonly rule: string
    readonly because: string
  }[]
  /** Vendor headers that may go to the caller; a trailing `*` matches a prefix. */
  readonly answerHeaders: readonly string[]
  /** Kind of an upstream key as far as the key itself tells: `free` for a free DeepL key. */
  readonly keyKind: (key: string) => string
  /** Host name of an endpoint; components are checked against `^[a-z0-9-]{1,63}$` before they get here. */
  readonly host: (facts: EndpointFacts) => string | undefined
  readonly place: (facts: EndpointFacts, model: string | undefined) => Place
  /** Credential header for an upstream key. */
  readonly credential: (key: string, kind: 'key' | 'bearer') => readonly [name: string, value: string]
  /** Headers that are forced on every call. */
  readonly forcedHeaders: (tenantTag: string) => readonly (readonly [name: string, value: string])[]
  readonly observe: (headers: AnswerHeaders) => Observation
  /** Where a path that is not listed names a model or deployment; global, with one group. */
  readonly modelInPath?: RegExp
  /** Service name for which callers may sign with Signature Version 4 in place of showing a key. */
  readonly signedFor?: string
  /** For a vendor whose paths name their place: any path that does not match is refused, whatever the tenant's policy. */
  readonly placeInPath?: {
    /** Its named groups are parameters of the path, which have to be the endpoint's own. */
    readonly pattern: RegExp
    readonly own: (facts: EndpointFacts) => Readonly<Record<string, string>>
    readonly because: string
    readonly remedy: string
  }
  /** Why no query parameter passes that the operation does not list; undefined lets others pass, redacted. */
  readonly closedQuery?: string
  /** A model's name decides where it is processed, beside the region. */
  readonly placesByModel?: boolean
  /** Config field that allow-lists models: `models`, `deployments`. */
  readonly modelField: 'models' | 'deployments' | undefined
}
