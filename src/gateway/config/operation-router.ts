/** Method and path to a known operation, with what the path names: templates compiled once for a connector. */
import { compileOperation, type CompiledOperation } from '../../connectors/compiled.ts'
import { compileLive, UPGRADE } from '../../connectors/compiled-live.ts'
import type { Connector } from '../../connectors/contract.ts'

/** A part of the path that a template names. */
export interface PathParameter {
  /** As the caller sent it, escapes and all. */
  readonly sent: string
  /** Percent-decoded. */
  readonly value: string
}

/** A route that an operation matched, with what the path names. */
export interface OperationMatch {
  readonly compiled: CompiledOperation
  /** The model or deployment: the parameter `model` or `deployment`, decoded. */
  readonly pathModel: string | undefined
  readonly parameters: ReadonlyMap<string, PathParameter>
}

export type OperationRouter = (method: string, path: string) => OperationMatch | undefined

interface Template {
  readonly method: string
  /** Literal text before the first parameter and after the last: compared before the pattern is run. */
  readonly head: string
  readonly tail: string
  readonly pattern: RegExp
  readonly names: readonly string[]
  readonly compiled: CompiledOperation
}

/** Characters of names and ids in a path; a path with others is not an operation that we know. */
const NAME = '((?:[A-Za-z0-9._:@-]|%3A|%40){1,128})'
/** A name that holds slashes, each escaped: an ARN. Its template writes `{+name}`, as RFC 6570 does. */
const SLASHED_NAME = '((?:[A-Za-z0-9._:@-]|%3A|%40|%2F){1,512})'
const PARAMETER = /\{(\+?)([a-z_]+)\}/g

export const NO_PARAMETERS: ReadonlyMap<string, PathParameter> = new Map()

/** Of one service; undefined is the one at the connector's own mount. */
export function operationRouter(connector: Connector, service?: string): OperationRouter {
  const exact = new Map<string, OperationMatch>()
  const templates: Template[] = []
  const add = (method: string, paths: readonly string[], compiled: CompiledOperation): void => {
    for (const path of paths) {
      if (path.includes('{')) templates.push(compileTemplate(method, path, compiled))
      else exact.set(`${method} ${path}`, { compiled, pathModel: undefined, parameters: NO_PARAMETERS })
    }
  }
  for (const operation of connector.operations) {
    if (operation.service !== service) continue
    add(operation.method, operation.paths, compileOperation(connector, operation))
  }
  for (const operation of connector.live?.operations ?? []) {
    if (operation.service !== service) continue
    add(UPGRADE, operation.paths, compileLive(connector, operation))
  }
  return (method, path) => {
    const whole = exact.get(`${method} ${path}`)
    if (whole !== undefined) return whole
    for (const template of templates) {
      if (template.method !== method) continue
      if (!path.startsWith(template.head) || !path.endsWith(template.tail)) continue
      const match = template.pattern.exec(path)
      if (match === null) continue
      const found = matched(template, match)
      if (template.compiled.operation.models?.test(found.pathModel ?? '') !== false) return found
    }
    return undefined
  }
}

function compileTemplate(method: string, path: string, compiled: CompiledOperation): Template {
  const names: string[] = []
  const source = path
    .replaceAll('.', String.raw`\.`)
    .replaceAll(PARAMETER, (_whole, slashed: string, name: string) => {
      names.push(name)
      return slashed === '' ? NAME : SLASHED_NAME
    })
  return {
    method,
    head: path.slice(0, path.indexOf('{')),
    tail: path.slice(path.lastIndexOf('}') + 1),
    pattern: new RegExp(`^${source}$`),
    names,
    compiled,
  }
}

function matched({ compiled, names }: Template, match: RegExpExecArray): OperationMatch {
  const parameters = new Map<string, PathParameter>()
  for (const [index, name] of names.entries()) {
    const sent = match[index + 1] ?? ''
    parameters.set(name, { sent, value: sent.includes('%') ? decodeURIComponent(sent) : sent })
  }
  return {
    compiled,
    pathModel: (parameters.get('model') ?? parameters.get('deployment'))?.value,
    parameters,
  }
}
