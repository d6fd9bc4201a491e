/** Words and signs that say a number is nobody's: orders, amounts, versions, units. */
import { ASCII_LETTER, kindAt, KINDS, unitAt } from '../characters.ts'
import { compileCues, type CueList } from './cues.ts'

/** Words that say a number is an order, an amount or a version. */
export const HARMLESS: CueList = compileCues([
  'order*', 'invoice*', 'ticket*', 'case no*', 'tracking*', 'parcel*', 'shipment*', 'sku', 'ean', 'isbn', 'article*',
  'item no*', 'part no*', 'product*', 'model', 'batch', 'lot no*', 'serial*', 'version*', 'build', 'ref', 'reference*',
  'price*', 'amount*', 'total*', 'qty', 'quantity', 'page', 'id', 'uuid', 'timestamp', 'error code', 'code',
  'zamówieni*', 'faktur*', 'zgłoszeni*', 'reklamacj*', 'sprawy', 'sprawa', 'paczk*', 'przesyłk*', 'list przewozowy',
  'kwot*', 'cen*', 'suma', 'ilość', 'artykuł*', 'produkt*', 'wersj*', 'bestell*', 'auftrag*', 'rechnung*', 'vorgang*',
  'sendung*', 'artikel*', 'betrag*', 'preis*', 'menge', 'seriennummer', 'commande*', 'facture*', 'colis', 'montant*',
  'prix', 'quantité', 'dossier', 'pedido*', 'factura*', 'envío', 'importe', 'precio', 'cantidad', 'expediente',
  'ordine', 'fattura', 'spedizione', 'importo', 'prezzo', 'pratica', 'bestelling*', 'factuur*', 'zending', 'bedrag',
  'prijs', 'aantal', 'zaaknummer', 'krs', 'regon', 'bdo', 'hrb', 'siren', 'siret', 'kvk*', 'ičo', 'ico', 'duns', 'gln', 'vin',
]) // prettier-ignore

/** Words of `HARMLESS` that never stand between the name of a document and its number. */
export const ORDERS: CueList = compileCues([
  'order*', 'invoice*', 'ticket*', 'tracking*', 'parcel*', 'shipment*', 'sku', 'isbn', 'zamówieni*', 'faktur*', 'bestell*', 'rechnung*',
  'auftrag*', 'commande*', 'facture*', 'pedido*', 'factura*', 'ordine', 'fattura', 'bestelling*', 'factuur*', 'objednávk*', 'fee*',
  'costs', 'cost', 'price*', 'kosztuje', 'kostet', 'coûte', 'cuesta', 'costa', 'kost',
]) // prettier-ignore

/** A currency, unit or percentage straight after a number. */
const QUANTITY_AFTER =
  /^\s?(?:[%‰€$£¥°]|(?:zł|pln|eur|usd|gbp|chf|sek|nok|dkk|czk|huf|kc|kč|kr|euro|euros|dollars?|złotych|kg|g|mg|km|m|cm|mm|m2|m²|l|ml|szt|stk|pcs|kb|mb|gb|tb|ms|kwh|mln|mio|tys|million|units?)(?![\p{L}\p{N}]))/iu

/** True when an amount ends at `end`: a currency, a unit or decimals follow. */
export function isQuantity(text: string, end: number): boolean {
  const unit = unitAt(text, end)
  if (
    mayBeginUnit(unit === 0x20 ? unitAt(text, end + 1) : unit) &&
    QUANTITY_AFTER.test(text.slice(end, end + 12))
  )
    return true
  return (
    (unit === 0x2c || unit === 0x2e) &&
    kindAt(text, end + 1) === 1 &&
    (kindAt(text, end + 2) !== 1 || kindAt(text, end + 3) === 0)
  )
}

/** A letter, a sign of money, or white space other than a space. */
function mayBeginUnit(unit: number): boolean {
  return (
    unit >= 0x80 ||
    unit === 0x25 ||
    unit === 0x24 ||
    (unit > 0 && unit < 0x20) ||
    KINDS[unit] === ASCII_LETTER
  )
}

/** A date written with its year first or last, or two years of a range. */
export const DATE =
  /^(?:(?:19|20)\d\d[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:19|20)\d\d|(?:19|20)\d\d ?[-/] ?(?:19|20)\d\d)(?:[ -]|$)/
