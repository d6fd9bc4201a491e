/** The words for passports, identity cards, licences, tax and social security in the languages of Europe and in Japanese. */
import { compileCues, type CueList } from '../cues.ts'

const PASSPORT = [
  'passport*', 'reisepass*', 'pass nr', 'passnr', 'passnummer*', 'pass nummer', 'reisedokument*', 'passeport*', 'pasaporte*',
  'passaport*', 'passaporto', 'paspoort*', 'paszport*', 'pas nummer*', 'pasnummer*', 'pasnr', 'mit pas', 'passet', 'passnumret*',
  'cestovní pas*', 'cestovny pas*', 'číslo pasu', 'pas č*', 'pasu', 'útlevel*', 'pașaport*', 'pasaport*', 'putovnic*', 'potni list*',
  'potnega lista', 'potnem listu', 'potni', 'passi', 'passin', 'passini', 'passinumero*', 'passi nro', 'pass', 'passi number*',
  'pase', 'pases', 'pasi', 'pasas', 'paso', 'paso nr', 'pasą', 'vegabréf*', 'διαβατήρι*', 'диаватирио', 'diavatiri*', 'паспорт*',
  'passaporti', 'reispas*', '旅券*', 'パスポート*',
] // prettier-ignore

const ID_CARD = [
  'id card*', 'identity card*', 'identity document*', 'personalausweis*', 'ausweis*', 'perso', 'identitätskarte*',
  'carte d\'identité', 'carte nationale d\'identité', 'cni', 'carte identité', 'identiteitskaart*', 'id kaart*', 'eid*',
  'dowód*', 'dowod*', 'dowodu', 'dowodem', 'seria i numer*', 'seria i nr*', 'serii i numerze', 'občansk*', 'obciansk*', 'občiansk*',
  'občank*', 'číslo op', 'op č*', 'személyi igazolvány*', 'szem ig*', 'személyi', 'carte de identitate', 'cărții de identitate',
  'buletin*', 'ci', 'c i', 'seria', 'osobna iskaznic*', 'osobne iskaznic*', 'osobnu iskaznic*', 'osobnoj iskaznic*', 'osebna izkaznic*',
  'osebne izkaznic*', 'osebno izkaznic*', 'osebni izkaznic*', 'henkilökort*', 'carta d\'identità*', 'carta di identità*', 'carta identita',
  'c.i.e', 'documento d\'identità', 'numero documento', 'cartão de cidadão', 'cartao cidadao', 'bilhete de identidade',
  'documento de identidad', 'documento identidad', 'karta tal identità', 'tal identità', 'ταυτότητ*', 'α δ τ', 'αδτ',
  'δελτί* ταυτότητας', 'лична карта', 'личната карта', 'личната си карта', 'лична', 'личната', 'isikutunnistus*', 'id kaardi',
  'dokumendi number*', 'dokumendi nr', 'tapatybės kortel*', 'asmens tapatybės', 'identifikācijas kart*', 'apliecīb*', 'nafnskírtein*',
  'legitimation*', 'id kort*', 'document number*', 'documentnummer*', 'kimlik', 'taftotita*', 'numéro de la carte', '身分証*', '在留カード*',
] // prettier-ignore

const LICENCE = [
  'driving licen*', 'driver licen*', 'drivers licen*', 'driver\'s licen*', 'driving license*', 'licence number', 'driver number',
  'führerschein*', 'fahrerlaubnis*', 'permis de conduire', 'permis conduire', 'permis', 'rijbewijs*', 'prawo jazdy', 'prawa jazdy',
  'prawem jazdy', 'řidičsk*', 'řidičák*', 'vodičsk*', 'vezetői engedély*', 'jogosítvány*', 'permis auto', 'permisul de conducere',
  'vozačk*', 'vozniško dovoljenj*', 'vozniška', 'vozniškega dovoljenja', 'körkort*', 'førerkort*', 'kørekort*', 'ajokort*', 'juhiluba*',
  'juhiloa', 'vadītāja apliecīb*', 'vairuotojo pažymėjim*', 'ökuskírtein*', 'patente', 'patente di guida', 'patent', 'carta de condução',
  'permiso de conducir', 'carnet de conducir', 'άδεια οδήγησης', 'δίπλωμα οδήγησης', 'свидетелство за управление', 'шофьорска книжка',
  'liċenzja*', '運転免許*', '免許証*',
] // prettier-ignore

const TAX = [
  'tax id*', 'tax no*', 'tax number*', 'tax identification*', 'tax code', 'taxpayer*', 'tin', 'vat number', 'vat no*', 'vat id*',
  'fiscal code', 'fiscal number', 'steuernummer', 'numéro fiscal',
] // prettier-ignore

const NATIONAL = [
  'national id*', 'national identi*', 'personal id*', 'personal number', 'personal code', 'personal identi*', 'identity number*',
  'identification number*', 'id number*', 'id no', 'citizen number*', 'citizen id*', 'personnummer*', 'personenkennzahl*',
] // prettier-ignore

const SOCIAL = [
  'social security*', 'social insurance*', 'insurance number*', 'insurance no*', 'ssn', 'sozialversicherung*', 'sécurité sociale',
  'health insurance*', 'health card*', 'ehic', 'insured*',
] // prettier-ignore

const ACCOUNT = [
  'account number*', 'account no*', 'account nr', 'acct no*', 'bank account*', 'konto nr', 'kontonr', 'kontonummer*', 'numer konta', 'konto*',
  'rachun*', 'číslo účtu', 'účet', 'účtu', 'na účet', 'bankszámla*', 'számlaszám*', 'számla', 'numéro de compte', 'compte bancaire', 'rib',
  'número de cuenta', 'cuenta*', 'ccc', 'rekeningnummer*', 'rekening', 'numero di conto', 'conto corrente', 'número de conta', 'nib', 'tilinumero*',
  '口座番号*',
] // prettier-ignore

const WORDS = { PASSPORT, ID_CARD, LICENCE, TAX, NATIONAL, SOCIAL, ACCOUNT } as const

export type SharedCues = keyof typeof WORDS

const compiled = new Map<SharedCues, CueList>()

/** The compiled list of a kind. */
export function sharedCues(kind: SharedCues): CueList {
  let list = compiled.get(kind)
  if (list === undefined) compiled.set(kind, (list = compileCues(WORDS[kind])))
  return list
}
