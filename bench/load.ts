/** The load process: does what the bench asks over the channel, one thing at a time, and answers with figures. */
import { HeldStreams } from './load/held-streams.ts'
import type { LoadRequest } from './load/messages.ts'
import { runRound } from './load/round.ts'
import { runUploads } from './load/uploads.ts'

const held = new HeldStreams()

async function serve(request: LoadRequest): Promise<object | null> {
  switch (request.kind) {
    case 'round':
      return await runRound(request)
    case 'hold':
      return await held.open(request)
    case 'upload':
      return await runUploads(request)
    case 'release':
      held.release()
  }
  return null
}

process.on('message', (request: LoadRequest) => {
  serve(request).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : 'failed' }),
  )
})
process.on('disconnect', () => process.exit(0))
