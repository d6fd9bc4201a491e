/** Entry of a model's thread: loads it once, answers one request after the other, and ends when it cannot load. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import type { ModelAnswer, ModelRequest, ModelStart } from './model-messages.ts'
import { TokenClassifier } from './token-classifier.ts'

if (parentPort !== null) await serve(parentPort, workerData as ModelStart)

async function serve(port: MessagePort, { options, cancelled }: ModelStart): Promise<void> {
  const say = (answer: ModelAnswer): void => port.postMessage(answer)
  const classifier = await TokenClassifier.load(options)
  const queue: ModelRequest[] = []
  let running = false
  const run = async (): Promise<void> => {
    running = true
    for (let request = queue.shift(); request !== undefined; request = queue.shift())
      say({ kind: 'spans', id: request.id, spans: await look(request, classifier, cancelled) })
    running = false
  }
  port.on('message', (request: ModelRequest) => {
    queue.push(request)
    if (!running) void run()
  })
  say({ kind: 'ready' })
}

async function look(
  { id, texts }: ModelRequest,
  classifier: TokenClassifier,
  cancelled: Int32Array,
): Promise<readonly Awaited<ReturnType<TokenClassifier['classify']>>[] | undefined> {
  try {
    const spans: Awaited<ReturnType<TokenClassifier['classify']>>[] = []
    for (const text of texts)
      spans.push(await classifier.classify(text, () => Atomics.load(cancelled, 0) === id))
    return spans
  } catch {
    // A fault could quote the text.
    return undefined
  } finally {
    classifier.forget()
  }
}
