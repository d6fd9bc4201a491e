/** Azure regions and the countries they are in. Announced regions that nobody has confirmed count as not known. */
import type { Countries, Region } from '../../contract.ts'

const evidence = { url: 'https://learn.microsoft.com/azure/reliability/regions-list', checked: '2026-11-22' }

const region = (id: string, countries: Countries | undefined, caveat?: string): Region => ({
  id,
  title: `Azure ${id}`,
  countries,
  evidence,
  ...(caveat === undefined ? {} : { caveat }),
})

export const AZURE_REGIONS: readonly Region[] = [
  region('francecentral', ['FR']),
  region('francesouth', ['FR']),
  region('germanywestcentral', ['DE']),
  region('germanynorth', ['DE']),
  region('italynorth', ['IT']),
  region('norwayeast', ['NO']),
  region('norwaywest', ['NO']),
  region('polandcentral', ['PL']),
  region('spaincentral', ['ES']),
  region('swedencentral', ['SE']),
  region('swedensouth', ['SE']),
  region('westeurope', ['NL']),
  region('northeurope', ['IE']),
  region('austriaeast', ['AT']),
  region('belgiumcentral', ['BE']),
  region('denmarkeast', undefined, 'Announced; not confirmed to be in service.'),
  region('finlandcentral', undefined, 'Announced; not confirmed to be in service.'),
  region('greececentral', undefined, 'Announced; not confirmed to be in service.'),
  region('switzerlandnorth', ['CH']),
  region('switzerlandwest', ['CH']),
  region('uksouth', ['GB']),
  region('ukwest', ['GB']),
  region('eastus', ['US']),
  region('eastus2', ['US']),
  region('centralus', ['US']),
  region('northcentralus', ['US']),
  region('southcentralus', ['US']),
  region('westus', ['US']),
  region('westus2', ['US']),
  region('westus3', ['US']),
  region('westcentralus', ['US']),
  region('canadacentral', ['CA']),
  region('canadaeast', ['CA']),
  region('brazilsouth', ['BR']),
  region('brazilsoutheast', ['BR']),
  region('mexicocentral', ['MX']),
  region('chilecentral', ['CL']),
  region('australiaeast', ['AU']),
  region('australiasoutheast', ['AU']),
  region('australiacentral', ['AU']),
  region('australiacentral2', ['AU']),
  region('japaneast', ['JP']),
  region('japanwest', ['JP']),
  region('koreacentral', ['KR']),
  region('koreasouth', ['KR']),
  region('southeastasia', ['SG']),
  region('eastasia', ['HK']),
  region('centralindia', ['IN']),
  region('southindia', ['IN']),
  region('westindia', ['IN']),
  region('jioindiawest', undefined),
  region('jioindiacentral', undefined),
  region('indonesiacentral', ['ID']),
  region('malaysiawest', ['MY']),
  region('newzealandnorth', ['NZ']),
  region('uaenorth', ['AE']),
  region('uaecentral', ['AE']),
  region('qatarcentral', ['QA']),
  region('israelcentral', ['IL']),
  region('southafricanorth', ['ZA']),
  region('southafricawest', ['ZA']),
]

/**
 * Countries of the EU data zone, as documented in May 2026; Microsoft may add to it without notice.
 * Source: learn.microsoft.com, Foundry deployment types.
 */
export const EU_DATA_ZONE: Countries = ['FR', 'DE', 'IT', 'NL', 'NO', 'PL', 'ES', 'SE', 'CH']

/** `Sweden Central`, as the `x-ms-region` header spells it, to `swedencentral`. */
export function azureRegionId(displayName: string): string {
  return displayName.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}
