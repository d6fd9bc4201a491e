/** What surnames look like by their endings, and what German nouns do: for words that no list holds. */
import type { Language } from '../types.ts'

/** Endings without accents of surnames and their cases. */
const SURNAME_ENDINGS: Readonly<Partial<Record<Language, RegExp>>> = {
  pl: /..(?:[sc]ki|[sc]ka|dzki|dzka|[sc]kiego|[sc]kiemu|[sc]kim|[sc]kiej|[sc]kich|dzkiego|dzkiej|dzkim|wicz(?:a|owi|em|u)?|czyk(?:a|owi|iem|u)?|[nsrzb]iak(?:a|owi|iem)?|czak(?:a|owi|iem)?|owsk[ia]|ewsk[ia])$/,
  cs: /...(?:ova|ove|ovou|cek|ckova|cka|ckovi|ckem)$/,
  sv: /..(?:sson|sdotter|strom|qvist|kvist|gren|lund|berg|blad|stedt|stedts|ssons|dahl|hult|mark|holm|vall|stam)$/,
  da: /..(?:sen|sens|gaard|aard|gard|holm|lund|bjerg|strup)$/,
  nb: /..(?:sen|sens|heim|stad|land|vik|haug|haugen|bakken|moen|berg|rud|dal|set|nes|lien)$/,
  fi: /..(?:nen|sen|selle|sella|selta|sesta|sessa)$/,
  en: /...(?:son|ton|ley|worth|field|ford|wood|ham|stein|man|well)$/,
  es: /..(?:ez|es|ez)$/,
  pt: /..(?:eira|eiro|ares|edo|inho|inha|ães|alho)$/,
  de: /...(?:mann|meier|meyer|maier|mayer|bauer|berger|hofer|huber|schmidt|stein|bach|hardt|feld|wald|inger|egger|ler|brandt)$/,
  nl: /...(?:stra|sma|huis|mans|sen|man|kamp|veld|burg|inga|ink|aert|aerts|aar)$/,
  it: /...(?:ini|etti|ucci|acci|elli|ello|etto|ano|ani|oni|one|asso|iero|ardi|aldi|otti|atti|esi|ese)$/,
  fr: /...(?:eau|ault|aud|ard|ier|et|otte|ac|ec|oux|ot|el|ais|ois|in|on)$/,
}

/** Streets, squares, diseases and prizes as one word. */
const PLACE_ENDINGS: Readonly<Partial<Record<Language, RegExp>>> = {
  de: /...(?:stras?se|platz|weg|allee|gasse|ufer|damm|brucke|krankheit|syndrom|preis|stadion|klinik|stiftung|verlag|park|schule|gymnasium)$/,
  nl: /...(?:straat|laan|plein|weg|kade|gracht|ziekte|prijs|park|brug|school)$/,
  sv: /...(?:gatan|gata|vagen|torget|torg|plan|sjukdom|sjukdomen|priset|pris|parken|bron|skolan)$/,
  da: /...(?:gade|vej|plads|torv|alle|sygdom|prisen|parken|broen|skolen)$/,
  nb: /...(?:gata|gate|gaten|veien|vei|plass|torg|sykdom|prisen|parken|broen|skolen)$/,
  fi: /...(?:katu|kadu(?:n|lla|lta|lle)|tie(?:n|lla|lle)?|tori(?:n|lla)?|puisto(?:n|ssa)?|aukio(?:n|lla)?|tauti(?:a|in)?|palkinto|palkinnon)$/,
}

const GERMAN_NOUN =
  /(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|tat|taten|nummer|nummern|vertrag|vertrage|dienst|dienste|service|karte|karten|konto|rechnung|adresse|versicherung|zeit|zeiten|preis|preise|kosten|gebuhr|gebuhren|geld|tarif|tarife|paket|pakete|gerat|gerate|anschluss|leitung|termin|anfrage|antrag|angebot|beitrag|daten|datum|schein|brief|post|stelle|buro|amt|haus|hauser|wohnung|raum|platz|strasse|stadt|land|kreis|werk|werke|stoff|tag|tage|woche|monat|jahr|nacht|lage|zug|bahn|flug|reise|buch|bild|film|spiel|musik|sprache|wort|frage|antwort|problem|fehler|schaden|vorgang|bereich|abteilung|leiter|erin|erinnen|mitarbeiter|berater|kunde|kunden|ment|nis|ismus|ist|isten|ei|erei|ling|sal|tum|chen|lein|eur|or|oren|ik|iker|anz|enz|ur|age|thek|system|programm|software|app|video|foto|mail|link|seite|portal|gruppe|team|chef|projekt|betrag|betrage|guthaben|zahlung|bestellung|lieferung|sendung|ware|waren|gutschein|rabatt|bestatigung|kundigung)$/

/** True for a word without accents that ends as surnames of the language do. */
export function hasSurnameEnding(word: string, languages: readonly Language[]): boolean {
  return languages.some((language) => SURNAME_ENDINGS[language]?.test(word) === true)
}

/** True for a word without accents that ends as German nouns do. */
export function isLikeGermanNoun(word: string): boolean {
  return GERMAN_NOUN.test(word)
}

/** True for a word without accents that is a place, a disease or a prize by its ending. */
export function hasPlaceEnding(word: string, languages: readonly Language[]): boolean {
  return languages.some((language) => PLACE_ENDINGS[language]?.test(word) === true)
}
