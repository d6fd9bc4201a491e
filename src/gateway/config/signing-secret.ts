/** The secret with which a caller signs, derived from the master secret and the key's id: nothing is stored for a key. */
import { createHmac, hkdfSync } from 'node:crypto'

/** Takes the id of a gateway key, which is the access key id; gives 43 characters that only the master secret can make. */
export function signingSecrets(master: string): (keyId: string) => string {
  const key = Buffer.from(hkdfSync('sha256', master, 'limen', 'signing-secret', 32))
  return (keyId) => createHmac('sha256', key).update(keyId, 'utf8').digest('base64url')
}
