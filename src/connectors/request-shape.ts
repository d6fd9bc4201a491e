/** The shape of a request: what in its body is read, left as sent, forced, refused or removed. */
import type { Evidence } from './evidence.ts'
import type { Path } from './stream-shape.ts'

export type Media = 'audio' | 'image' | 'file'

/** A body member whose presence, or whose value, the residency or retention agreement rules out. */
export interface RefusedMember {
  readonly path: Path
  /** Refuse only these string values (full match); without it any value but null, false and the empty list. */
  readonly values?: RegExp
  /** Refuse only when the value does NOT match (an allow-list). */
  readonly except?: RegExp
  /** Refuse only when the object that holds the member has none of these members (null counts as none). */
  readonly unlessSiblings?: readonly string[]
  readonly rule: string
  readonly because: string
  readonly remedy: string
  readonly evidence: Evidence
}

/** A request member that is forced to a value whatever the caller sent. */
export interface ForcedMember {
  /** A top-level key. */
  readonly key: string
  /** JSON source of the value. */
  readonly value: string
  /** `append` adds the (string) value to an array if it is not in it yet, `union` each value of a list. */
  readonly how: 'set' | 'append' | 'union'
  /** Only for models that match. */
  readonly models?: RegExp
  readonly notModels?: RegExp
  readonly flag: string
  readonly evidence: Evidence
}

/**
 * A string that the vendor needs exactly as sent (a key of its own making, a text that it keeps and that no later answer
 * could restore). One in which something is found is refused, never changed.
 */
export interface ExactString {
  readonly path: Path
  /** A string that matches from end to end is left as sent without a look. */
  readonly shape?: RegExp
  /** Credentials are meant to be there; what else is found refuses it. */
  readonly credentials?: true
}

/** A URL that the vendor itself calls or fetches: its host has to be on a list in the endpoint's config. */
export interface LinkedHost {
  readonly path: Path
  /** Field of the endpoint's config that lists host names: `webhook_hosts`. */
  readonly hosts: string
  /** URLs of the vendor's own, each of which names an object that is looked up. */
  readonly except?: RegExp
}

/** Where a sentence for the model goes, in a top-level member. */
export interface NotePlace {
  readonly key: string
  /** Another name that the vendor reads as the same (protocol buffers have two). */
  readonly alias?: string
  /** `text`: the member is a string, and the sentence its last paragraph. `items`: it is an array, or an object that holds one. */
  readonly kind: 'text' | 'items'
  /** JSON source of an item; `$NOTE` stands for the sentence. Of `text` too, where an array may stand in place of a string. */
  readonly item?: string
  /** `first` only where the order is the conversation's. */
  readonly position?: 'first' | 'last'
  /** Member of the object that holds the array. */
  readonly within?: string
}

/** An ordered list of conversation turns; its strings carry caller provenance unless the role says otherwise. */
export interface Turns {
  readonly path: Path
  /** Member that holds the role, and the roles whose text belongs to the operator and is never restored. */
  readonly role?: { readonly member: string; readonly operator: readonly string[] }
}

/** How a request body is walked. Everything that is not named here is redacted. */
export interface RequestShape {
  /** Ids, enums, signatures: left as sent while they look like an identifier, redacted otherwise. */
  readonly verbatim: readonly Path[]
  /** Base64 that cannot be read, each of a kind that consent has to name. Strings at these paths are not scanned. */
  readonly opaque: readonly { readonly path: Path; readonly media: Media }[]
  /** Strings that hold JSON source: walked as JSON, redacted with JSON escapes. */
  readonly json: readonly Path[]
  /** Values of the caller's own making (arguments of tools, `**`): a long number in them is read like a text. */
  readonly numbers?: readonly Path[]
  readonly turns: readonly Turns[]
  /** Identifiers of end users: replaced by a keyed HMAC. */
  readonly pseudonyms: readonly Path[]
  readonly exact?: readonly ExactString[]
  readonly links?: readonly LinkedHost[]
  readonly refused: readonly RefusedMember[]
  readonly forced: readonly ForcedMember[]
  readonly note?: NotePlace
  /** Members removed before egress. */
  readonly dropped: readonly Path[]
  /** Arrays of token ids, decoded with the tokenizer of the model before they are walked. */
  readonly tokenIds?: Path
  /** Top-level member that names the model or deployment. */
  readonly model?: string
  /** Member in whose presence the request names no model: each of its frames may. */
  readonly modelUnless?: string
  /** Model that the vendor takes when the request names none. */
  readonly modelDefault?: string
  /** Top-level member that asks for a stream. */
  readonly stream?: string
  /**
   * `protobuf`: every path stands for each spelling that a parser of protobuf's JSON takes. Fields in camelCase or
   * snake_case, and one item where a list is meant.
   */
  readonly fields?: 'protobuf'
  /** Where the request asks for an answer that is JSON, and the values that do. */
  readonly structured?: { readonly path: Path; readonly values: RegExp }
}
