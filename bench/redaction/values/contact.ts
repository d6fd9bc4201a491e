/** Generated accounts, cards, addresses of the net, devices, vehicles, birth dates, street addresses and phone numbers. */
import { getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/core'
import type { CountryCode } from 'libphonenumber-js/core'
import metadata from 'libphonenumber-js/min/metadata'
import examples from 'libphonenumber-js/mobile/examples'
import { ibanOf, withLuhn } from './check-digits.ts'
import { completed, either, filled, oneOf, type Pick, shaped, type Value } from './value.ts'

const BBANS: Readonly<Record<string, string>> = {
  DE: 'd'.repeat(18), PL: 'd'.repeat(24), FR: 'd'.repeat(23), ES: 'd'.repeat(20), IT: `L${'d'.repeat(22)}`, NL: `LLLL${'d'.repeat(10)}`,
  BE: 'd'.repeat(12), AT: 'd'.repeat(16), CZ: 'd'.repeat(20), SE: 'd'.repeat(20), PT: 'd'.repeat(21), GB: `LLLL${'d'.repeat(14)}`,
  IE: `LLLL${'d'.repeat(14)}`, HU: 'd'.repeat(24), RO: `LLLL${'d'.repeat(16)}`, GR: 'd'.repeat(23), BG: `LLLL${'d'.repeat(14)}`,
  FI: 'd'.repeat(14), DK: 'd'.repeat(14), NO: 'd'.repeat(11), HR: 'd'.repeat(17), SI: 'd'.repeat(15), SK: 'd'.repeat(20),
  LT: 'd'.repeat(16), LV: `LLLL${'d'.repeat(13)}`, EE: 'd'.repeat(16), LU: 'd'.repeat(16), MT: `LLLL${'d'.repeat(23)}`,
  CY: 'd'.repeat(24), IS: 'd'.repeat(22), LI: 'd'.repeat(17), CH: 'd'.repeat(17),
} // prettier-ignore

const iban: Value = {
  entity: 'IBAN',
  make: (pick) => {
    const country = oneOf(pick, Object.keys(BBANS))
    const whole = ibanOf(country, filled(BBANS[country] ?? '', pick))
    return pick(2) === 0 ? whole : (whole.match(/.{1,4}/g) ?? []).join(' ')
  },
}

const WORDS = [
  'lena',
  'marek',
  'julie',
  'ahmed',
  'sofia',
  'jan',
  'oskar',
  'ines',
  'petra',
  'nils',
  'élodie',
  'łukasz',
] as const
const HOSTS = [
  'mail.example.de',
  'example.pl',
  'poste.example.fr',
  'correo.example.es',
  'firma-beispiel.example',
  'bücher.example',
  'example.co.uk',
] as const

const email: Value = {
  entity: 'EMAIL',
  make: (pick) => {
    const [one, other] = [oneOf(pick, WORDS), oneOf(pick, WORDS)]
    const local = oneOf(pick, [`${one}.${other}`, `${one}${pick(99)}`, `${one}_${other}`, `${one}+shop`, one])
    return `${local}@${oneOf(pick, HOSTS)}`
  },
}

function dateOf(pick: Pick): { readonly day: number; readonly month: number; readonly year: number } {
  return { day: 1 + pick(28), month: 1 + pick(12), year: 1940 + pick(65) }
}

const two = (value: number) => String(value).padStart(2, '0')

/** A date of birth in the ways of one language. */
function born(
  separators: readonly string[],
  months: readonly string[],
  long: (day: number, month: string, year: number) => string,
): Value {
  return {
    entity: 'BIRTH_DATE',
    make: (pick) => {
      const { day, month, year } = dateOf(pick)
      if (pick(3) === 0 && months.length > 0) return long(day, months[month - 1] ?? '', year)
      const separator = oneOf(pick, separators)
      return separator === 'iso'
        ? `${year}-${two(month)}-${two(day)}`
        : [two(day), two(month), String(year)].join(separator)
    },
  }
}

const EN = 'January February March April May June July August September October November December'.split(' ')
const DE = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ')
const FR = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')
const ES = 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(
  ' ',
)
const IT =
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(' ')
const PL =
  'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia'.split(
    ' ',
  )
const NL = 'januari februari maart april mei juni juli augustus september oktober november december'.split(
  ' ',
)
const CS = 'ledna února března dubna května června července srpna září října listopadu prosince'.split(' ')
const PT = 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro'.split(
  ' ',
)

function phone(region: CountryCode): Value {
  return {
    entity: 'PHONE',
    make: (pick) => {
      const example = getExampleNumber(region, examples, metadata)?.number ?? ''
      for (;;) {
        const drawn = example.slice(0, -4) + String(pick(10_000)).padStart(4, '0')
        const number = parsePhoneNumberFromString(drawn, metadata)
        if (number?.isValid() !== true) continue
        return oneOf(pick, [
          number.formatNational(),
          number.formatNational(),
          number.formatInternational(),
          number.number,
        ])
      }
    },
  }
}

function address(make: (pick: Pick) => string): Value {
  return { entity: 'ADDRESS', make }
}

const REGIONS =
  'DE PL FR ES IT NL BE AT CZ SE NO DK PT GB IE FI HU RO GR BG HR SI SK LT LV EE IS CH JP'.split(
    ' ',
  ) as CountryCode[]

export const CONTACT_VALUES: Readonly<Record<string, Value>> = {
  'any.iban': iban,
  'any.bic': { entity: 'BIC', make: (pick) => filled(`LLLL{${oneOf(pick, ['DE', 'FR', 'PL', 'NL', 'AT', 'ES'])}}LL`, pick) + oneOf(pick, ['', '123']) },
  'card.number': either(
    completed('CARD', '4ddddddddddddddd'.slice(0, 15), ['', '4 4 4 4', '4-4-4-4'], withLuhn),
    completed('CARD', '53ddddddddddddd', ['', '4 4 4 4'], withLuhn),
    completed('CARD', '37dddddddddddd', ['', '4 6 5'], withLuhn),
  ),
  'card.cvv': shaped('CARD_SECURITY', 'ddd'),
  'card.expiry': { entity: 'CARD_SECURITY', make: (pick) => `${two(1 + pick(12))}/${oneOf(pick, ['', '20'])}${26 + pick(6)}` },
  'net.email': email,
  'net.ipv4': { entity: 'IP', make: (pick) => [130 + pick(90), pick(256), pick(256), 1 + pick(254)].join('.') },
  'net.ipv6': { entity: 'IP', make: (pick) => filled('2001:{db8}:x3xx:1xx::1xxx', pick) },
  'net.mac': { entity: 'MAC', make: (pick) => filled('xx xx xx xx xx xx', pick).replaceAll(' ', oneOf(pick, [':', '-'])) },
  'net.userinfo': shaped('URL_CREDENTIAL', '{deploy}:wwwwwwwwww'),
  'net.token': shaped('URL_CREDENTIAL', 'wwwwwwwwwwwwwwwwwwwwd'),
  'device.imei': completed('IMEI', '35dddddddddddd', ['', '2 6 6 1'], withLuhn),
  'plate.de': { entity: 'VEHICLE_PLATE', make: (pick) => `${oneOf(pick, ['B', 'KS', 'HH', 'M', 'DD', 'ROW', 'MÜ', 'K'])}${oneOf(pick, ['-', ' '])}${filled('LL ddd', pick)}` },
  'plate.pl': shaped('VEHICLE_PLATE', '{W}L ddddL'),
  'plate.fr': shaped('VEHICLE_PLATE', 'LL-ddd-LL'),
  'plate.it': shaped('VEHICLE_PLATE', 'LLdddLL', ['', '2 3 2']),
  'plate.es': shaped('VEHICLE_PLATE', 'dddd LLL', [''], (value) => !/[AEIOUQ]/.test(value)),
  'plate.nl': either(shaped('VEHICLE_PLATE', 'L-ddd-LL'), shaped('VEHICLE_PLATE', 'dd-LLL-d')),
  'plate.gb': shaped('VEHICLE_PLATE', 'LL7d LLL'),
  'plate.se': shaped('VEHICLE_PLATE', 'LLL ddd'),
  'plate.cz': shaped('VEHICLE_PLATE', '{1A}d dddd'),
  'plate.hu': either(shaped('VEHICLE_PLATE', 'LLL-ddd'), shaped('VEHICLE_PLATE', 'LL LL-ddd')),
  'plate.pt': shaped('VEHICLE_PLATE', 'LL-dd-LL'),
  'plate.at': shaped('VEHICLE_PLATE', '{W}-dddddL'),
  'plate.be': shaped('VEHICLE_PLATE', '1-LLL-ddd'),
  'plate.fi': shaped('VEHICLE_PLATE', 'LLL-ddd'),
  'plate.no': shaped('VEHICLE_PLATE', 'LL ddddd'),
  'plate.dk': shaped('VEHICLE_PLATE', 'LL dd ddd'),
  'dob.de': born(['.', '.'], DE, (day, month, year) => `${day}. ${month} ${year}`),
  'dob.pl': born(['.', '-'], PL, (day, month, year) => `${day} ${month} ${year}`),
  'dob.fr': born(['/', '.'], FR, (day, month, year) => `${day} ${month} ${year}`),
  'dob.es': born(['/', '-'], ES, (day, month, year) => `${day} de ${month} de ${year}`),
  'dob.it': born(['/', '.'], IT, (day, month, year) => `${day} ${month} ${year}`),
  'dob.nl': born(['-', '/'], NL, (day, month, year) => `${day} ${month} ${year}`),
  'dob.en': born(['/', 'iso'], EN, (day, month, year) => (day % 2 === 0 ? `${day} ${month} ${year}` : `${month} ${day}, ${year}`)),
  'dob.cs': born(['.', '. '], CS, (day, month, year) => `${day}. ${month} ${year}`),
  'dob.pt': born(['/', '-'], PT, (day, month, year) => `${day} de ${month} de ${year}`),
  'dob.sv': born(['iso'], [], () => ''),
  'dob.da': born(['.', '-'], [], () => ''),
  'dob.fi': born(['.'], [], () => ''),
  'dob.hu': { entity: 'BIRTH_DATE', make: (pick) => { const { day, month, year } = dateOf(pick); return `${year}. ${two(month)}. ${two(day)}` } },
  'dob.ro': born(['.', '/'], [], () => ''),
  'dob.el': born(['/'], [], () => ''),
  'dob.bg': born(['.'], [], () => ''),
  'dob.ja': { entity: 'BIRTH_DATE', make: (pick) => { const { day, month, year } = dateOf(pick); return `${year}年${month}月${day}日` } },
  'address.de': address((pick) => `${oneOf(pick, ['Lindenstraße', 'Am Alten Markt', 'Goethestr.', 'Hohe Gasse', 'Bahnhofsplatz', 'Kiefernweg'])} ${1 + pick(140)}${oneOf(pick, ['', 'a', ' b'])}, ${10_000 + pick(89_000)} ${oneOf(pick, ['Leipzig', 'Bad Homburg', 'Mülheim', 'Frankfurt am Main'])}`),
  'address.at': address((pick) => `${oneOf(pick, ['Mariahilfer Straße', 'Grazer Gasse', 'Ringweg'])} ${1 + pick(90)}/${1 + pick(30)}, ${1010 + pick(8000)} ${oneOf(pick, ['Wien', 'Linz', 'Graz'])}`),
  'address.fr': address((pick) => `${1 + pick(99)} ${oneOf(pick, ['', 'bis '])}${oneOf(pick, ['rue des Lilas', 'avenue Jean Jaurès', 'boulevard de la Liberté', 'place du Marché', 'chemin des Vignes'])}, ${oneOf(pick, ['35000 Rennes', '69003 Lyon', '13008 Marseille', '59800 Lille'])}`),
  'address.it': address((pick) => `${oneOf(pick, ['Via Garibaldi', 'Viale Europa', 'Piazza Dante', 'Corso Umberto I'])} ${1 + pick(90)}, ${oneOf(pick, ['70121 Bari', '50123 Firenze', '20131 Milano (MI)'])}`),
  'address.es': address((pick) => `${oneOf(pick, ['Calle Alcalá', 'C/ Mayor', 'Avenida de la Constitución', 'Paseo del Prado'])} ${1 + pick(90)}, ${oneOf(pick, ['', '3º B, '])}${oneOf(pick, ['28014 Madrid', '41001 Sevilla', '46002 Valencia'])}`),
  'address.pl': address((pick) => `${oneOf(pick, ['ul. Długa', 'ul. Piotrkowska', 'al. Jerozolimskie', 'os. Słoneczne'])} ${1 + pick(120)}${oneOf(pick, ['', '/7', ' m. 12', 'A'])}, ${two(pick(99))}-${100 + pick(899)} ${oneOf(pick, ['Łódź', 'Kraków', 'Zielona Góra'])}`),
  'address.nl': address((pick) => `${oneOf(pick, ['Prinsengracht', 'Dorpsstraat', 'Laan van Meerdervoort', 'Kerkweg'])} ${1 + pick(200)}${oneOf(pick, ['', '-B', ' hs'])}, ${1000 + pick(8999)} ${filled('LL', pick)} ${oneOf(pick, ['Utrecht', 'Den Haag', 'Zwolle'])}`),
  'address.be': address((pick) => oneOf(pick, [`Veldstraat ${1 + pick(90)} bus 4, 9000 Gent`, `Rue de la Loi ${1 + pick(90)}, 1040 Bruxelles`, `Kerkstraat ${1 + pick(90)}, 2060 Antwerpen`])),
  'address.cz': address((pick) => `${oneOf(pick, ['Dlouhá', 'Husova', 'nám. Míru', 'Na Příkopě'])} ${1 + pick(900)}/${1 + pick(40)}, ${oneOf(pick, ['110 00 Praha 1', '602 00 Brno', '301 00 Plzeň'])}`),
  'address.se': address((pick) => `${oneOf(pick, ['Storgatan', 'Kungsgatan', 'Björkvägen', 'Skolvägen'])} ${1 + pick(80)}${oneOf(pick, ['', ' B', ' lgh 1102'])}, ${oneOf(pick, ['114 51 Stockholm', '413 01 Göteborg', '753 20 Uppsala'])}`),
  'address.pt': address((pick) => `${oneOf(pick, ['Rua Augusta', 'Avenida da República', 'Travessa do Carmo', 'Largo do Rato'])} ${1 + pick(200)}${oneOf(pick, ['', ', 2.º Esq.'])}, ${1000 + pick(900)}-${100 + pick(800)} ${oneOf(pick, ['Lisboa', 'Porto', 'Braga'])}`),
  'address.gb': address((pick) => `${1 + pick(200)}${oneOf(pick, ['', 'B'])} ${oneOf(pick, ['Baker Street', 'Station Road', 'Church Lane', 'Victoria Avenue'])}, ${oneOf(pick, ['London NW1 6XE', 'Leeds LS1 4AP', 'Bristol BS8 2HW'])}`),
  ...Object.fromEntries(REGIONS.map((region) => [`phone.${region}`, phone(region)])),
} // prettier-ignore
