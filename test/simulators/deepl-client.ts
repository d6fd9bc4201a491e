/** DeepL's SDK, with and without the reporting tag that the gateway adds. */
import * as deeplNode from 'deepl-node'

export interface TranslatorPair {
  readonly translator: deeplNode.Translator
  readonly untagged: deeplNode.Translator
}

export function createTranslator(serverUrl: string): TranslatorPair {
  const options = { serverUrl, maxRetries: 0, minTimeout: 2000 }
  return {
    translator: new deeplNode.Translator('deepl-test', {
      ...options,
      headers: { 'X-DeepL-Reporting-Tag': 'tenant-a' },
    }),
    untagged: new deeplNode.Translator('deepl-test', options),
  }
}
