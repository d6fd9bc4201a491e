/** Azure by Microsoft Entra: managed identity and workload identity, through `@azure/identity` loaded when it is used. */
import type { Connector } from '../../connectors/contract.ts'
import { type Credential, tokenCredential, type TokenSource } from './credentials.ts'

/** As config writes it, one of the two. */
export interface EntraOptions {
  readonly managed_identity?: { readonly client_id?: string | undefined } | undefined
  readonly workload_identity?:
    | { readonly tenant_id: string; readonly client_id: string; readonly token_file?: string | undefined }
    | undefined
}

/** Audiences of the two path families: https://learn.microsoft.com/azure/ai-foundry/openai/reference (2026-11-22). */
export const ENTRA_SCOPES = {
  deployments: 'https://cognitiveservices.azure.com/.default',
  v1: 'https://ai.azure.com/.default',
} as const

/**
 * A credential for one audience. The library reaches the instance metadata service (managed identity) or
 * login.microsoftonline.com (workload identity) by its own connections, with the identity's ids and assertion and nothing of
 * any call; docs/egress.md lists the hosts.
 */
export function entraCredential(
  connector: Pick<Connector, 'credential'>,
  options: EntraOptions,
  scope: string,
  source: () => Promise<TokenSource> = () => identity(options),
): Credential {
  return tokenCredential(connector, { scope, source })
}

async function identity(options: EntraOptions): Promise<TokenSource> {
  const { ManagedIdentityCredential, WorkloadIdentityCredential } = await import('@azure/identity')
  const workload = options.workload_identity
  if (workload !== undefined) {
    return new WorkloadIdentityCredential({
      tenantId: workload.tenant_id,
      clientId: workload.client_id,
      ...(workload.token_file === undefined ? {} : { tokenFilePath: workload.token_file }),
    })
  }
  const clientId = options.managed_identity?.client_id
  return clientId === undefined
    ? new ManagedIdentityCredential()
    : new ManagedIdentityCredential({ clientId })
}
