/** The part of ONNX Runtime's JavaScript API that is used, and which of its packages is there. */
import { createRequire } from 'node:module'

/** Source: onnxruntime-common, `InferenceSession` and `Tensor`; onnxruntime-node and onnxruntime-web both implement it. */
export interface ModelTensor {
  readonly dims: readonly number[]
  readonly data: unknown
}

export interface ModelSession {
  readonly inputNames: readonly string[]
  readonly outputNames: readonly string[]
  run(feeds: Readonly<Record<string, ModelTensor>>): Promise<Readonly<Record<string, ModelTensor>>>
}

export interface ModelRuntime {
  readonly InferenceSession: {
    create(model: Uint8Array, options?: object): Promise<ModelSession>
  }
  readonly Tensor: new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => ModelTensor
  readonly env: { readonly wasm: { numThreads?: number }; logLevel?: string }
}

/** Packages of its own: compiled code first, then WebAssembly. Neither comes with the gateway. */
const PACKAGES = ['onnxruntime-node', 'onnxruntime-web'] as const

const TOKENIZER_PACKAGE = '@huggingface/tokenizers'

/** Packages that an ONNX model needs and that are not installed; empty when it can run. */
export function missingPackages(): readonly string[] {
  const missing = installedRuntime() === undefined ? [PACKAGES[0]] : []
  return isInstalled(TOKENIZER_PACKAGE) ? missing : [...missing, TOKENIZER_PACKAGE]
}

/** Rejects where none is installed, or the one that is does not load. */
export async function loadRuntime(): Promise<ModelRuntime> {
  const name = installedRuntime()
  if (name === undefined) throw new TypeError('no ONNX runtime is installed')
  const runtime = (await import(name)) as ModelRuntime
  // One window after the other in a thread that has nothing else to do; more threads of WebAssembly are workers of their own.
  if (name === 'onnxruntime-web') runtime.env.wasm.numThreads = 1
  runtime.env.logLevel = 'fatal'
  return runtime
}

function installedRuntime(): string | undefined {
  return PACKAGES.find(isInstalled)
}

const { resolve } = createRequire(import.meta.url)

function isInstalled(name: string): boolean {
  try {
    resolve(name)
    return true
  } catch {
    return false
  }
}
