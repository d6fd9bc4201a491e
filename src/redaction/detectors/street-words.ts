/** Words that make a street of the words around them, and little words inside the names of streets and towns. */

/** Stand before the name of the street, or behind it in English; folded. */
export const STREET_WORDS: ReadonlySet<string> = new Set(
  (
    'rue avenue av ave boulevard bd blvd place chemin allee impasse route quai cours square passage voie residence sentier ' +
    'via viale piazza piazzale corso largo vicolo strada rua avenida travessa praca alameda estrada calle c plaza paseo carrer ' +
    'camino ronda ul al os pl aleja aleje ulica laan nam namesti trida strasse str gasse weg platz ring ufer damm ' +
    'ulica cesta trg nabrezje iela gatve bulvaris prospektas pr g mnt maantee pst puiestee tn tanav tee utca utja ter korut fasor ' +
    'bulevardul strada str soseaua sos calea aleea intrarea splaiul triq ул бул пл булевард улица odos οδος λεωφ ' +
    'street st road rd lane ln close drive way court crescent gardens terrace hill row walk grove park mews green square'
  ).split(' '),
)

/** May stand between the words of a street or town. */
export const LITTLE_WORDS: ReadonlySet<string> = new Set(
  (
    'van von vom zum zur am an auf der den dem die het de des du d la le les l do da dos das del della delle dei di el los las ' +
    'im in bei ob i nad pod na u v sur sous upon on the of et und y e aan op bij'
  ).split(' '),
)
