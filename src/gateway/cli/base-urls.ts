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

/** One line a vendor, and one for each of its further services: `  OpenAI        http://127.0.0.1:8080/openai/v1`. */
export function baseUrls(origin: string, vendors: readonly VendorId[]): string[] {
  const rows = vendors.flatMap((vendor) => {
    const { title = vendor, mount = '', services = [] } = connectors.get(vendor) ?? {}
    return [{ title, mount: mount + AFTER_MOUNT[vendor] }, ...services]
  })
  const width = Math.max(13, ...rows.map(({ title }) => title.length))
  return rows.map(({ title, mount }) => `  ${title.padEnd(width)} ${origin}${mount}`)
}
