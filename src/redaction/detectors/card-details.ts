/** What stands on a payment card besides its number: security code and month of expiry, each behind its name. */
import { unitAt } from '../characters.ts'
import type { Scan } from '../scan.ts'
import type { Chain } from './chain.ts'
import { compileCues } from './cues.ts'
import { isQuantity } from './harmless.ts'
import { CARD_CUES } from './identifiers/card.ts'

const SECURITY_CODE = compileCues([
  'cvv*', 'cvc*', 'cvv2', 'cvc2', 'cvn', 'cv2', 'card security code*', 'security code*', 'card verification*', 'prüfnummer*', 'prüfziffer*',
  'kartenprüf*', 'sicherheitscode', 'cryptogramme*', 'code de sécurité', 'código de seguridad', 'codice di sicurezza', 'codice cvv',
  'kod cvv*', 'kod cvc*', 'kod zabezpieczając*', 'kod bezpieczeństwa', 'beveiligingscode', 'säkerhetskod*', 'sikkerhedskode',
  'sikkerhetskode', 'código de segurança', 'turvakoodi', 'bezpečnostní kód', 'biztonsági kód', 'cod de securitate',
  'κωδικός ασφαλείας', 'код за сигурност', 'セキュリティコード*',
]) // prettier-ignore
const EXPIRY = compileCues([
  'exp', 'exp date', 'expires', 'expiry*', 'expire*', 'expiration*', 'valid*', 'good thru', 'gültig*', 'ablaufdatum', 'läuft ab',
  'ważn*', 'validité', 'caduca*', 'vence', 'vencimiento', 'scade', 'scadenza', 'geldig*', 'vervaldatum', 'verloopt', 'giltig*',
  'gyldig*', 'udløb*', 'utløp*', 'validade', 'voimassa', 'platnost*', 'platí', 'lejárat*', 'valabil*', 'expiră', 'λήξη*', 'валидна до',
  '有効期限*',
]) // prettier-ignore

/** Adds security codes and months of expiry among the atoms that nothing else covers. */
export function findCardDetails(scan: Scan, chain: Chain): void {
  if (!scan.isNamed([SECURITY_CODE, EXPIRY])) return
  for (let atom = 0; atom < chain.count; atom++) {
    if (chain.letters[atom] === 1 || chain.covered[atom] === 1) continue
    if (isMonth(scan.text, chain, atom) && isExpiry(scan, chain, atom)) {
      cover(scan, chain, atom, atom + 1, 'card.expiry')
      atom++
    } else if (isSecurityCode(scan, chain, atom)) {
      cover(scan, chain, atom, atom, 'card.security-code')
    }
  }
}

function cover(scan: Scan, chain: Chain, first: number, last: number, detector: string): void {
  scan.add('CARD_SECURITY', detector, chain.starts[first] ?? 0, chain.ends[last] ?? 0, 0.9)
  chain.covered.fill(1, first, last + 1)
}

function lengthOf(chain: Chain, atom: number): number {
  return (chain.ends[atom] ?? 0) - (chain.starts[atom] ?? 0)
}

function isSecurityCode(scan: Scan, chain: Chain, atom: number): boolean {
  const length = lengthOf(chain, atom)
  if (length < 3 || length > 4) return false
  const [start, end] = [chain.starts[atom] ?? 0, chain.ends[atom] ?? 0]
  return scan.nearness(SECURITY_CODE, start, end) === 'explicit' && !isQuantity(scan.text, end)
}

/** `05/27` or `05-2027`: a month, one separator, a year of this half of the century. */
function isMonth(text: string, chain: Chain, atom: number): boolean {
  if (atom + 1 >= chain.count || chain.letters[atom + 1] === 1 || lengthOf(chain, atom) > 2) return false
  const gap = chain.gaps[atom + 1]
  if (gap !== 0x2f && gap !== 0x2d && gap !== 0x2e && gap !== 0x20) return false
  const month = Number(text.slice(chain.starts[atom], chain.ends[atom]))
  const year = text.slice(chain.starts[atom + 1], chain.ends[atom + 1])
  if (month < 1 || month > 12 || !/^(?:20)?[2-4]\d$/.test(year)) return false
  // A day would make it a date.
  return unitAt(text, (chain.starts[atom] ?? 0) - 1) !== gap && chain.gaps[atom + 2] !== gap
}

/** Near its own name, where a card is spoken of: contracts and offers are valid until some month too. */
function isExpiry(scan: Scan, chain: Chain, atom: number): boolean {
  const [start, end] = [chain.starts[atom] ?? 0, chain.ends[atom + 1] ?? 0]
  if (scan.nearness(EXPIRY, start, end) !== 'explicit') return false
  return scan.isNamed([CARD_CUES, SECURITY_CODE]) || scan.found.some(({ entity }) => entity === 'CARD')
}
