/** The rules that programs keep: correctness, and who may import whom. Each boundary gives its reason in its message. */
import { defineConfig, type OxlintOverride } from 'oxlint'

// A later override replaces the options of an earlier one, it adds nothing to them: every folder below gets its whole
// set. Patterns know neither look-ahead nor a negation that is safe beside another pattern, so a set lists what is forbidden.

type Setting<Options> = ['error', Options]

interface Closed {
  readonly name: string
  readonly message: string
}

interface Pattern {
  readonly regex: string
  readonly message: string
  readonly allowTypeImports?: boolean
}

const SOCKET = 'Only src/gateway/egress opens a socket to a vendor.'
const SIBLING =
  'A vendor folder imports the contract and the dialects, never a sibling: each vendor can be read and removed alone.'
const SIMULATOR =
  "A simulator is written from the vendor's own specification, not from our connector: sharing code would let both be wrong together."
const PURE = 'No clock, environment, timer or chance: what this code answers depends on what it is given.'

/** A specifier that goes through one of these folders of ours. */
function through(folders: readonly string[], message: string): Pattern {
  return { regex: `^\\.{1,2}/(?:.*/)?(?:${folders.join('|')})/`, message }
}

/** One of Node's own modules or a package, or a file inside one. */
function from(modules: readonly string[], packages: readonly string[], message: string): Pattern {
  const words = [...modules.map((name) => `(?:node:)?${name}`), ...packages]
  return { regex: `^(?:${words.join('|')})(?:/|$)`, message }
}

/** What reaches outside the process, waits, or looks at it. */
const OUTSIDE = (
  'async_hooks child_process cluster dgram diagnostics_channel dns fs http2 https inspector module os ' +
  'perf_hooks process readline repl sqlite tls tty v8 vm wasi worker_threads'
).split(' ')
const SERVING = ['events', 'http', 'net', 'stream', 'timers']
const SDKS = ['@azure/openai', '@google-cloud/vertexai', '@google/genai', 'deepl-node', 'openai']
const PACKAGES = [
  '@azure/identity',
  '@hono',
  'google-auth-library',
  'hono',
  'ipaddr\\.js',
  'pino',
  'prom-client',
  'undici',
  'ws',
  'yaml',
]

const engineAlone = through(
  ['gateway', 'connectors'],
  'The redaction engine is text in, text out: it imports nothing of ours, so that it can be used and audited alone.',
)
const engineWithout = (modules: readonly string[]) =>
  from(modules, [...PACKAGES, ...SDKS, 'js-tiktoken', 'zod'], 'The redaction engine does no I/O.')
const redaction = [engineAlone, engineWithout([...OUTSIDE, ...SERVING])]
const jsonImports = [engineAlone, engineWithout([...OUTSIDE, ...SERVING].filter((name) => name !== 'module'))]

const sdkTypes = {
  ...from([], SDKS, "A simulator reads a vendor's own types, and runs none of the vendor's code."),
  allowTypeImports: true,
}
const noIo = 'Connectors do no I/O: the egress is the only place that opens a socket.'
const knowsNeither = through(
  ['gateway', 'redaction'],
  'Connectors are tables and pure functions: they know neither the gateway nor the redaction engine.',
)
const tablesOnly = [
  knowsNeither,
  from([...OUTSIDE, ...SERVING], [...PACKAGES, ...SDKS, 'libphonenumber-js'], noIo),
  { regex: '^\\.{1,2}/(?:.*/)?simulator(?:/|[^/]*\\.ts$)', message: SIMULATOR },
]
const shared = through(['vendors'], 'What vendors share knows no vendor.')
const noSibling = through(['vendors'], SIBLING)
const siblingFile = { regex: '^\\.\\./[^.]', message: SIBLING }
const siblingFromFolder = { regex: '^\\.\\./\\.\\./[^.]', message: SIBLING }

const simulator = [
  knowsNeither,
  through(['dialects', 'wire'], SIMULATOR),
  from([...OUTSIDE, ...SERVING], [...PACKAGES, 'js-tiktoken', 'libphonenumber-js'], noIo),
  sdkTypes,
]
const ownTable = { regex: '^\\./(?:[^s]|s[^i])', message: SIMULATOR }
const ownTableFromFolder = { regex: '^\\.\\./[^.]', message: SIMULATOR }

const vendorSdk = from(
  [],
  SDKS,
  'A vendor SDK opens sockets of its own: only the demo and the trial on the command line drive one.',
)
const pipeline = {
  ...through(
    ['pipeline'],
    'Nothing imports the pipeline but the server: the line is called, never called into.',
  ),
  allowTypeImports: true,
}
const sockets = {
  ...from(['dgram', 'dns'], ['undici', '@azure/identity', 'google-auth-library'], SOCKET),
  allowTypeImports: true,
}
/** Modules that serve as well as call: only the names that call are closed. */
const callers = Object.entries({
  'node:http': ['Agent', 'ClientRequest', 'get', 'globalAgent', 'request'],
  'node:http2': ['connect'],
  'node:https': ['Agent', 'get', 'globalAgent', 'request'],
  'node:net': ['Socket', 'connect', 'createConnection'],
  'node:tls': ['TLSSocket', 'connect'],
  ws: ['WebSocket', 'createWebSocketStream', 'default'],
}).map(([name, importNames]) => ({ name, importNames, message: SOCKET, allowTypeImports: true }))

function imports(
  patterns: Pattern[],
  paths: typeof callers = [],
): Setting<{ patterns: Pattern[]; paths: typeof callers }> {
  return ['error', { patterns, paths }]
}

/** Globals that open a socket, through `globalThis` too, and those closed beside them. */
function globals(more: readonly string[] = []): Setting<{ globals: Closed[]; checkGlobalObject: true }> {
  const closed = [
    { name: 'fetch', message: `${SOCKET} It does so through undici's dispatch.` },
    ...['EventSource', 'WebSocket', 'XMLHttpRequest'].map((name) => ({ name, message: SOCKET })),
    ...more.map((name) => ({ name, message: PURE })),
  ]
  return ['error', { globals: closed, checkGlobalObject: true }]
}

const noClock = {
  'no-restricted-globals': globals(['performance', 'process', 'setImmediate', 'setInterval', 'setTimeout']),
}
const noChance: OxlintOverride['rules'] = {
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: PURE },
    { object: 'Math', property: 'random', message: PURE },
    { object: 'crypto', property: 'getRandomValues', message: PURE },
    { object: 'crypto', property: 'randomUUID', message: PURE },
  ],
}

export default defineConfig({
  plugins: ['typescript', 'import', 'unicorn', 'promise', 'node'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'off' },
  env: { node: true, es2024: true },
  ignorePatterns: ['dist/**', 'node_modules/**', '**/*.gen.ts'],
  rules: {
    'no-console': 'error',
    'no-eval': 'error',
    'no-new-func': 'error',
    'import/no-cycle': 'error',
    'import/no-unassigned-import': 'off',
    'unicorn/prefer-node-protocol': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-unsafe-type-assertion': 'off',
    // The compiler's noImplicitReturns says the same and knows which switches are exhaustive.
    'typescript/consistent-return': 'off',
    'no-shadow': 'off',
    'no-underscore-dangle': 'off',
    'no-await-in-loop': 'off',
    'no-control-regex': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/no-array-reverse': 'off',
    'promise/always-return': 'off',
    'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    'no-restricted-globals': globals(),
  },
  overrides: [
    {
      files: ['src/redaction/**'],
      rules: { 'no-restricted-imports': imports(redaction), ...noClock, ...noChance },
    },
    {
      // Tables that are imported when they are first asked for, or not at all.
      files: ['src/redaction/bundled.ts'],
      rules: { 'no-restricted-imports': imports(jsonImports) },
    },
    {
      files: ['src/connectors/**'],
      rules: { 'no-restricted-imports': imports(tablesOnly), ...noClock, ...noChance },
    },
    {
      files: ['src/connectors/contract.ts', 'src/connectors/dialects/**', 'src/connectors/wire/**'],
      rules: { 'no-restricted-imports': imports([...tablesOnly, shared]) },
    },
    {
      files: ['src/connectors/vendors/*/*.ts'],
      rules: { 'no-restricted-imports': imports([...tablesOnly, noSibling, siblingFile]) },
    },
    {
      files: ['src/connectors/vendors/*/*/**'],
      rules: { 'no-restricted-imports': imports([...tablesOnly, noSibling, siblingFromFolder]) },
    },
    {
      files: ['src/connectors/simulator/**'],
      rules: { 'no-restricted-imports': imports([...simulator, { ...shared, message: SIMULATOR }]) },
    },
    {
      files: ['src/connectors/vendors/*/simulator*.ts'],
      rules: { 'no-restricted-imports': imports([...simulator, noSibling, siblingFile, ownTable]) },
    },
    {
      files: ['src/connectors/vendors/*/simulator/**'],
      rules: {
        'no-restricted-imports': imports([...simulator, noSibling, siblingFromFolder, ownTableFromFolder]),
      },
    },
    {
      files: ['src/gateway/**'],
      rules: { 'no-restricted-imports': imports([sockets, vendorSdk, pipeline], callers) },
    },
    { files: ['src/gateway/policy/**', 'src/gateway/pipeline/**'], rules: { ...noChance } },
    {
      files: ['src/gateway/pipeline/**', 'src/gateway/server.ts'],
      rules: { 'no-restricted-imports': imports([sockets, vendorSdk], callers) },
    },
    { files: ['src/gateway/egress/**'], rules: { 'no-restricted-imports': imports([vendorSdk, pipeline]) } },
    {
      files: ['src/gateway/cli/**'],
      rules: { 'no-console': 'off', 'no-restricted-imports': imports([sockets, pipeline], callers) },
    },
    {
      files: ['bin/**', 'bench/**', 'scripts/**', 'test/**'],
      rules: { 'no-console': 'off', 'no-restricted-imports': 'off', 'no-restricted-globals': 'off' },
    },
    { files: ['test/**'], rules: { 'max-lines': 'off', 'typescript/no-non-null-assertion': 'off' } },
  ],
})
