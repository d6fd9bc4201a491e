/** Files, batches and fine-tuning over HTTP, for every host that serves them; lists show other projects' objects when hostile. */
import type { Batch } from 'openai/resources/batches'
import type { FileObject } from 'openai/resources/files'
import type { FineTuningJob } from 'openai/resources/fine-tuning/jobs/jobs'
import { z } from 'zod'
import { jsonAnswer, type Scene, wholeAnswer } from '../answers.ts'
import { alphanumeric } from '../chance.ts'
import { simulatedNow, type SimulatedAnswer } from '../contract.ts'
import { checkRequest } from '../request-check.ts'
import { readStrictJson } from '../strict-json.ts'
import { type Account, accountOf, type KeptFile, newId } from './account.ts'
import { badRequest, faultAnswer, SimulatedFault } from './fault.ts'
import { FormFields } from './form-fields.ts'

/** What sets Azure apart here. */
export interface ObjectHost {
  /** Azure trains where it is told to, and has to be told. */
  readonly trainingType: boolean
}

/**
 * Answers a path of the API without its root (`files`, `files/ID/content`, `fine_tuning/jobs`), or undefined for one that
 * is none of these.
 */
export function keepObjects(tail: string, scene: Scene, host: ObjectHost): SimulatedAnswer | undefined {
  const [path = ''] = tail.split('?')
  try {
    return (
      files(path.split('/'), scene) ??
      batches(path.split('/'), scene) ??
      (path.startsWith('fine_tuning/jobs')
        ? jobs(path.slice('fine_tuning/'.length).split('/'), scene, host)
        : undefined)
    )
  } catch (error) {
    if (!(error instanceof SimulatedFault)) throw error
    return faultAnswer(scene, error.fault)
  }
}

function files([word, id, verb]: readonly string[], scene: Scene): SimulatedAnswer | undefined {
  if (word !== 'files') return undefined
  const account = accountOf(scene)
  const { method } = scene.request
  if (id === undefined) {
    if (method === 'POST') return jsonAnswer(scene, 200, shown(upload(scene, account)))
    return method === 'GET' ? list(scene, account.files.all(scene).map(shown), 'file') : undefined
  }
  const file = account.files.get(scene, decodeURIComponent(id))
  if (verb === 'content' && method === 'GET')
    return wholeAnswer(scene, 200, 'application/octet-stream', file.bytes_of)
  if (verb !== undefined) return undefined
  if (method === 'GET') return jsonAnswer(scene, 200, shown(file))
  if (method !== 'DELETE') return undefined
  account.files.remove(scene, file.id)
  return jsonAnswer(scene, 200, { id: file.id, object: 'file', deleted: true })
}

const PURPOSES = new Set(['assistants', 'batch', 'fine-tune', 'vision', 'user_data', 'evals'])

function upload(scene: Scene, account: Account): KeptFile {
  const fields = FormFields.read(scene.request, {
    file: 'file',
    purpose: 'text',
    'expires_after[anchor]': 'text',
    'expires_after[seconds]': 'text',
  })
  const purpose = fields.required('purpose')
  if (!PURPOSES.has(purpose)) throw badRequest(`'${purpose}' is not one of the purposes.`, 'purpose')
  const [{ bytes, filename = 'file' }] = fields.files('file')
  const seconds = fields.text('expires_after[seconds]')
  const created_at = simulatedNow(scene.behaviour)
  return account.files.put(scene, {
    id: newId(account, 'file-'),
    object: 'file',
    bytes: bytes.length,
    created_at,
    filename,
    purpose: purpose as FileObject['purpose'],
    status: 'processed',
    ...(seconds === undefined ? {} : { expires_at: created_at + Number(seconds) }),
    bytes_of: Uint8Array.from(bytes),
  })
}

function shown({ bytes_of: _bytes, ...file }: KeptFile): FileObject {
  return file
}

const batchRequest = z.strictObject({
  completion_window: z.literal('24h'),
  endpoint: z.string().regex(/^(?:\/v1)?\/[a-z/]+$/),
  input_file_id: z.string(),
  metadata: z.record(z.string(), z.string()).nullish(),
  output_expires_after: z.strictObject({ anchor: z.literal('created_at'), seconds: z.int() }).optional(),
})

function batches([word, id, verb]: readonly string[], scene: Scene): SimulatedAnswer | undefined {
  if (word !== 'batches') return undefined
  const account = accountOf(scene)
  const { method } = scene.request
  if (id === undefined) {
    if (method === 'POST') return jsonAnswer(scene, 200, newBatch(scene, account))
    return method === 'GET' ? list(scene, account.batches.all(scene), 'batch') : undefined
  }
  const batch = account.batches.get(scene, decodeURIComponent(id))
  if (verb === 'cancel' && method === 'POST')
    return jsonAnswer(scene, 200, account.batches.put(scene, { ...batch, status: 'cancelling' }))
  if (verb !== undefined || method !== 'GET') return undefined
  return jsonAnswer(scene, 200, finished(scene, account, batch))
}

function newBatch(scene: Scene, account: Account): Batch {
  const body = parsed(batchRequest, scene)
  account.files.get(scene, body.input_file_id)
  const created_at = simulatedNow(scene.behaviour)
  return account.batches.put(scene, {
    id: newId(account, 'batch_'),
    object: 'batch',
    completion_window: body.completion_window,
    created_at,
    endpoint: body.endpoint,
    input_file_id: body.input_file_id,
    status: 'validating',
    metadata: body.metadata ?? null,
    expires_at: created_at + 86_400,
  })
}

/** The first look finds it done. */
function finished(scene: Scene, account: Account, batch: Batch): Batch {
  if (batch.status !== 'validating') return batch
  const bytes = new TextEncoder().encode('{"custom_id":"one","response":{"status_code":200}}\n')
  const output = account.files.put(scene, {
    id: newId(account, 'file-'),
    object: 'file',
    bytes: bytes.length,
    created_at: batch.created_at,
    filename: 'batch_output.jsonl',
    purpose: 'batch_output',
    status: 'processed',
    bytes_of: bytes,
  })
  return account.batches.put(scene, { ...batch, status: 'completed', output_file_id: output.id })
}

const jobRequest = z.strictObject({
  model: z.string(),
  training_file: z.string(),
  validation_file: z.string().nullish(),
  hyperparameters: z.record(z.string(), z.union([z.literal('auto'), z.number()])).optional(),
  method: z.looseObject({ type: z.enum(['supervised', 'dpo']) }).optional(),
  metadata: z.record(z.string(), z.string()).nullish(),
  seed: z.int().nullish(),
  suffix: z.string().max(64).nullish(),
  trainingType: z.string().optional(),
})

function jobs([, id, verb]: readonly string[], scene: Scene, host: ObjectHost): SimulatedAnswer | undefined {
  const account = accountOf(scene)
  const { method } = scene.request
  if (id === undefined) {
    if (method === 'POST') return jsonAnswer(scene, 200, newJob(scene, account, host))
    return method === 'GET' ? list(scene, account.jobs.all(scene), 'fine_tuning.job') : undefined
  }
  const job = account.jobs.get(scene, decodeURIComponent(id))
  if (method === 'GET' && verb === undefined) return jsonAnswer(scene, 200, trained(scene, account, job))
  if (method === 'GET' && verb === 'events') {
    const message = `Fine-tuning job started for ${job.model}`
    const event = {
      object: 'fine_tuning.job.event',
      id: `${job.id}-e1`,
      created_at: job.created_at,
      level: 'info',
      message,
    }
    return jsonAnswer(scene, 200, { object: 'list', data: [event], has_more: false })
  }
  if (method === 'GET' && verb === 'checkpoints') {
    const checkpoint = {
      object: 'fine_tuning.job.checkpoint',
      id: `${job.id}-c1`,
      created_at: job.created_at,
      fine_tuned_model_checkpoint: `${job.fine_tuned_model ?? `ft:${job.model}:org::${job.id}`}:ckpt-step-100`,
      fine_tuning_job_id: job.id,
      metrics: {},
      step_number: 100,
    }
    return jsonAnswer(scene, 200, { object: 'list', data: [checkpoint], has_more: false })
  }
  if (method !== 'POST' || !['cancel', 'pause', 'resume'].includes(verb ?? '')) return undefined
  const status = verb === 'cancel' ? ('cancelled' as const) : job.status
  return jsonAnswer(scene, 200, account.jobs.put(scene, { ...job, status }))
}

function newJob(scene: Scene, account: Account, { trainingType }: ObjectHost): FineTuningJob {
  const body = parsed(jobRequest, scene)
  if (trainingType ? body.trainingType !== 'Standard' : body.trainingType !== undefined)
    throw badRequest('simulator: trainingType is not as it has to be', 'trainingType')
  account.files.get(scene, body.training_file)
  if (typeof body.validation_file === 'string') account.files.get(scene, body.validation_file)
  return account.jobs.put(scene, {
    id: newId(account, 'ftjob-'),
    object: 'fine_tuning.job',
    created_at: simulatedNow(scene.behaviour),
    error: null,
    fine_tuned_model: null,
    finished_at: null,
    hyperparameters: {},
    model: body.model,
    organization_id: 'org-simulated',
    result_files: [],
    seed: body.seed ?? 1,
    status: 'queued',
    trained_tokens: null,
    training_file: body.training_file,
    validation_file: body.validation_file ?? null,
    metadata: { ...body.metadata, ...(body.suffix == null ? {} : { suffix: body.suffix }) },
  })
}

/** The first look finds it done. */
function trained(scene: Scene, account: Account, job: FineTuningJob): FineTuningJob {
  if (job.status !== 'queued') return job
  const model = `ft:${job.model}:simulated-org::${alphanumeric(scene.random, 4)}${account.serial}`
  account.models.put(scene, { id: model })
  const bytes = new TextEncoder().encode('step,train_loss\n1,0.5\n')
  const results = account.files.put(scene, {
    id: newId(account, 'file-'),
    object: 'file',
    bytes: bytes.length,
    created_at: job.created_at,
    filename: 'step_metrics.csv',
    purpose: 'fine-tune-results',
    status: 'processed',
    bytes_of: bytes,
  })
  return account.jobs.put(scene, {
    ...job,
    status: 'succeeded',
    fine_tuned_model: model,
    finished_at: job.created_at + 60,
    result_files: [results.id],
  })
}

function list(scene: Scene, items: readonly { readonly id: string }[], object: string): SimulatedAnswer {
  const foreign = { id: `${object}-of-another-project`, object, metadata: { owner: 'Anna Kowalska' } }
  const data = scene.behaviour.hostile ? [foreign, ...items] : items
  return jsonAnswer(scene, 200, {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: false,
  })
}

function parsed<Schema extends Parameters<typeof checkRequest>[0]>(schema: Schema, { request }: Scene) {
  const reading = readStrictJson(request.body)
  if (reading.kind === 'problem')
    throw badRequest(`We could not parse the JSON body of your request (simulator: ${reading.problem}).`)
  const result = checkRequest(schema, reading.value)
  if (result.kind === 'value') return result.value
  const { message, param, code } = result.complaint
  throw badRequest(message, param, code)
}
