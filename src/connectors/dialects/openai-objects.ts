/** The OpenAI shapes for what the vendor keeps: files, batches, fine-tuning jobs and the models that they make. */
import type {
  AnswerShape,
  CreatedObject,
  MultipartShape,
  NamedObject,
  Operation,
  RequestShape,
} from '../contract.ts'
import { MODEL_STATE, YOUR_DATA } from './openai-evidence.ts'

/** A fine-tuned model is the tenant's who made it; every other name is a model of everybody's. Azure writes `.ft-`. */
export const OWN_MODEL: NamedObject = { kind: 'model', in: 'body', at: 'model', only: /^ft:|\.ft-/ }

const file = (at: string): NamedObject => ({ kind: 'file', in: 'body', at })

export const CHAT_NAMES: readonly NamedObject[] = [OWN_MODEL, file('messages[].content[].file.file_id')]
export const RESPONSES_NAMES: readonly NamedObject[] = [
  OWN_MODEL,
  file('input[].content[].file_id'),
  file('input[].output[].file_id'),
]

const PLAIN: Pick<RequestShape, 'json' | 'opaque' | 'pseudonyms' | 'forced' | 'dropped' | 'turns'> = {
  json: [],
  opaque: [],
  pseudonyms: [],
  forced: [],
  dropped: [],
  turns: [],
}

const ANSWER: AnswerShape = {
  verbatim: ['id', 'object', 'status', 'data[].id', 'data[].object', 'data[].status'],
  json: [],
  usage: undefined,
  model: undefined,
}

const FILES_FORM: MultipartShape = {
  files: { file: 'file' },
  model: undefined,
  verbatim: ['purpose', 'expires_after[anchor]', 'expires_after[seconds]'],
  refused: [
    {
      part: 'purpose',
      values: /^\s*batch\s*$/i,
      rule: 'batch_file',
      because:
        'The lines of a batch are requests: the values taken out of them could not be put back into an output that is fetched a day later, since nothing is kept of a call.',
      remedy: 'send the requests one by one; no config line allows it.',
    },
  ],
}

/** Where the operations stand on a host, and what it adds to each. */
export interface ObjectPaths {
  /** `files`, `files/{file_id}` -> path templates. */
  readonly at: (tail: string) => readonly string[]
  readonly query: readonly string[]
}

type Partly = Pick<Operation, 'id' | 'method' | 'body'> & Partial<Operation> & { readonly tail: string }

const PAGE = ['after', 'limit', 'order']

function operation({ at, query }: ObjectPaths, { tail, ...partly }: Partly): Operation {
  return {
    answer: ANSWER,
    tokens: 'bracket',
    ...partly,
    paths: at(tail),
    query: [...query, ...(partly.query ?? [])],
  }
}

export function fileOperations(paths: ObjectPaths): readonly Operation[] {
  const named: NamedObject = { kind: 'file', in: 'path', at: 'file_id' }
  return [
    {
      id: 'files.create',
      method: 'POST' as const,
      tail: 'files',
      body: 'multipart' as const,
      multipart: FILES_FORM,
      creates: [{ kind: 'file', id: 'id', expires: 'expires_at' }],
    },
    {
      id: 'files.list',
      method: 'GET' as const,
      tail: 'files',
      body: 'none' as const,
      query: [...PAGE, 'purpose'],
      names: [{ kind: 'file', in: 'query' as const, at: 'after' }],
      answer: { ...ANSWER, filter: { items: 'data', id: 'id', kind: 'file' } },
    },
    {
      id: 'files.retrieve',
      method: 'GET' as const,
      tail: 'files/{file_id}',
      body: 'none' as const,
      names: [named],
    },
    {
      id: 'files.content',
      method: 'GET' as const,
      tail: 'files/{file_id}/content',
      body: 'none' as const,
      names: [named],
      answer: { ...ANSWER, opaque: true, media: 'file' as const },
    },
    {
      id: 'files.delete',
      method: 'DELETE' as const,
      tail: 'files/{file_id}',
      body: 'none' as const,
      names: [{ ...named, to: 'end' as const }],
    },
  ].map((each) => operation(paths, each))
}

/** What a batch writes belongs to whoever asked for it. */
const BATCH_OUTPUTS: readonly CreatedObject[] = [
  { kind: 'file', id: 'output_file_id', optional: true },
  { kind: 'file', id: 'error_file_id', optional: true },
]

const BATCHES_REQUEST: RequestShape = {
  ...PLAIN,
  verbatim: ['endpoint', 'completion_window', 'input_file_id', 'output_expires_after.anchor'],
  refused: [],
}

export function batchOperations(paths: ObjectPaths, place: Operation['place']): readonly Operation[] {
  const named: NamedObject = { kind: 'batch', in: 'path', at: 'batch_id' }
  const own = place === undefined ? {} : { place }
  return [
    {
      id: 'batches.create',
      method: 'POST' as const,
      tail: 'batches',
      body: 'json' as const,
      request: BATCHES_REQUEST,
      names: [file('input_file_id')],
      creates: [{ kind: 'batch', id: 'id' }, ...BATCH_OUTPUTS],
    },
    {
      id: 'batches.list',
      method: 'GET' as const,
      tail: 'batches',
      body: 'none' as const,
      query: PAGE,
      names: [{ kind: 'batch', in: 'query' as const, at: 'after' }],
      answer: { ...ANSWER, filter: { items: 'data', id: 'id', kind: 'batch' } },
    },
    {
      id: 'batches.retrieve',
      method: 'GET' as const,
      tail: 'batches/{batch_id}',
      body: 'none' as const,
      names: [named],
      creates: BATCH_OUTPUTS,
    },
    {
      id: 'batches.cancel',
      method: 'POST' as const,
      tail: 'batches/{batch_id}/cancel',
      body: 'none' as const,
      names: [{ ...named, to: 'change' as const }],
      creates: BATCH_OUTPUTS,
    },
  ].map((each) => operation(paths, { ...each, ...own }))
}

const JOB_OUTPUTS: readonly CreatedObject[] = [
  { kind: 'model', id: 'fine_tuned_model', optional: true },
  { kind: 'file', id: 'result_files[]', optional: true },
]

const JOBS_REQUEST: RequestShape = {
  ...PLAIN,
  verbatim: [
    'model',
    'training_file',
    'validation_file',
    'method.type',
    'hyperparameters.batch_size',
    'hyperparameters.learning_rate_multiplier',
    'hyperparameters.n_epochs',
  ],
  refused: [
    {
      path: 'integrations',
      rule: 'third_party',
      because: 'The vendor would report the training to a third party.',
      remedy: 'leave integrations out; no config line allows it.',
      evidence: YOUR_DATA,
    },
    {
      path: 'method.reinforcement',
      rule: 'vendor_grader',
      because:
        'A grader is code or a model that the vendor runs on the answers, which the gateway cannot see.',
      remedy: 'train with method supervised or dpo.',
      evidence: MODEL_STATE,
    },
  ],
}

export function fineTuningOperations(
  paths: ObjectPaths,
  change: (request: RequestShape) => RequestShape,
): readonly Operation[] {
  const named: NamedObject = { kind: 'fine-tuning-job', in: 'path', at: 'job_id' }
  const steered = (verb: 'cancel' | 'pause' | 'resume') => ({
    id: `fine_tuning.jobs.${verb}`,
    method: 'POST' as const,
    tail: `fine_tuning/jobs/{job_id}/${verb}`,
    body: 'none' as const,
    names: [{ ...named, to: 'change' as const }],
    creates: JOB_OUTPUTS,
  })
  return [
    {
      id: 'fine_tuning.jobs.create',
      method: 'POST' as const,
      tail: 'fine_tuning/jobs',
      body: 'json' as const,
      request: change(JOBS_REQUEST),
      names: [OWN_MODEL, file('training_file'), file('validation_file')],
      creates: [{ kind: 'fine-tuning-job', id: 'id' }, ...JOB_OUTPUTS],
    },
    {
      id: 'fine_tuning.jobs.list',
      method: 'GET' as const,
      tail: 'fine_tuning/jobs',
      body: 'none' as const,
      query: PAGE,
      names: [{ kind: 'fine-tuning-job', in: 'query' as const, at: 'after' }],
      answer: { ...ANSWER, filter: { items: 'data', id: 'id', kind: 'fine-tuning-job' } },
    },
    {
      id: 'fine_tuning.jobs.retrieve',
      method: 'GET' as const,
      tail: 'fine_tuning/jobs/{job_id}',
      body: 'none' as const,
      names: [named],
      creates: JOB_OUTPUTS,
    },
    steered('cancel'),
    steered('pause'),
    steered('resume'),
    {
      id: 'fine_tuning.jobs.events',
      method: 'GET' as const,
      tail: 'fine_tuning/jobs/{job_id}/events',
      body: 'none' as const,
      query: PAGE,
      names: [named],
    },
    {
      id: 'fine_tuning.jobs.checkpoints',
      method: 'GET' as const,
      tail: 'fine_tuning/jobs/{job_id}/checkpoints',
      body: 'none' as const,
      query: PAGE,
      names: [named],
      creates: [{ kind: 'model', id: 'data[].fine_tuned_model_checkpoint', optional: true }],
    },
  ].map((each) => operation(paths, each))
}
