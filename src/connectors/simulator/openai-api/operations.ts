/** The operations of OpenAI's API that take a body, for every host that serves them. */
import type { Scene } from '../answers.ts'
import type { SimulatedAnswer, SimulatedHeaders, SimulatedRequest } from '../contract.ts'
import { checkRequest } from '../request-check.ts'
import { readScript, type Script } from '../script.ts'
import { readStrictJson } from '../strict-json.ts'
import { troubleInstead } from '../trouble.ts'
import { answerChat } from './chat-answer.ts'
import { chatRequest } from './chat-request.ts'
import { chatConversation } from './chat-rules.ts'
import { type Conversation, lastText } from './conversation.ts'
import { answerEmbeddings, embeddingsRequest } from './embeddings.ts'
import { badRequest, faultAnswer, SimulatedFault, statusFault } from './fault.ts'
import type { Flavour } from './flavour.ts'
import { type Family, familyOf } from './models.ts'
import { answerModerations, moderationsRequest, moderationText } from './moderations.ts'
import { answerResponses } from './responses-answer.ts'
import { responsesRequest } from './responses-request.ts'
import { refuseUnsimulated, responsesConversation } from './responses-rules.ts'
import { readTranscription } from './transcription-request.ts'
import { answerTranscription } from './transcriptions.ts'
import { FormFields } from './form-fields.ts'
import { answerPictures, pictureOf, picturesRequest, readEdit } from './pictures.ts'
import { answerSpeech, speechRequest } from './speech.ts'
import { answerCompletions, completionsRequest, promptText } from './completions.ts'

/** A request that was understood: what it says, and how to answer it once troubles are out of the way. */
interface Understood {
  /** The text in which a command may stand, and which errors quote. */
  readonly text: string
  readonly model: string
  readonly families: readonly Family[]
  readonly answer: (scene: Scene, model: string) => SimulatedAnswer
}

type Reader = (request: SimulatedRequest, flavour: Flavour, pathModel: string | undefined) => Understood

const OPERATIONS: Readonly<Record<string, Reader>> = {
  'chat/completions': (request, flavour, pathModel) => {
    const body = checked(chatRequest, request, pathModel)
    return {
      text: spokenText(chatConversation(body)),
      model: body.model,
      families: ['chat', 'reasoning'],
      answer: (scene, model) => answerChat(scene, body, model, flavour),
    }
  },
  responses: (request) => {
    const raw = json(request)
    refuseUnsimulated(raw)
    const body = parsed(responsesRequest, raw)
    return {
      text: spokenText(responsesConversation(body)),
      model: body.model,
      families: ['chat', 'reasoning'],
      answer: (scene, model) => answerResponses(scene, body, model),
    }
  },
  embeddings: (request, _flavour, pathModel) => {
    const body = checked(embeddingsRequest, request, pathModel)
    return {
      text: [body.input]
        .flat(2)
        .filter((item) => typeof item === 'string')
        .join('\n'),
      model: body.model,
      families: ['embedding'],
      answer: (scene, model) => answerEmbeddings(scene, body, model),
    }
  },
  moderations: (request) => {
    const body = parsed(moderationsRequest, json(request))
    return {
      text: moderationText(body.input),
      model: body.model ?? 'omni-moderation-latest',
      families: ['moderation'],
      answer: (scene, model) => answerModerations(scene, body, model),
    }
  },
  'audio/transcriptions': (request, _flavour, pathModel) => {
    const body = readTranscription(request.headers['content-type'] ?? '', request.body)
    return {
      text: body.prompt,
      model: pathModel ?? body.model,
      families: ['transcription'],
      answer: (scene, model) => answerTranscription(scene, body, model),
    }
  },
  'audio/translations': (request, _flavour, pathModel) => {
    const fields = FormFields.read(request, {
      file: 'file',
      model: 'text',
      prompt: 'text',
      response_format: 'text',
      temperature: 'text',
    })
    const [file] = fields.files('file')
    const body = {
      file,
      model: pathModel ?? fields.required('model'),
      prompt: fields.text('prompt') ?? '',
      language: undefined,
      format: fields.text('response_format') ?? 'json',
      stream: false,
      granularities: [],
    }
    return {
      text: body.prompt,
      model: body.model,
      families: ['transcription'],
      answer: (scene, model) => answerTranscription(scene, body, model),
    }
  },
  'audio/speech': (request, _flavour, pathModel) => {
    const body = checked(speechRequest, request, pathModel)
    return {
      text: body.input,
      model: body.model,
      families: ['speech'],
      answer: (scene) => answerSpeech(scene, body),
    }
  },
  'images/generations': (request, _flavour, pathModel) => {
    const picture = pictureOf(checked(picturesRequest, request, pathModel))
    return {
      text: picture.prompt,
      model: picture.model,
      families: ['picture'],
      answer: (scene, model) => answerPictures(scene, picture, model, 'image_generation'),
    }
  },
  'images/edits': (request, _flavour, pathModel) => {
    const picture = readEdit(request, pathModel)
    return {
      text: picture.prompt,
      model: picture.model,
      families: ['picture'],
      answer: (scene, model) => answerPictures(scene, picture, model, 'image_edit'),
    }
  },
  completions: (request, _flavour, pathModel) => {
    const body = checked(completionsRequest, request, pathModel)
    return {
      text: promptText(body),
      model: body.model,
      families: ['completion'],
      answer: (scene, model) => answerCompletions(scene, body, model),
    }
  },
}

/** What the host of an operation adds once the request is understood. */
export interface Host {
  /** Headers that depend on the script, or on the model that the caller named. */
  readonly headers: (scene: Scene, named: string) => SimulatedHeaders
  /** Trouble that this vendor alone knows; undefined when there is none. */
  readonly trouble: (scene: Scene) => SimulatedAnswer | undefined
}

/**
 * Answers one operation (`chat/completions`), or undefined when there is no such operation. `pathModel` is the
 * deployment that the path names.
 */
export function operate(
  operation: string,
  scene: Scene,
  flavour: Flavour,
  pathModel: string | undefined,
  host: Host,
): SimulatedAnswer | undefined {
  const reader = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined
  if (reader === undefined) return undefined
  // Until the body is understood, errors repeat it as it came.
  return guarded({ ...scene, quote: rawText(scene.request) }, (remember) => {
    const understood = reader(scene.request, flavour, pathModel)
    const heard = { ...scene, quote: understood.text, script: scriptOf(understood.text, scene) }
    const said = remember({
      ...heard,
      headers: { ...scene.headers, ...host.headers(heard, understood.model) },
    })
    const trouble =
      host.trouble(said) ?? troubleInstead(said, (own, status) => faultAnswer(own, statusFault(status)))
    return trouble ?? understood.answer(said, modelFor(understood, flavour))
  })
}

function rawText({ headers, body }: SimulatedRequest): string {
  if (headers['content-type']?.startsWith('multipart/') === true) return ''
  return new TextDecoder().decode(body.subarray(0, 500))
}

/** Turns the refusals thrown on the way into answers that quote what was understood so far. */
function guarded(
  scene: Scene,
  answer: (remember: (scene: Scene) => Scene) => SimulatedAnswer,
): SimulatedAnswer {
  let known = scene
  try {
    return answer((scene) => (known = scene))
  } catch (error) {
    if (!(error instanceof SimulatedFault)) throw error
    return faultAnswer(known, error.fault)
  }
}

function scriptOf(text: string, scene: Scene): Script {
  const reading = readScript(text)
  if (reading.kind === 'unknown') throw badRequest(`simulator: unknown command '${reading.word}'`)
  return { ...reading.script, ...scene.script }
}

function modelFor(understood: Understood, flavour: Flavour): string {
  const model = flavour.modelOf(understood.model)
  if (model === undefined) {
    throw new SimulatedFault({ status: 404, ...flavour.missingModel(understood.model), param: null })
  }
  const family = familyOf(model)
  if (family === undefined || !understood.families.includes(family)) {
    throw badRequest(
      `The model '${understood.model}' is not supported by this operation.`,
      'model',
      'model_not_supported',
    )
  }
  return model
}

function json({ headers, body }: SimulatedRequest): unknown {
  const type = headers['content-type'] ?? ''
  if (!/^application\/json\s*(;\s*charset=utf-8)?$/i.test(type)) {
    throw badRequest(
      `Unsupported content type: '${type}'. This API method only accepts 'application/json' requests.`,
    )
  }
  const reading = readStrictJson(body)
  if (reading.kind === 'problem') {
    throw badRequest(`We could not parse the JSON body of your request (simulator: ${reading.problem}).`)
  }
  return reading.value
}

function parsed<Schema extends Parameters<typeof checkRequest>[0]>(schema: Schema, raw: unknown) {
  const result = checkRequest(schema, raw)
  if (result.kind === 'value') return result.value
  const { message, param, code } = result.complaint
  throw badRequest(message, param, code)
}

/** A body that may leave its model to the path. */
function checked<Schema extends Parameters<typeof checkRequest>[0]>(
  schema: Schema,
  request: SimulatedRequest,
  pathModel: string | undefined,
) {
  const raw = json(request)
  if (pathModel === undefined || typeof raw !== 'object' || raw === null) return parsed(schema, raw)
  return parsed(schema, { ...raw, model: pathModel })
}

/** Commands stand in the user's last words; errors quote the same. */
function spokenText(conversation: Conversation): string {
  return lastText(conversation, 'user')
}
