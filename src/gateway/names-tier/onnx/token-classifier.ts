/** A token classifier in ONNX with its tokenizer: texts in, values out, window by window. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Entity } from '../../../redaction/index.ts'
import type { TierSpan } from '../contract.ts'
import {
  demandDigest,
  MODEL_FILE,
  readJson,
  TOKENIZER_CONFIG_FILE,
  TOKENIZER_FILE,
  type ModelFolder,
} from './model-files.ts'
import { readLabels, type ModelLabel } from './model-labels.ts'
import { loadRuntime, type ModelRuntime, type ModelSession } from './model-runtime.ts'
import { ModelTokenizer } from './model-tokenizer.ts'
import { piecesOf } from './token-offsets.ts'
import { type Window, windowsOf } from './windows.ts'
import { type TokenScores, wordSpans } from './word-spans.ts'

/** Plain data, for a thread. */
export interface ClassifierOptions extends ModelFolder {
  /** Kinds or labels of the model that stand for an entity of ours, besides people's names. */
  readonly mapped: Readonly<Record<string, Entity>>
  /** 0..1: how sure the model has to be. */
  readonly threshold: number
}

/** The texts were given up: somebody else's time is over, or the thread is to end. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError'
}

const INPUTS: ReadonlySet<string> = new Set(['input_ids', 'attention_mask', 'token_type_ids'])

export class TokenClassifier {
  readonly #runtime: ModelRuntime
  readonly #session: ModelSession
  readonly #tokenizer: ModelTokenizer
  readonly #labels: readonly ModelLabel[]
  readonly #entities: readonly Entity[]
  /** Tokens of a window without the special ones. */
  readonly #most: number
  readonly #threshold: number

  private constructor(
    options: ClassifierOptions,
    runtime: ModelRuntime,
    session: ModelSession,
    tokenizer: ModelTokenizer,
  ) {
    this.#runtime = runtime
    this.#session = session
    this.#tokenizer = tokenizer
    this.#labels = readLabels(options.labels, options.mapped)
    this.#entities = [...new Set(this.#labels.flatMap(({ entity }) => entity ?? []))]
    this.#most = options.longest - tokenizer.prefix.length - tokenizer.suffix.length
    this.#threshold = options.threshold
  }

  /** Rejects for files that changed, a runtime that is not there, and a model that does not answer as a token classifier does. */
  static async load(options: ClassifierOptions): Promise<TokenClassifier> {
    const { directory } = options
    demandDigest(directory, options.digest)
    const runtime = await loadRuntime()
    const { Tokenizer } = await import('@huggingface/tokenizers')
    const file = readJson(directory, TOKENIZER_FILE)
    const settings = readJson(directory, TOKENIZER_CONFIG_FILE)
    if (!isObject(file) || !isObject(settings)) throw new TypeError('the tokenizer is no object')
    const tokenizer = new ModelTokenizer(new Tokenizer(file, settings), file)
    const session = await runtime.InferenceSession.create(readFileSync(join(directory, MODEL_FILE)), {
      logSeverityLevel: 4,
    })
    if (session.inputNames.some((name) => !INPUTS.has(name)) || !session.inputNames.includes('input_ids'))
      throw new TypeError('the model asks for other inputs than a token classifier')
    const classifier = new TokenClassifier(options, runtime, session, tokenizer)
    await classifier.classify('Anna, 12', () => false)
    return classifier
  }

  /** Values of a text. `cancelled` is asked between windows; when it says so, this rejects with a `CancelledError`. */
  async classify(text: string, cancelled: () => boolean): Promise<readonly TierSpan[]> {
    const pieces = piecesOf(text, this.#tokenizer, this.#most)
    const tokens = pieces.flatMap((piece) => piece.tokens)
    const scores: (TokenScores | undefined)[] = Array.from({ length: tokens.length })
    const windows = windowsOf(
      pieces.map((piece) => piece.tokens.length),
      this.#most,
    )
    for (const [index, window] of windows.entries()) {
      // Messages are read in between: the one that gives these texts up, too.
      if (index > 0) await setImmediate()
      if (cancelled()) throw new CancelledError()
      await this.#run(tokens, window, scores)
    }
    const known = scores.map((each) => {
      if (each === undefined) throw new TypeError('a token is in no window')
      return each
    })
    return this.#entities
      .flatMap((name, index) => {
        const entity = { name, index }
        return wordSpans(text, pieces, this.#tokenizer, known, entity, this.#threshold)
      })
      .sort((one, other) => one.start - other.start || other.end - one.end)
  }

  /** Drops what is remembered of the texts so far. */
  forget(): void {
    this.#tokenizer.forget()
  }

  /** Fills in the scores of a window's tokens; where windows overlap, the surer one counts. */
  async #run(tokens: readonly string[], window: Window, scores: (TokenScores | undefined)[]): Promise<void> {
    const { prefix, suffix } = this.#tokenizer
    const own = tokens.slice(window.from, window.to).map((token) => this.#tokenizer.id(token))
    const ids = [...prefix, ...own, ...suffix]
    const dims = [1, ids.length]
    const tensor = (values: readonly number[]): InstanceType<ModelRuntime['Tensor']> =>
      new this.#runtime.Tensor('int64', BigInt64Array.from(values, BigInt), dims)
    const feeds: Record<string, InstanceType<ModelRuntime['Tensor']>> = {}
    for (const name of this.#session.inputNames)
      feeds[name] = tensor(name === 'input_ids' ? ids : ids.map(() => (name === 'attention_mask' ? 1 : 0)))
    const answer = await this.#session.run(feeds)
    const logits = answer['logits'] ?? answer[this.#session.outputNames[0] ?? '']
    const count = this.#labels.length
    if (
      logits === undefined ||
      !(logits.data instanceof Float32Array) ||
      logits.dims.join() !== [1, ids.length, count].join()
    )
      throw new TypeError('the model does not answer with one score a label for each token')
    for (let index = 0; index < own.length; index++) {
      const at = (prefix.length + index) * count
      const score = this.#scoreOf(logits.data.subarray(at, at + count))
      const before = scores[window.from + index]
      scores[window.from + index] = before === undefined ? score : surer(before, score)
    }
  }

  /** Softmax over the labels, summed by entity. */
  #scoreOf(logits: Float32Array): TokenScores {
    let most = -Infinity
    let likeliest = 0
    for (const [index, value] of logits.entries()) {
      if (!Number.isFinite(value)) throw new TypeError('the model answered with no number')
      if (value > most) {
        most = value
        likeliest = index
      }
    }
    let sum = 0
    for (const value of logits) sum += Math.exp(value - most)
    const scores = this.#entities.map((entity) => {
      let own = 0
      for (const [index, label] of this.#labels.entries())
        if (label.entity === entity) own += Math.exp((logits[index] ?? 0) - most)
      return own / sum
    })
    const label = this.#labels[likeliest]
    return { scores, begins: label?.begins === true ? label.kind : undefined }
  }
}

function surer(one: TokenScores, other: TokenScores): TokenScores {
  const scores = one.scores.map((score, index) => Math.max(score, other.scores[index] ?? 0))
  return { scores, begins: one.begins ?? other.begins }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
