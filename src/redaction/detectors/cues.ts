/** Cue words: the words before, after or above a number that say what it is. */

/** Every pattern of this process; all are compiled when the modules that own them are loaded or a policy is compiled. */
const compiled: RegExp[] = []

/**
 * Compiles cue words into one pattern over lower-case text. A space or hyphen in a cue matches any or no separator
 * (`steuer id` finds `Steuer-ID`, `steuer_id` and `SteuerID`); a trailing `*` lets the word go on.
 */
export function compileCues(cues: readonly string[]): RegExp {
  const alternatives = cues.map((cue) => {
    const open = cue.endsWith('*')
    const body = (open ? cue.slice(0, -1) : cue)
      .toLowerCase()
      .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll(/[ -]+/g, String.raw`[\s\-_.]{0,2}`)
    return open ? body : String.raw`${body}(?![\p{L}\p{N}])`
  })
  const pattern = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${alternatives.join('|')})`, 'gu')
  compiled.push(pattern)
  return pattern
}

/** True when a key or question holds any cue at all: most do not, and need no second look. */
export function holdsCue(text: string): boolean {
  return compiled.some((pattern) => {
    pattern.lastIndex = 0
    return pattern.test(text)
  })
}

/** A JSON key or question as cue text: lower case, camel case and snake case split into words. */
export function cueText(cue: string): string {
  return cue
    .slice(-200)
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/[_\-./]+/g, ' ')
    .toLowerCase()
}

/** Words that say a number is an order, an amount or a version, in the languages of the first engine. */
export const HARMLESS: RegExp = compileCues([
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

/** A currency, unit or percentage straight after a number. */
export const QUANTITY_AFTER =
  /^\s?(?:[%‰€$£¥°]|(?:zł|pln|eur|usd|gbp|chf|sek|nok|dkk|czk|huf|kc|kč|kr|euro|euros|dollars?|złotych|kg|g|mg|km|m|cm|mm|m2|m²|l|ml|szt|stk|pcs|kb|mb|gb|tb|ms|kwh|mln|mio|tys|million|units?)(?![\p{L}\p{N}]))/iu
