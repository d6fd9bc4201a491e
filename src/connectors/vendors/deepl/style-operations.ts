/** Style rules and their custom instructions. DeepL keeps them, so what is personal in one is refused, not replaced. */
import type { AnswerShape, NamedObject, Operation, RequestShape } from '../../contract.ts'
import { kept } from './shared-members.ts'

const STYLE: NamedObject = { kind: 'style_rule', in: 'path', at: 'style_id' }
const CHANGED: readonly NamedObject[] = [{ ...STYLE, to: 'change' }]

const ANSWER: AnswerShape = {
  verbatim: ['style_id', 'id', 'language', 'configured_rules.**'],
  json: [],
  usage: undefined,
  model: undefined,
}

const shape = (more: Partial<RequestShape>): RequestShape => ({
  turns: [],
  json: [],
  verbatim: [],
  opaque: [],
  pseudonyms: [],
  refused: [],
  forced: [],
  dropped: [],
  ...more,
})

const RULE = shape({
  verbatim: ['language', 'configured_rules.**', 'custom_instructions[].source_language'],
  exact: kept('name', 'custom_instructions[].label', 'custom_instructions[].prompt'),
})
const RULES = shape({ verbatim: ['*.*', '*'] })
const INSTRUCTION = shape({ verbatim: ['source_language'], exact: kept('label', 'prompt') })

type Call = Pick<Operation, 'id' | 'method'> & { readonly path: string } & Partial<Operation>

const style = ({ path, ...call }: Call): Operation => ({
  paths: [path],
  query: [],
  body: call.request === undefined ? 'none' : 'json',
  answer: ANSWER,
  tokens: 'bracket',
  ...call,
})

const ALL = '/v3/style_rules'
const ONE = `${ALL}/{style_id}`
const INSTRUCTIONS = `${ONE}/custom_instructions`
const ONE_INSTRUCTION = `${INSTRUCTIONS}/{instruction_id}`

export const STYLE_OPERATIONS: readonly Operation[] = [
  style({
    id: 'style_rules.create',
    method: 'POST',
    path: ALL,
    request: RULE,
    creates: [{ kind: 'style_rule', id: 'style_id' }],
  }),
  style({
    id: 'style_rules.list',
    method: 'GET',
    path: ALL,
    query: ['page', 'page_size', 'detailed'],
    answer: { ...ANSWER, filter: { items: 'style_rules', id: 'style_id', kind: 'style_rule' } },
  }),
  style({ id: 'style_rules.get', method: 'GET', path: ONE, names: [STYLE] }),
  style({ id: 'style_rules.update', method: 'PATCH', path: ONE, request: RULE, names: CHANGED }),
  style({ id: 'style_rules.delete', method: 'DELETE', path: ONE, names: [{ ...STYLE, to: 'end' }] }),
  style({
    id: 'style_rules.configure',
    method: 'PUT',
    path: `${ONE}/configured_rules`,
    request: RULES,
    names: CHANGED,
  }),
  style({
    id: 'style_rules.instructions.create',
    method: 'POST',
    path: INSTRUCTIONS,
    request: INSTRUCTION,
    names: CHANGED,
  }),
  style({ id: 'style_rules.instructions.get', method: 'GET', path: ONE_INSTRUCTION, names: [STYLE] }),
  style({
    id: 'style_rules.instructions.update',
    method: 'PUT',
    path: ONE_INSTRUCTION,
    request: INSTRUCTION,
    names: CHANGED,
  }),
  style({ id: 'style_rules.instructions.delete', method: 'DELETE', path: ONE_INSTRUCTION, names: CHANGED }),
]
