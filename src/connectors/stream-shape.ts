/** The shape of a streamed answer: which text goes on from frame to frame, and which frame ends it. */

/**
 * Paths name places in a JSON body: `messages[].content`, `metadata.*`, `tools[].function.parameters.**`.
 * `[]` is any array item, `*` any one key, a trailing `**` everything below.
 */
export type Path = string

/** A text that continues from frame to frame. */
export interface Lane {
  /** Value of the frame's discriminator (`type` member or SSE event name); undefined for wires without one. */
  readonly type?: string
  readonly path: Path
  /** Vendor's own indices that tell lanes apart, as paths to numbers or ids: `choices[].index`, `item_id`. */
  readonly keys: readonly Path[]
  /**
   * `json`: the text is JSON source (tool arguments), so restored values are escaped into it. `answer`: the model's own
   * words, which are JSON source when the request asks for that and text otherwise.
   */
  readonly source: 'text' | 'json' | 'answer'
}

/** A frame that ends lanes: they are flushed before it is forwarded. */
export interface LaneEnd {
  readonly type?: string
  /** Ends lanes only when the member at this path is not null. */
  readonly when?: Path
  /** Keys that have to equal the lane's where both have them; without it, every lane ends. */
  readonly keys?: readonly Path[]
  /** Ends only lanes whose type and path, with a space between them, match: other texts go on. */
  readonly lanes?: RegExp
}

export interface StreamShape {
  /** `json_array` also answers with `sse` where the caller may ask for that; `message` is a frame of a WebSocket. */
  readonly wire: 'sse' | 'event_stream' | 'json_array' | 'message'
  /** Member of an event's payload that holds the frame's JSON in base64. */
  readonly envelope?: string
  readonly verbatim: readonly Path[]
  /** Base64 that nobody reads, in frames of one type: a member that is a text in those of another. */
  readonly opaque?: readonly { readonly type: string; readonly path: Path }[]
  readonly json: readonly Path[]
  /** Below these, strings are values of JSON that the model wrote (arguments as an object): it drops brackets of tokens there. */
  readonly values?: readonly Path[]
  /** The answer's own text once more, token by token: what its pieces hold together nobody can tell. */
  readonly scattered?: readonly Path[]
  /** Texts that a later frame says anew and whole: where answers are masked, they are withheld. */
  readonly provisional?: readonly Path[]
  readonly usage: { readonly input: Path; readonly output: Path } | undefined
  /** Top-level member that names the frame's type. */
  readonly discriminator?: string
  readonly lanes: readonly Lane[]
  readonly ends: readonly LaneEnd[]
  /** What a key is that a frame leaves out: protobuf leaves out zeros. */
  readonly absent?: string
  /** Data of the frame that ends the stream well (`[DONE]`), the types that do, or a top-level member that only it has. */
  readonly done: { readonly data?: string; readonly types?: readonly string[]; readonly member?: string }
}
