/** The credential of an endpoint whose config holds one key for every path. */
import type { Connector } from '../../../connectors/contract.ts'
import { type Credential, keyCredential } from '../../egress/credentials.ts'

export function keyOf(connector: Connector, key: string): (path: string) => Credential {
  const credential = keyCredential(connector, key)
  return () => credential
}
