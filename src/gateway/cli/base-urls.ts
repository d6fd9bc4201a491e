/** The base URL that each vendor's SDK is given in place of the vendor's own. */
import type { VendorId } from '../../connectors/contract.ts'
import { connectors } from '../../connectors/registry.ts'

/** What an SDK appends its paths to, after the vendor's mount: OpenAI's writes `/v1` into the base URL. */
const AFTER_MOUNT: Readonly<Record<VendorId, string>> = {
  openai: '/v1',
  azure: '',
  deepl: '',
  assemblyai: '',
  vertex: '',
  bedrock: '',
}

/** One line a vendor: `  OpenAI        http://127.0.0.1:8080/openai/v1`. */
export function baseUrls(origin: string, vendors: readonly VendorId[]): string[] {
  return vendors.map((vendor) => {
    const { title = vendor, mount = '' } = connectors.get(vendor) ?? {}
    return `  ${title.padEnd(13)} ${origin}${mount}${AFTER_MOUNT[vendor]}`
  })
}
