/** Makes the TLS clients of this process trust one more authority: SDKs have no option for it. */
import { getCACertificates, setDefaultCACertificates } from 'node:tls'

/** @param authority PEM text */
export function trusting(authority: string): void {
  setDefaultCACertificates([...getCACertificates('default'), authority])
}
