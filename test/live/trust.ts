/** Makes the TLS clients of this process trust one more authority: SDKs have no option for it. */
import { getCACertificates, setDefaultCACertificates } from 'node:tls'

const OWN = getCACertificates('default')

/** @param authority PEM text; those of earlier calls, which have its name, are trusted no more */
export function trusting(authority: string): void {
  setDefaultCACertificates([...OWN, authority])
}
