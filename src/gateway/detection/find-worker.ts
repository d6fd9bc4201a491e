/** Entry of a detection thread: long texts are read here, so that the thread that serves callers never stops for one. */
import { type MessagePort, parentPort } from 'node:worker_threads'
import { compilePolicy, find, type Policy } from '../../redaction/index.ts'
import type { FindAnswer, FindBegun, FindRequest } from './messages.ts'
import { packFindings } from './packed-findings.ts'

const policies = new Map<number, Policy>()

if (parentPort !== null) serve(parentPort)

function serve(port: MessagePort): void {
  port.on('message', (request: FindRequest) => {
    const answer: FindAnswer = { id: request.id, findings: look(request, port) }
    const { findings } = answer
    port.postMessage(answer, findings === undefined ? [] : [findings.kindOf.buffer, findings.spans.buffer])
  })
}

function look(
  { id, policy: { number, options }, text, cue }: FindRequest,
  port: MessagePort,
): FindAnswer['findings'] {
  try {
    let policy = policies.get(number)
    if (policy === undefined) {
      if (options === undefined) return undefined
      policies.set(number, (policy = compilePolicy(options)))
      const begun: FindBegun = { begun: id }
      port.postMessage(begun)
    }
    return packFindings(find(policy, text, cue === undefined ? undefined : { cue }))
  } catch {
    return undefined
  }
}
