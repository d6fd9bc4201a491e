/** A process with the gateway's guard and a fault of the kind that its argument names; started by a test. */
import { EventEmitter } from 'node:events'
import { guardProcess } from '../../src/gateway/cli/guard-process.ts'
import { createLog } from '../../src/gateway/observe/log.ts'

guardProcess(createLog())

const TEXT = 'PESEL 44051401359 of Anna Kowalska'

class VendorAnswerError extends Error {
  readonly code = 'ERR_STAND_IN'
  readonly body = TEXT
}

function fault(): Error {
  return new VendorAnswerError(`${TEXT}\n    at ${TEXT} (/srv/anna/${TEXT}.ts:1:1)`, {
    cause: new Error(TEXT),
  })
}

switch (process.argv[2]) {
  case 'throw':
    setTimeout(() => {
      throw fault()
    })
    break
  case 'reject':
    void Promise.reject(fault())
    break
  case 'emit':
    setTimeout(() => new EventEmitter().emit('error', fault()))
    break
  case 'string':
    setTimeout(() => {
      // A library may throw anything.
      // oxlint-disable-next-line typescript/only-throw-error, no-throw-literal
      throw TEXT
    })
    break
  case 'json':
    setTimeout(() => void JSON.parse(`{"a": ${TEXT}}`))
    break
  default:
    break
}

// Stays until the guard ends it.
setTimeout(() => {}, 30_000)
