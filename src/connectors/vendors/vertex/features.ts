/** What a request to Gemini may not ask for: tools that leave the location, stores, and choices beside the checked ones. */
import type { Path, RefusedMember } from '../../contract.ts'
import { REFERENCE, ZERO_RETENTION } from './evidence.ts'

const refuse = (paths: readonly Path[], why: Omit<RefusedMember, 'path'>): readonly RefusedMember[] =>
  paths.map((path) => ({ path, ...why }))

const ownTools = 'send functionDeclarations and run them yourself; no config line allows it.'

const TOOLS: readonly RefusedMember[] = [
  ...refuse(['tools[].googleSearch', 'tools[].googleSearchRetrieval', 'tools[].googleMaps'], {
    rule: 'grounding',
    because:
      'Grounding with Google Search or Maps sends parts of the prompt to services that keep them for 30 days.',
    remedy: ownTools,
    evidence: ZERO_RETENTION,
  }),
  ...refuse(['tools[].enterpriseWebSearch', 'tools[].exaAiSearch', 'tools[].parallelAiSearch'], {
    rule: 'web_search',
    because: 'Web search sends parts of the conversation outside the residency zone.',
    remedy: ownTools,
    evidence: ZERO_RETENTION,
  }),
  ...refuse(['tools[].urlContext'], {
    rule: 'url_context',
    because: 'Google fetches the addresses that stand in the prompt, from wherever it likes.',
    remedy: 'fetch the page yourself and send its text.',
    evidence: ZERO_RETENTION,
  }),
  ...refuse(['tools[].retrieval', 'tools[].fileSearch', 'tools[].mcpServers', 'tools[].codeExecution'], {
    rule: 'vendor_tool',
    because: 'A tool that the vendor runs reaches beyond the residency agreement.',
    remedy: ownTools,
    evidence: ZERO_RETENTION,
  }),
  // What Google adds next month is refused until somebody has read what it does.
  {
    path: 'tools[].*',
    rule: 'vendor_tool',
    because: 'The tool is not one that the caller runs.',
    remedy: ownTools,
    evidence: REFERENCE,
  },
  ...refuse(['toolConfig.retrievalConfig'], {
    rule: 'grounding',
    because: 'It tells the services behind grounding where the user is.',
    remedy: 'leave it out.',
    evidence: REFERENCE,
  }),
]

/** Also of the body that counts tokens. */
export const NAMED_TWICE: readonly RefusedMember[] = ['model', 'endpoint'].map((path) => ({
  path,
  rule: 'model_in_body',
  because:
    'The path names the model, its project and its location: a second one beside it would not be the checked one.',
  remedy: 'leave it out.',
  evidence: REFERENCE,
}))

const STORES: readonly RefusedMember[] = [
  ...refuse(['cachedContent'], {
    rule: 'vendor_state',
    because: 'It refers to content that the vendor keeps, which the gateway cannot inspect.',
    remedy: 'send the content itself.',
    evidence: ZERO_RETENTION,
  }),
  ...refuse(['contents[].parts[].fileData', 'systemInstruction.parts[].fileData'], {
    rule: 'vendor_fetch',
    because: 'The vendor fetches the file from an address, and the gateway can neither place nor inspect it.',
    remedy: 'send the text itself, or the bytes as inlineData.',
    evidence: REFERENCE,
  }),
  ...refuse(['contents[].parts[].functionResponse.parts[].fileData'], {
    rule: 'vendor_fetch',
    because: 'The vendor fetches the file from an address, and the gateway can neither place nor inspect it.',
    remedy: 'send the bytes as inlineData.',
    evidence: REFERENCE,
  }),
  ...refuse(['outputConfig', 'generationOutputConfig'], {
    rule: 'output_store',
    because: 'It writes what was generated to a bucket, whose place the gateway does not know.',
    remedy: 'leave it out: the answer holds what was generated.',
    evidence: REFERENCE,
  }),
  ...refuse(['store', 'sessionResumption', 'setup'], {
    rule: 'vendor_state',
    because: 'It has the vendor keep the conversation.',
    remedy: 'leave it out, and send the conversation with every call.',
    evidence: ZERO_RETENTION,
  }),
]

const CHOICES: readonly RefusedMember[] = [
  ...refuse(
    [
      'generationConfig.routingConfig',
      'generationConfig.modelConfig',
      'generationConfig.modelSelectionConfig',
    ],
    {
      rule: 'model_routing',
      because: 'It lets the vendor choose a model beside the one that is checked.',
      remedy: 'name the model in the path, and leave it out.',
      evidence: REFERENCE,
    },
  ),
  ...refuse(['modelArmorConfig'], {
    rule: 'other_location',
    because:
      'It sends the prompt through a template of Model Armor, whose location the gateway does not check.',
    remedy: 'leave it out.',
    evidence: REFERENCE,
  }),
]

export const REFUSED_FEATURES: readonly RefusedMember[] = [...TOOLS, ...NAMED_TWICE, ...STORES, ...CHOICES]
