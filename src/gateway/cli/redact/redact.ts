/** `limen redact`: takes personal data out of a text, a JSON document or JSON lines, with the engine that the gateway uses. */
import {
  compilePolicy,
  type Policy,
  PolicyError,
  RefusedEntityError,
  Vault,
  type PolicyOptions,
} from '../../../redaction/index.ts'
import { JsonFaultError } from '../../../connectors/wire/json-fault.ts'
import { readArguments, WrongArguments, wrongUsage } from '../arguments.ts'
import { reportDiagnostics } from '../diagnostic-text.ts'
import { EXIT, type CommandIo } from '../io.ts'
import { readNameTier } from '../name-tier-option.ts'
import { EUROPE, primaryLanguage, readRegions, regionsOf } from '../../detection/coverage.ts'
import { languageOf, spokenOf } from '../../detection/redact-text.ts'
import { TierError } from '../../names-tier/contract.ts'
import { NamesAhead } from '../../names-tier/names-ahead.ts'
import type { NamesRules } from '../../names-tier/names-rules.ts'
import { tierRefusal } from '../../names-tier/tier-refusal.ts'
import { type ConfigPolicy, readConfigPolicy } from './config-policy.ts'
import { type ExplainedFinding, explainText } from './explain-text.ts'
import { inputLines, readInput } from './input.ts'
import { JsonLines } from './json-lines.ts'
import { redactJsonSource } from './json-source.ts'
import { type PolicyFile, readPolicyFile } from './policy-file.ts'
import { vaultOptions } from './vault-options.ts'
import { writeValueList } from './value-list.ts'

const USAGE = `Usage: limen redact [FILE] [options]

Prints FILE, or what is piped in, with placeholders in place of personal data and secrets. Nothing is sent or kept.
  --json             the input is JSON (a FILE that ends in .json is): strings, keys and long numbers are redacted in place
  --jsonl            one {"text", "lang"?, "known"?} a line; one {"text", "entities"} a line comes out, in the same order
  --lang pl          whose national formats to expect, by language
  --regions PL,DE    or by country; all of Europe when neither is given
  --names TIER       people's names: off, by rules (lists and cues), or builtin (those and a tagger; default)
  --policy FILE      YAML with what stands under tenants.X.redaction in a config
  --config FILE      or a whole config, with the model or analyser for names that it has
  --tenant NAME      whose redaction that is; not needed where the config has one tenant
  --values FILE      writes the placeholders and their values to a new file, for limen restore; secrets are never in it
  --explain          says on stderr what was found, by which detector and how sure it is
Exit code: 0 redacted, 1 some lines could not be, 2 wrong usage or input.
`

const OPTIONS = {
  json: { type: 'boolean', default: false },
  jsonl: { type: 'boolean', default: false },
  lang: { type: 'string' },
  regions: { type: 'string' },
  names: { type: 'string' },
  policy: { type: 'string' },
  config: { type: 'string' },
  tenant: { type: 'string' },
  values: { type: 'string' },
  explain: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

type Values = ReturnType<typeof readArguments<typeof OPTIONS>>['values']

/** `args` follow the word `redact`. Resolves to the exit code. */
export async function redact(args: readonly string[], io: CommandIo): Promise<number> {
  try {
    const { values, positionals } = readArguments(args, OPTIONS, 1)
    if (values.help) {
      io.stdout(USAGE)
      return EXIT.ok
    }
    const { lang } = values
    return await run(
      lang === undefined ? values : { ...values, lang: primaryLanguage(lang) },
      positionals[0],
      io,
    )
  } catch (error) {
    if (error instanceof TierError) {
      io.stderr(`limen redact: ${tierRefusal(error).sentence}\n`)
      return EXIT.failed
    }
    const message = messageOf(error)
    if (message === undefined) throw error
    io.stderr(`${wrongUsage(new WrongArguments(message), USAGE)}\n`)
    return EXIT.usage
  }
}

function messageOf(error: unknown): string | undefined {
  if (error instanceof WrongArguments || error instanceof PolicyError) return error.message
  if (error instanceof JsonFaultError)
    return `The input is no JSON that every reader reads alike (${error.fault}).`
  if (error instanceof RefusedEntityError) return error.message
  return undefined
}

/** The policy, the regions that it says, and the tier for names behind it. */
type Asked = PolicyFile | ConfigPolicy

async function readAsked(values: Values, io: CommandIo): Promise<Asked> {
  if (values.names !== undefined && (values.policy ?? values.config) !== undefined)
    throw new WrongArguments('--names is for a run without --policy and --config, which say it themselves.')
  if (values.config === undefined) {
    if (values.tenant !== undefined) throw new WrongArguments('--tenant is for a config: --config FILE.')
    return values.policy === undefined
      ? { options: { names: readNameTier(values.names ?? 'builtin') }, regions: undefined }
      : readPolicyFile(values.policy, io)
  }
  if (values.policy !== undefined) throw new WrongArguments('Choose one of --policy and --config.')
  return await readConfigPolicy(values.config, values.tenant, io)
}

async function run(values: Values, path: string | undefined, io: CommandIo): Promise<number> {
  if (values.json && values.jsonl) throw new WrongArguments('Choose one of --json and --jsonl.')
  const policy = await readAsked(values, io)
  if ('diagnostics' in policy) {
    reportDiagnostics(policy.diagnostics, io)
    return EXIT.usage
  }
  const rules = 'rules' in policy ? policy.rules : undefined
  try {
    const regions = asked(values) ?? policy.regions ?? EUROPE
    if (values.jsonl) return await redactLines(path, policy.options, regions, values, io, rules)
    const json = values.json || path?.endsWith('.json') === true
    await redactOnce(
      readInput(path),
      { ...policy.options, ...spoken(values, policy.options), phoneRegions: regions },
      json,
      values,
      io,
      rules,
    )
    return EXIT.ok
  } finally {
    if ('close' in policy) await policy.close()
  }
}

function asked({ lang, regions }: Values): readonly string[] | undefined {
  if (regions !== undefined) return readRegions(regions)
  return lang === undefined ? undefined : regionsOf(lang)
}

/** The one language of `--lang`, for names. */
function spoken({ lang }: Values, options: PolicyOptions): PolicyOptions {
  return lang === undefined ? {} : spokenOf(options, lang)
}

async function redactLines(
  path: string | undefined,
  options: PolicyOptions,
  regions: readonly string[],
  values: Values,
  io: CommandIo,
  rules: NamesRules | undefined,
): Promise<number> {
  if (values.values !== undefined || values.explain)
    throw new WrongArguments(
      '--values and --explain are for one text; --jsonl names what it found in each line.',
    )
  const lines = new JsonLines(
    { ...options, phoneRegions: regions },
    spoken(values, options),
    vaultOptions(io.random),
    rules,
  )
  for await (const line of inputLines(path)) {
    const answer = await lines.answer(line)
    if (answer !== undefined) io.stdout(`${answer}\n`)
  }
  return lines.failed === 0 ? EXIT.ok : EXIT.failed
}

async function redactOnce(
  source: string,
  options: PolicyOptions,
  json: boolean,
  values: Values,
  io: CommandIo,
  rules: NamesRules | undefined,
): Promise<void> {
  const policy = compilePolicy(options)
  const given = values.lang === undefined ? undefined : languageOf(values.lang)
  const ahead = rules === undefined ? undefined : new NamesAhead({ rules, policy, report: () => {}, given })
  const walk = (): Redacted => redactWith(source, policy, json, values.explain, io, ahead)
  const { redacted, issued, explained } = ahead === undefined ? walk() : await ahead.untilSeen(walk)
  if (values.values !== undefined) writeValueList(values.values, issued)
  io.stdout(redacted)
  if (values.explain) io.stderr(explainText(explained, io.errorColour === true))
}

interface Redacted {
  readonly redacted: string
  readonly issued: ReadonlyMap<string, string>
  readonly explained: readonly ExplainedFinding[]
}

function redactWith(
  source: string,
  policy: Policy,
  json: boolean,
  explain: boolean,
  io: CommandIo,
  finder: NamesAhead | undefined,
): Redacted {
  const issued = new Map<string, string>()
  const vault = new Vault({
    ...vaultOptions(io.random),
    onIssue: (name, value) => void issued.set(name, value),
    ...(finder === undefined ? {} : { finder }),
  })
  vault.reserve(source)
  const explained: ExplainedFinding[] = []
  const redactText = (text: string, cue: string | undefined): string => {
    const context = cue === undefined ? {} : { cue }
    if (explain)
      for (const finding of vault.findings(policy, text, context)) explained.push({ finding, text, cue })
    return vault.redact(policy, text, 'caller', context)
  }
  return {
    redacted: json ? redactJsonSource(source, redactText) : redactText(source, undefined),
    issued,
    explained,
  }
}
