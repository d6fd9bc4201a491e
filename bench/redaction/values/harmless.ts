/** Generated numbers that are nobody's: amounts, orders, dates, codes, versions, measures. */
import { filled, oneOf, type Pick, shaped, type Value } from './value.ts'

function harmless(make: (pick: Pick) => string): Value {
  return { entity: undefined, make }
}

const two = (value: number) => String(value).padStart(2, '0')
const cents = (pick: Pick) => two(pick(100))

function price(pick: Pick): string {
  const euros = 1 + pick(9000)
  return oneOf(pick, [
    `${euros},${cents(pick)} €`, `€ ${euros},${cents(pick)}`, `${euros}.${cents(pick)} EUR`, `${euros} zł`, `£${euros}.${cents(pick)}`,
    `${1 + pick(9)}.${100 + pick(899)},${cents(pick)} €`, `${1 + pick(9)} ${100 + pick(899)},${cents(pick)} Kč`, `${euros} kr`,
  ]) // prettier-ignore
}

function date(pick: Pick): string {
  const [day, month, year] = [1 + pick(28), 1 + pick(12), 2018 + pick(12)]
  return oneOf(pick, [
    `${two(day)}.${two(month)}.${year}`, `${two(day)}/${two(month)}/${year}`, `${year}-${two(month)}-${two(day)}`, `${day}.${month}.`,
    `${two(day)}-${two(month)}-${year}`,
  ]) // prettier-ignore
}

export const HARMLESS_VALUES: Readonly<Record<string, Value>> = {
  'n.order': harmless((pick) => filled(oneOf(pick, ['dddddd', '4dddddddd', '{2024}-ddddd', '{AB}-dddd-dd', 'dddddddd', '30dddddddd', '{R}dddddd']), pick)),
  'n.price': harmless(price),
  'n.date': harmless(date),
  'n.time': harmless((pick) => `${two(pick(24))}:${two(pick(60))}`),
  'n.percent': harmless((pick) => oneOf(pick, [`${pick(100)} %`, `${pick(100)}%`, `${pick(30)},${pick(10)} %`])),
  'n.small': harmless((pick) => String(1 + pick(60))),
  'n.big': harmless((pick) => oneOf(pick, [filled('1 ddd ddd', pick), filled('2,ddd,ddd', pick), filled('3.ddd.ddd', pick), filled('ddddddd', pick), filled('{1}dddd', pick)])),
  'n.year': harmless((pick) => String(1995 + pick(30))),
  'n.sku': harmless((pick) => filled(oneOf(pick, ['LL-dddd-L', 'LLLdddd', 'dddd-ddd', 'LddLdd']), pick)),
  'n.sku2': harmless((pick) => filled('{MK}dd/ddd', pick)),
  'n.tracking': harmless((pick) => filled(oneOf(pick, ['{1Z999AA1}dddddddddd', '003404341dddddddddd', '{RR}ddddddddd{PL}', '6200dddddddddddddddddddd']), pick)),
  'n.version': harmless((pick) => oneOf(pick, [filled('1.d.d', pick), filled('v2.d.d-{rc}d', pick), filled('10.dd.d.dddd', pick)])),
  'n.case': harmless((pick) => filled(oneOf(pick, ['{INC}ddddddd', '#ddddd', '{CS-}dddddd']), pick)),
  'n.ean': harmless((pick) => filled('590ddddddddd', pick) + String(pick(10))),
  'n.isbn': harmless((pick) => filled('978-83-dd-ddddd-d', pick)),
  'n.lot': harmless((pick) => filled('L-ddddd', pick)),
  'n.hex': harmless((pick) => `0x${filled('xxxxxxxx', pick)}`),
  'n.resolution': harmless((pick) => oneOf(pick, ['1920x1080', '2560×1440', `${800 + pick(900)}x600`])),
  'n.size': harmless((pick) => `${1 + pick(900)},${pick(10)} MB`),
  'n.distance': harmless((pick) => `${1 + pick(900)},${pick(10)} km`),
  'n.duration': harmless((pick) => `${1 + pick(9)} h ${pick(60)} min`),
  'n.room': harmless((pick) => filled('L.ddd', pick)),
  'n.gps': harmless((pick) => `${40 + pick(20)}.${filled('dddd', pick)}, ${pick(30)}.${filled('dddd', pick)}`),
  'n.decimal': harmless((pick) => `${pick(40)}.${pick(10)}`),
  'n.uuid': shaped(undefined, 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'),
  'n.sha': shaped(undefined, 'x'.repeat(40)),
  'n.epoch': harmless((pick) => String(1_600_000_000 + pick(150_000_000))),
  'n.build': harmless((pick) => filled('{20}d{H}ddd', pick)),
  'n.score': harmless((pick) => `${pick(9)}:${pick(9)}`),
} // prettier-ignore
