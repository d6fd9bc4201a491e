/** Paths of OpenAI's API that no tenant may call: credentials that go round the gateway, other tenants' things, totals of the account. */
import type { Closure, Connector } from '../contract.ts'
import { MODEL_STATE, YOUR_DATA } from './openai-evidence.ts'

const ROUND: Closure = {
  rule: 'gateway_bypass',
  because:
    'It lets a caller connect to the vendor without the gateway: nothing of that call would be inspected.',
  remedy: 'connect to the gateway; a credential of the vendor is never handed out.',
  evidence: YOUR_DATA,
}

const ACCOUNT: Closure = {
  rule: 'account_data',
  because:
    "It shows or changes the whole account, which is the operator's, with the calls of every tenant in it.",
  remedy: "use the vendor's own console with the operator's own key.",
  evidence: YOUR_DATA,
}

const STATE: Closure = {
  rule: 'vendor_state',
  because:
    'It keeps conversations or documents at the vendor, in a service that no residency agreement covers.',
  remedy: 'keep the state yourself and send what a call needs; files are kept by files.create.',
  evidence: MODEL_STATE,
}

/** `root` is a pattern of what stands before the paths of the API. */
export function openaiClosedPaths(root: string): NonNullable<Connector['closedPaths']> {
  const at = (tails: string): RegExp => new RegExp(`^${root}(?:${tails})(?:/|$)`)
  return [
    { ...ROUND, pattern: at('realtime/[a-z_]+|realtime/.*/[a-z_]+|realtimeapi|live|chatkit/sessions') },
    { ...ACCOUNT, pattern: at('organization|organizations|usage|dashboard|project|projects|admin') },
    {
      ...STATE,
      pattern: at(
        'assistants|threads|vector_stores|conversations|containers|uploads|evals|videos|chatkit|skills|prompts|audio/voices|audio/voice_consents',
      ),
    },
    // What is listed of these was found before; what is not could name another tenant's object in a way that nobody knows.
    {
      rule: 'kept_object',
      because: 'It is not among the operations that tell whose object a call names.',
      remedy: 'use the operations for files, batches and fine-tuning that are listed.',
      evidence: MODEL_STATE,
      pattern: at('files|batches|fine_tuning'),
    },
    // Nothing is stored through the gateway, so what is there is somebody else's.
    { ...STATE, pattern: at('(?:chat/completions|responses)/[^/]+') },
  ]
}
