/** The Azure OpenAI operations that the gateway can inspect, on deployment paths and on the v1 API. */
import type { Operation, OperationPlace, RefusedMember, RequestShape } from '../../contract.ts'
import { CHAT_ANSWER, CHAT_REQUEST } from '../../dialects/openai-chat.ts'
import {
  EMBEDDINGS_ANSWER,
  EMBEDDINGS_REQUEST,
  MODELS_ANSWER,
  TRANSCRIPTIONS_ANSWER,
  TRANSCRIPTIONS_FORM,
} from '../../dialects/openai-other.ts'
import {
  IMAGE_EDITS_FORM,
  IMAGES_ANSWER,
  IMAGES_REQUEST,
  SPEECH_ANSWER,
  SPEECH_REQUEST,
  TRANSLATIONS_ANSWER,
  TRANSLATIONS_FORM,
} from '../../dialects/openai-media.ts'
import {
  batchOperations,
  CHAT_NAMES,
  fileOperations,
  fineTuningOperations,
  type ObjectPaths,
  RESPONSES_NAMES,
} from '../../dialects/openai-objects.ts'
import { COMPLETIONS_ANSWER, COMPLETIONS_REQUEST } from '../../dialects/openai-completions.ts'
import { RESPONSES_ANSWER, RESPONSES_REQUEST } from '../../dialects/openai-responses.ts'

/** On Your Data reads other resources, and its answers are not covered by the deployment's region. */
const DATA_SOURCES: RefusedMember = {
  path: 'data_sources',
  rule: 'data_sources',
  because: 'On Your Data connects the deployment to resources that the gateway cannot place.',
  remedy: 'retrieve the documents yourself and send them as messages; no config line allows it.',
  evidence: {
    url: 'https://learn.microsoft.com/azure/ai-foundry/responsible-ai/openai/data-privacy',
    checked: '2026-11-22',
  },
}

const withoutDataSources = (shape: RequestShape): RequestShape => ({
  ...shape,
  refused: [...shape.refused, DATA_SOURCES],
})

const query = ['api-version']
const onDeployment = (tail: string): string => `/openai/deployments/{model}/${tail}`

const OBJECTS: ObjectPaths = { at: (tail) => [`/openai/${tail}`, `/openai/v1/${tail}`], query }

const deploymentTypes = {
  url: 'https://learn.microsoft.com/azure/ai-foundry/foundry-models/concepts/deployment-types',
  checked: '2026-11-22',
}

const BATCH_PLACE: OperationPlace = {
  skus: ['DataZoneBatch', 'GlobalBatch'],
  because: 'Azure runs batches on deployments of a data zone or of the whole world, and never in one region.',
  evidence: deploymentTypes,
}

/** What is trained is a base model and no deployment. Training in the region of the resource; the other types use any region that has room. */
const trainedHere = (shape: RequestShape): RequestShape => ({
  ...shape,
  verbatim: [...shape.verbatim, 'trainingType'],
  refused: [
    ...shape.refused,
    {
      path: 'trainingType',
      except: /^standard$/i,
      rule: 'global_training',
      because: 'Training of this type runs in any Azure region.',
      remedy: 'leave trainingType out, or send "Standard".',
      evidence: deploymentTypes,
    },
  ],
  forced: [
    ...shape.forced,
    {
      key: 'trainingType',
      value: '"Standard"',
      how: 'set',
      flag: 'trainingType=Standard',
      evidence: deploymentTypes,
    },
  ],
})

export const AZURE_OPERATIONS: readonly Operation[] = [
  {
    id: 'chat.completions',
    method: 'POST',
    paths: [onDeployment('chat/completions'), '/openai/v1/chat/completions'],
    query,
    body: 'json',
    request: withoutDataSources(CHAT_REQUEST),
    names: CHAT_NAMES,
    answer: CHAT_ANSWER,
    tokens: 'bracket',
  },
  {
    id: 'responses',
    method: 'POST',
    paths: ['/openai/responses', '/openai/v1/responses'],
    query,
    body: 'json',
    request: RESPONSES_REQUEST,
    names: RESPONSES_NAMES,
    answer: RESPONSES_ANSWER,
    tokens: 'bracket',
  },
  {
    id: 'embeddings',
    method: 'POST',
    paths: [onDeployment('embeddings'), '/openai/v1/embeddings'],
    query,
    body: 'json',
    request: EMBEDDINGS_REQUEST,
    answer: EMBEDDINGS_ANSWER,
    tokens: 'keyed',
  },
  {
    id: 'models.list',
    method: 'GET',
    paths: ['/openai/models', '/openai/v1/models'],
    query,
    body: 'none',
    answer: { ...MODELS_ANSWER, filter: { items: 'data', id: 'id' } },
    tokens: 'bracket',
  },
  {
    id: 'audio.transcriptions',
    method: 'POST',
    paths: [onDeployment('audio/transcriptions'), '/openai/v1/audio/transcriptions'],
    query,
    body: 'multipart',
    multipart: TRANSCRIPTIONS_FORM,
    answer: TRANSCRIPTIONS_ANSWER,
    tokens: 'bracket',
  },
  {
    id: 'audio.translations',
    method: 'POST',
    paths: [onDeployment('audio/translations'), '/openai/v1/audio/translations'],
    query,
    body: 'multipart',
    multipart: TRANSLATIONS_FORM,
    answer: TRANSLATIONS_ANSWER,
    tokens: 'bracket',
  },
  {
    id: 'audio.speech',
    method: 'POST',
    paths: [onDeployment('audio/speech'), '/openai/v1/audio/speech'],
    query,
    body: 'json',
    request: SPEECH_REQUEST,
    answer: SPEECH_ANSWER,
    tokens: 'bracket',
  },
  {
    id: 'images.generations',
    method: 'POST',
    paths: [onDeployment('images/generations'), '/openai/v1/images/generations'],
    query,
    body: 'json',
    request: IMAGES_REQUEST,
    answer: IMAGES_ANSWER,
    tokens: 'bracket',
  },
  {
    id: 'images.edits',
    method: 'POST',
    paths: [onDeployment('images/edits'), '/openai/v1/images/edits'],
    query,
    body: 'multipart',
    multipart: IMAGE_EDITS_FORM,
    answer: IMAGES_ANSWER,
    tokens: 'bracket',
  },
  {
    id: 'completions',
    method: 'POST',
    paths: [onDeployment('completions'), '/openai/v1/completions'],
    query,
    body: 'json',
    request: COMPLETIONS_REQUEST,
    answer: COMPLETIONS_ANSWER,
    tokens: 'bracket',
  },
  ...fileOperations(OBJECTS),
  ...batchOperations(OBJECTS, BATCH_PLACE),
  ...fineTuningOperations(OBJECTS, trainedHere),
]
