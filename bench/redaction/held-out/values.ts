/** Values of the held-out sentences by country: shapes as people write them, with valid check digits where the number has any. */
import { createRequire } from 'node:module'
import {
  ibanOf,
  isAdojel,
  isCzechNumber,
  isMyNumberValue,
  isNhsNumber,
  withCardRest,
  withDowod,
  withHungarianBlock,
  withKvnr,
  withLuhn,
  withMatriculeChecks,
  withNiss,
  withPassport,
  withRibKey,
  withSpanishChecks,
  withTaj,
} from '../values/check-digits.ts'
import { completed, either, type Pick, shaped, type Value } from '../values/value.ts'

/** What a value is; the tables are by this. */
export const KINDS = [
  'national', 'tax', 'social', 'health', 'passport', 'id-card', 'licence', 'iban', 'account', 'card', 'phone', 'e-mail', 'plate', 'birth',
  'address',
] as const // prettier-ignore

export type Kind = (typeof KINDS)[number]

export interface HeldOutValue {
  readonly kind: Kind
  readonly make: (pick: Pick) => string
  /** Whether a value like it, one digit of which was changed, is refused by its check; absent where nothing is checked. */
  readonly isWrong?: (value: string) => boolean
}

interface Oracle {
  readonly validate: (value: string) => { readonly isValid: boolean }
}

const require = createRequire(import.meta.url)

/** What npm stdnum calls valid. */
function valid(module: string): (value: string) => boolean {
  const oracle = require(`stdnum/lib/cjs/${module}.js`) as Oracle
  return (value) => oracle.validate(value).isValid
}

function of(kind: Kind, { make }: Value): HeldOutValue {
  return { kind, make }
}

function isAnyDigitChecked(): boolean {
  return true
}

/** A value of a shape, grouped in one of these ways. */
function as(
  kind: Kind,
  shape: string,
  groupings: readonly string[] = [''],
  accept?: (value: string) => boolean,
): HeldOutValue {
  const value = of(kind, shaped(undefined, shape, groupings, accept))
  if (accept === undefined) return value
  return { ...value, isWrong: (written) => !accept(written) && !accept(written.replaceAll(/[ ./-]/g, '')) }
}

/** A value that gets its check digits from its other digits. */
function made(
  kind: Kind,
  shape: string,
  groupings: readonly string[],
  complete: (body: string) => string,
): HeldOutValue {
  return { ...of(kind, completed('NATIONAL_ID', shape, groupings, complete)), isWrong: isAnyDigitChecked }
}

/** A value of one of several shapes. */
function any(kind: Kind, shapes: readonly string[]): HeldOutValue {
  return of(kind, either(...shapes.map((shape) => shaped(undefined, shape))))
}

const FOURS = '4 4 4 4 4 4 4 4'

/** An IBAN whose national part has this shape; printed in fours or whole. */
function iban(
  country: string,
  bban: string,
  complete: (body: string) => string = (body) => body,
): HeldOutValue {
  return made('iban', bban, [FOURS, ''], (body) => ibanOf(country, complete(body)))
}

/** Weights whose sum of products a modulus divides. */
function divides(weights: readonly number[], modulus: number): (value: string) => boolean {
  return (value) => weights.reduce((sum, weight, at) => sum + weight * Number(value[at]), 0) % modulus === 0
}

/** Latvian codes of people born before 2017. */
function isLatvian(value: string): boolean {
  const digits = value.replace('-', '')
  const sum = [1, 6, 3, 7, 9, 10, 5, 8, 4, 2].reduce(
    (total, weight, at) => total + weight * Number(digits[at]),
    0,
  )
  return ((1101 - sum) % 11) % 10 === Number(digits[10])
}

/** ISO 7064 MOD 97-10, as Portuguese and Slovenian account numbers end in it. */
function withMod97(body: string): string {
  return body + String(98n - ((BigInt(body) * 100n) % 97n)).padStart(2, '0')
}

/** An IBAN whose account number a national rule has to accept. */
function ibanOver(
  country: string,
  bank: string,
  shape: string,
  accept: (account: string) => boolean,
): HeldOutValue {
  const account = shaped(undefined, shape, [''], accept)
  return of('iban', {
    entity: undefined,
    make: (pick) =>
      shaped(undefined, `{${ibanOf(country, bank + account.make(pick))}}`, [FOURS, '']).make(pick),
  })
}

/** Blocks of a Hungarian account, the last of them empty. */
function hungarianAccount(separator: string, pick: Pick): string {
  const block = (shape: string) => completed('BANK_ACCOUNT', shape, [''], withHungarianBlock).make(pick)
  return [block('{117}dddd'), block('ddddddd'), '00000000'].join(separator)
}

const dutchAccount = divides([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 11)
const norwegian = valid('no/kontonr')
const rc = valid('cz/rc')

/** By country and name: `{{at.svnr}}` in a sentence. */
export const HELD_OUT_VALUES: Readonly<Record<string, HeldOutValue>> = {
  'at.svnr': as('social', 'ddddDMY', ['4 6', '', '4 2 2 2'], valid('at/vnr')),
  'at.tax': as('tax', 'ddddddddd', ['2-3/4', '2 3/4'], valid('at/tin')),
  'at.pass': as('passport', '{U}ddddddd', ['', '1 7']),
  'at.lic': as('licence', 'dddddddd'),
  'at.iban': iban('AT', 'dddddddddddddddd'),
  'at.plate': any('plate', ['W-ddddd{T}', 'GU-ddd{AB}', '{L}-dddd{C}']),
  'be.nn': as('national', 'YMDddddd', ['2.2.2-3.2', ''], valid('be/nn')),
  'be.eid': made('id-card', '{59}dddddddd', ['3-7-2'], withCardRest),
  'be.pass': as('passport', '{E}Ldddddd'),
  'be.lic': as('licence', 'dddddddddd'),
  'be.iban': iban('BE', '{7}ddddddddd', withCardRest),
  'be.plate': as('plate', '{1}-LLL-ddd'),
  'bg.egn': as('national', 'YMDdddd', [''], valid('bg/egn')),
  'bg.lnch': as('national', 'dddddddddd', [''], valid('bg/pnf')),
  'bg.id': as('id-card', '{64}ddddddd'),
  'bg.pass': as('passport', '{38}ddddddd'),
  'bg.lic': as('licence', '{28}ddddddd'),
  'bg.iban': iban('BG', '{UNCR}dddd{10}dddddddd'),
  'bg.plate': any('plate', ['{СВ} dddd {КТ}', '{РВ} dddd {ТХ}']),
  'hr.oib': as('national', 'ddddddddddd', [''], valid('hr/oib')),
  'hr.id': as('id-card', '{11}ddddddd'),
  'hr.pass': as('passport', '{0}dddddddd'),
  'hr.health': as('health', 'ddddddddd'),
  'hr.lic': as('licence', 'dddddddd'),
  'hr.iban': iban('HR', '{2360000110}ddddddd'),
  'hr.plate': any('plate', ['{ZG} dddd-{GR}', '{ST}-ddd-{KP}']),
  'cy.tic': as('tax', '{00}ddddddL', [''], valid('cy/vat')),
  'cy.id': as('id-card', 'dddddd'),
  'cy.pass': as('passport', '{K}dddddddd'),
  'cy.social': as('social', 'ddddddd'),
  'cy.iban': iban('CY', '{002001280000}dddddddddddd'),
  'cy.plate': as('plate', '{K}LL ddd'),
  'cz.rc': as('national', 'YMDdddd', ['6/4', ''], rc),
  'cz.op': as('id-card', '{20}ddddddd'),
  'cz.pass': as('passport', '{4}ddddddd'),
  'cz.lic': as('licence', '{EN} dddddd'),
  'cz.account': of('account', {
    entity: undefined,
    make: (pick) =>
      `${shaped(undefined, 'dddddddddd', [''], isCzechNumber).make(pick)}/${shaped(undefined, '{0}d{00}').make(pick)}`,
  }),
  'cz.iban': ibanOver('CZ', '0800000000', 'dddddddddd', isCzechNumber),
  'cz.plate': any('plate', ['dLd dddd', 'd{AB} dddd']),
  // Newer numbers need not fit the check, so none is wrong.
  'dk.cpr': of('national', shaped(undefined, 'DMYdddd', ['6-4', '6 4', ''], valid('dk/cpr'))),
  'dk.pass': as('passport', '{21}ddddddd'),
  'dk.lic': as('licence', 'dddddddd'),
  'dk.account': as('account', 'dddddddddddddd', ['4 10', '4-10']),
  'dk.iban': iban('DK', 'dddddddddddddd'),
  'dk.plate': any('plate', ['{CK} dd ddd', '{BT}ddddd']),
  'ee.ik': as('national', '{4}YMDdddd', [''], valid('ee/ik')),
  'ee.id': as('id-card', '{AS}ddddddd'),
  'ee.pass': as('passport', '{KD}ddddddd'),
  'ee.lic': as('licence', '{ET}dddddd'),
  'ee.iban': iban('EE', '{22}dddddddddddddd'),
  'ee.plate': as('plate', 'ddd LLL'),
  'fi.hetu': as('national', 'DMY-dddL', [''], valid('fi/hetu')),
  'fi.pass': as('passport', '{FP}ddddddd'),
  'fi.id': as('id-card', 'ddddddddL'),
  'fi.iban': iban('FI', 'dddddddddddddd'),
  'fi.plate': any('plate', ['LLL-ddd', 'LLL-dd']),
  'fr.nir': as('social', '{2}YM{69}dddddddd', ['1 2 2 2 3 3 2', '', '13 2'], valid('fr/nir')),
  'fr.spi': as('tax', '{30}ddddddddddd', ['2 2 3 3 3', ''], valid('fr/nif')),
  'fr.pass': as('passport', 'dd{EF}ddddd'),
  'fr.cni': as('id-card', 'dddddddddddd'),
  'fr.lic': as('licence', 'dddddddddddd'),
  'fr.iban': iban('FR', '{30004}dddddddddddddddd', withRibKey),
  'fr.plate': as('plate', 'LL-ddd-LL'),
  'de.idnr': as('tax', 'ddddddddddd', ['2 3 3 3', ''], valid('de/idnr')),
  'de.rvnr': as('social', 'ddDMYLddd', ['2 6 1 3', ''], valid('de/svnr')),
  'de.kvnr': made('health', 'Ldddddddd', [''], withKvnr),
  'de.perso': as('id-card', '{L}dd{X}dd{T}dd'),
  'de.pass': as('passport', '{C}dd{X}dd{T}dd'),
  'de.lic': as('licence', '{B}d{72RRE}d{I}dd'),
  'de.iban': iban('DE', 'dddddddddddddddddd'),
  'de.plate': any('plate', ['{HH-KL} dddd', '{M-XY} ddd', '{B-TR} dddd', '{KA-ES} dd']),
  'gr.afm': as('tax', 'ddddddddd', [''], valid('gr/vat')),
  'gr.amka': as('social', 'DMYddddd', [''], valid('gr/amka')),
  'gr.id': any('id-card', ['{ΑΚ} dddddd', '{Χ} dddddd', '{ΑΝ}dddddd']),
  'gr.pass': as('passport', '{AT}ddddddd'),
  'gr.iban': iban('GR', '{0110125}dddddddddddddddd'),
  'gr.plate': any('plate', ['{ΙΖΚ}-dddd', '{ΝΒΧ} dddd']),
  'hu.taj': made('health', 'dddddddd', ['3 3 3', '3-3-3', ''], withTaj),
  'hu.tax': as('tax', '{8}ddddddddd', [''], isAdojel),
  'hu.id': as('id-card', 'dddddd{RA}'),
  'hu.pass': as('passport', '{BH}ddddddd'),
  'hu.account': of('account', { entity: undefined, make: (pick) => hungarianAccount('-', pick) }),
  'hu.iban': of('iban', {
    entity: undefined,
    make: (pick) =>
      shaped(undefined, `{${ibanOf('HU', hungarianAccount('', pick))}}`, [FOURS, '']).make(pick),
  }),
  'hu.plate': any('plate', ['{AA} {CD}-ddd', '{RXT}-ddd']),
  'is.kt': as('national', 'DMYdddd', ['6-4', ''], valid('is/kennitala')),
  'is.pass': as('passport', '{A}ddddddd'),
  'is.account': as('account', '{0}ddddddddddd', ['4-2-6']),
  'is.iban': iban('IS', '{015926}dddddd{1201743399}'),
  'is.plate': any('plate', ['{KZ}-{E}dd', '{OG}-ddd']),
  'ie.pps': as('national', 'dddddddL{A}', ['', '7 2'], valid('ie/pps')),
  'ie.pass': as('passport', '{PB}ddddddd'),
  'ie.lic': as('licence', 'ddddddddd'),
  'ie.iban': iban('IE', '{AIBK931152}dddddddd'),
  'ie.plate': as('plate', '{212-D}-ddddd'),
  'it.cf': as('tax', '{RSSMRC}dd{E1}d{F205}L', [''], valid('it/codicefiscale')),
  'it.ts': as('health', '{80380000}dddddddddddd'),
  'it.ci': as('id-card', '{CA}ddddd{QF}'),
  'it.pass': as('passport', '{YB}ddddddd'),
  'it.lic': as('licence', '{MI}ddddddd{K}'),
  'it.iban': iban('IT', '{X0542811101}dddddddddddd'),
  'it.plate': as('plate', 'LL dddLL'),
  'lv.pk': as('national', 'DMY-ddddd', [''], isLatvian),
  'lv.new': as('national', '{32}dddd-ddddd'),
  'lv.pass': as('passport', '{LV}ddddddd'),
  'lv.id': as('id-card', '{PA}ddddddd'),
  'lv.iban': iban('LV', '{HABA05510}dddddddd'),
  'lv.plate': as('plate', 'LL-dddd'),
  'li.peid': as('national', 'ddddddddd'),
  'li.pass': as('passport', '{R}ddddd'),
  'li.ahv': as('social', '{756}dddddddddd', ['3.4.4.2'], valid('ch/ssn')),
  'li.iban': iban('LI', '{08810}{0002}dddddddd'),
  'li.plate': as('plate', '{FL} ddddd'),
  'lt.ak': as('national', '{3}YMDdddd', [''], valid('lt/asmens')),
  'lt.id': as('id-card', '{15}dddddd'),
  'lt.pass': as('passport', '{24}dddddd'),
  'lt.iban': iban('LT', '{73000}ddddddddddd'),
  'lt.plate': as('plate', 'LLL ddd'),
  'lu.matricule': made('national', '{19}YMDddd', ['4 2 2 3 2', '', '8 5'], withMatriculeChecks),
  'lu.pass': as('passport', '{J}LdLdLLd'),
  'lu.iban': iban('LU', '{001}ddddddddddddd'),
  'lu.plate': any('plate', ['{KB} dddd', 'LL dddd']),
  'mt.id': as('id-card', '{0}dddddd{M}'),
  'mt.pass': as('passport', '{1}dddddd'),
  'mt.iban': iban('MT', '{MALT011000012345}ddddddddddd'),
  'mt.plate': as('plate', 'LLL ddd'),
  'nl.bsn': as('national', 'ddddddddd', ['', '4.2.3', '3 3 3'], valid('nl/bsn')),
  'nl.pass': as('passport', '{N}L{4}L{B}dd{R}d'),
  'nl.lic': as('licence', '{5}ddddddddd'),
  'nl.iban': ibanOver('NL', 'RABO', 'dddddddddd', dutchAccount),
  'nl.plate': any('plate', ['L-ddd-LL', 'dd-LLL-d', 'LL-ddd-L']),
  'no.fnr': as('national', 'DMYddddd', ['6 5', ''], valid('no/fodselsnummer')),
  'no.account': as('account', 'ddddddddddd', ['4.2.5', '4 2 5'], norwegian),
  'no.pass': as('passport', '{CHB}dddddd'),
  'no.lic': as('licence', 'dd dd dddddd d'),
  'no.iban': ibanOver('NO', '', 'ddddddddddd', norwegian),
  'no.plate': as('plate', 'LL ddddd'),
  'pl.pesel': as('national', 'YMDddddd', [''], valid('pl/pesel')),
  'pl.nip': as('tax', 'dddddddddd', ['3-3-2-2', '3-2-2-3', ''], valid('pl/nip')),
  'pl.dowod': made('id-card', '{DF}Lddddd', ['', '3 6'], withDowod),
  'pl.pass': made('passport', '{EP}dddddd', ['', '2 7'], withPassport),
  'pl.lic': as('licence', 'dddddddddd{1}', ['5/2/4']),
  'pl.iban': iban('PL', '{10901014}dddddddddddddddd'),
  'pl.nrb': made('account', '{10201026}dddddddddddddddd', ['2 4 4 4 4 4 4'], (body) =>
    ibanOf('PL', body).slice(2),
  ),
  'pl.plate': any('plate', ['{WX} ddddd', '{KR} d{PE}dd', '{GD} ddd{TL}']),
  'pt.nif': as('tax', '{2}dddddddd', ['3 3 3', ''], valid('pt/nif')),
  'pt.cc': as('id-card', 'ddddddddd{ZX}d', ['8 1 2 1', '8 1 3'], valid('pt/cc')),
  'pt.niss': made('social', '{1}ddddddddd', [''], withNiss),
  'pt.sns': as('health', 'ddddddddd', ['3 3 3', '']),
  'pt.pass': as('passport', '{CB}dddddd'),
  'pt.lic': as('licence', '{L}-ddddddd d'),
  'pt.iban': iban('PT', '{00350651}ddddddddddd', withMod97),
  'pt.plate': any('plate', ['{AV}-dd-{LP}', 'dd-LL-dd']),
  'ro.cnp': as('national', '{2}YMD{40}dddd', [''], valid('ro/cnp')),
  'ro.ci': any('id-card', ['{RX} dddddd', '{seria CJ nr.} dddddd', '{KT} nr dddddd']),
  'ro.pass': as('passport', '{05}ddddddd'),
  'ro.lic': as('licence', '{B}dddddddd{K}'),
  'ro.iban': iban('RO', '{BTRLRONCRT}dddddddddd'),
  'ro.plate': any('plate', ['{B} ddd {XEL}', '{CJ} dd {RTS}']),
  'sk.rc': as('national', 'YMDdddd', ['6/4', ''], rc),
  'sk.op': as('id-card', '{HG}dddddd'),
  'sk.pass': as('passport', '{BD}ddddddd'),
  'sk.iban': ibanOver('SK', '0900000000', 'dddddddddd', isCzechNumber),
  'sk.plate': as('plate', '{BL}ddd{KM}'),
  'si.emso': as('national', 'DM{9}Y{505}ddd', [''], valid('si/emso')),
  'si.tax': as('tax', 'dddddddd', [''], valid('si/ddv')),
  'si.health': as('health', '{0}dddddddd'),
  'si.pass': as('passport', '{PC}ddddddd'),
  'si.iban': iban('SI', '{02010}dddddddd', withMod97),
  'si.plate': any('plate', ['{LJ} {K}d-ddd', '{MB} dd-{HZP}']),
  'es.dni': as('national', 'ddddddddL', ['', '8-1', '2.3.3-1'], valid('es/dni')),
  'es.nie': as('national', '{Y}dddddddL', ['', '1-7-1'], valid('es/nie')),
  'es.nss': as('social', '{28}dddddddddd', ['2 8 2', '2/8/2', ''], valid('es/nss')),
  'es.pass': as('passport', '{PAB}dddddd'),
  'es.ccc': made('account', 'dddddddddddddddddd', ['4 4 2 10', '4-4-2-10'], withSpanishChecks),
  'es.iban': iban('ES', 'dddddddddddddddddd', withSpanishChecks),
  'es.plate': as('plate', 'dddd {KJT}'),
  'se.pnr': as('national', 'YMD-dddd', [''], valid('se/personnummer')),
  'se.pass': as('passport', '{3}ddddddd'),
  'se.account': as('account', '{8327}dddddddddd', ['4-1,9', '4 10']),
  'se.bg': made('account', 'ddddddd', ['4-4'], withLuhn),
  'se.iban': iban('SE', '{50000000}dddddddddddd'),
  'se.plate': any('plate', ['LLL ddd', 'LLL dd{F}']),
  'gb.nino': as('national', '{JG}dddddd{B}', ['2 2 2 2 1', '']),
  'gb.nhs': as('health', 'dddddddddd', ['3 3 4', '', '3-3-4'], isNhsNumber),
  'gb.utr': as('tax', 'dddddddddd', ['', '5 5'], valid('gb/utr')),
  'gb.pass': as('passport', '{53}ddddddd'),
  'gb.lic': as('licence', '{THORN}d{031}dd{GA}d{KV}'),
  'gb.account': as('account', 'dddddddd'),
  'gb.iban': iban('GB', '{BARC}dddddddddddddd'),
  'gb.plate': any('plate', ['{LK}dd {RXV}', '{BD}dd{SMR}']),
  'ch.ahv': as('social', '{756}dddddddddd', ['3.4.4.2'], valid('ch/ssn')),
  'ch.health': as('health', '{80756}ddddddddddddddd'),
  'ch.pass': as('passport', '{X}ddddddd'),
  'ch.id': as('id-card', '{S}ddddddd'),
  'ch.iban': iban('CH', '{00762}dddddddddddd'),
  'ch.plate': any('plate', ['{ZH} dddddd', '{GE} ddddd', '{TI}-dddddd']),
  'jp.my': as('national', 'dddddddddddd', ['4 4 4', '', '4-4-4'], isMyNumberValue),
  'jp.pass': as('passport', '{TR}ddddddd'),
  'jp.lic': as('licence', '{30}dddddddddd'),
  'jp.account': as('account', 'ddddddd'),
  'any.visa': made('card', '{4}dddddddddddddd', [FOURS, '', '4-4-4-4'], withLuhn),
  'any.mc': made('card', '{52}ddddddddddddd', [FOURS, ''], withLuhn),
  'any.amex': made('card', '{37}dddddddddddd', ['4 6 5', ''], withLuhn),
}
