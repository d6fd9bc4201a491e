/** The limen.yaml that a trial ends with: whole but for what only a person can fill in. */
import type { Connector } from '../../../connectors/contract.ts'
import { UNNAMED_MODEL, type Trial } from './options.ts'
import { TENANT } from './refusals.ts'

/** `limen check` names every place that is still empty. `model` is the one that the answer named, if it did. */
export function configText(trial: Trial, zoneLine: string, model: string | undefined): string {
  const { connector, endpoint, endpointId, how } = trial
  const lines = [
    'version: 1',
    zoneLine,
    'secret: ${env:LIMEN_SECRET} # openssl rand -base64 48',
    'ledger:',
    '  file: ./limen.db',
    '# For a first trial, instead of the attestations about retention, for 30 days at most:',
    '# evaluation: {until: DATE}',
    'endpoints:',
    `  ${endpointId}:`,
    `    vendor: ${connector.vendor}`,
    `    region: ${endpoint.region}`,
    ...(endpoint.vendor === 'azure'
      ? [`    resource: ${endpoint.resource}`, `    domain: ${endpoint.domain}`]
      : []),
    ...(endpoint.vendor === 'vertex' ? [`    project: ${endpoint.project}`] : []),
    endpoint.vendor === 'vertex' && endpoint.google !== undefined
      ? '    google: {application_default: true}'
      : `    key: \${env:${how.variable}}`,
    ...(endpoint.proxy === undefined ? [] : [`    proxy: ${endpoint.proxy}`]),
    ...modelLines(trial, model),
    '    attestations:',
    ...connector.attestations.flatMap(attestationLines),
    'tenants:',
    `  ${TENANT}:`,
    '    keys:',
    '      # Paste the line that `limen keys new` prints in place of this one:',
    '      - {id: , hash: , status: active}',
    `    endpoints: [${endpointId}]`,
    '    redaction: {names: builtin} # names of people too',
  ]
  return `${lines.join('\n')}\n`
}

function modelLines({ endpoint, name }: Trial, model: string | undefined): string[] {
  if (endpoint.vendor === 'openai' || endpoint.vendor === 'assemblyai' || endpoint.vendor === 'bedrock')
    return [`    models: [${endpoint.models.join(', ')}]`]
  if (endpoint.vendor === 'vertex') {
    return [
      '    models:',
      `      ${name}:`,
      `        checked: # the day on which Google's table of ML processing listed it at ${endpoint.region}, such as 2026-11-22`,
      '        evidence: # where that is kept: the URL, or a copy of the page',
    ]
  }
  if (endpoint.vendor !== 'azure') return []
  const { model: given = UNNAMED_MODEL, sku = 'Standard' } = endpoint.deployments[name] ?? {}
  const known = given === UNNAMED_MODEL ? model : given
  return [
    '    deployments:',
    `      ${name}:`,
    known === undefined ? '        model: # the model behind the deployment' : `        model: ${known}`,
    `        sku: ${sku} # as the portal shows it; it decides where calls are processed`,
  ]
}

function attestationLines({ id, title, evidence }: Connector['attestations'][number]): string[] {
  return [
    `      # ${title}.`,
    `      # ${evidence.url}`,
    `      ${id}:`,
    '        by: # who checked it, by name and role',
    '        on: # the day, such as 2026-11-22',
    '        expires: # the last day on which it counts; check again before',
    '        document: # where the proof is kept: a URL, a ticket, a contract number',
  ]
}
