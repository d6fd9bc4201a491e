/** Text embeddings over `predict`, whose body other models fill differently: what is not for embeddings is refused. */
import type { AnswerShape, Path, RequestShape } from '../../contract.ts'
import { REFERENCE } from './evidence.ts'
import { NAMED_TWICE } from './features.ts'

const onlyEmbeddings = (path: Path): RequestShape['refused'][number] => ({
  path,
  rule: 'not_embeddings',
  because:
    'Of predict, only text embeddings are inspected here: images and videos are made and kept in other ways.',
  remedy:
    'send instances of content, title and task_type, with outputDimensionality and autoTruncate at most.',
  evidence: REFERENCE,
})

export const PREDICT_REQUEST: RequestShape = {
  fields: 'protobuf',
  turns: [{ path: 'instances[].content' }, { path: 'instances[].title' }],
  verbatim: [
    'instances[].taskType',
    'instances[].mimeType',
    'parameters.outputDimensionality',
    'parameters.autoTruncate',
  ],
  json: [],
  opaque: [],
  pseudonyms: [],
  refused: [...NAMED_TWICE, onlyEmbeddings('instances[].*'), onlyEmbeddings('parameters.*')],
  forced: [],
  dropped: [],
}

export const PREDICT_ANSWER: AnswerShape = {
  opaque: true,
  verbatim: [],
  json: [],
  usage: undefined,
  model: undefined,
}
