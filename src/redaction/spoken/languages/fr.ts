/** French, spoken, as in France, Belgium and Switzerland. */
import type { SpokenLanguage } from '../language.ts'
import { hundredfold, joined, row } from '../sayings.ts'

const units = row(2, 1, 'deux trois quatre cinq six sept huit neuf')
const one = row(1, 1, 'un/une')
const teens = row(10, 1, 'dix onze douze treize quatorze quinze seize dix_sept dix_huit dix_neuf')
const tens = row(20, 10, 'vingt trente quarante cinquante soixante septante huitante/octante nonante')
const sixty = row(60, 1, 'soixante')
const eighty = row(80, 1, 'quatre_vingt/quatre_vingts')
const eleven = row(11, 1, 'onze')

export const fr: SpokenLanguage = {
  code: 'fr',
  small: [
    ...row(0, 1, 'zéro'),
    ...one,
    ...units,
    ...teens,
    ...tens,
    ...joined(tens, one, [' et ', ' ']),
    ...joined(tens, units, [' ']),
    ...joined(sixty, teens, [' ']),
    ...joined(sixty, eleven, [' et ']),
    ...eighty,
    ...joined(eighty, [...one, ...units, ...teens], [' ']),
  ],
  hundreds: [
    ...row(100, 1, 'cent/cents'),
    ...hundredfold(units, ['cent', 'cents'], [' ']),
    ...row(
      1100,
      100,
      'onze_cent/onze_cents douze_cent/douze_cents treize_cent/treize_cents quatorze_cent/quatorze_cents quinze_cent/quinze_cents ' +
        'seize_cent/seize_cents dix_sept_cent dix_huit_cent/dix_huit_cents dix_neuf_cent/dix_neuf_cents',
    ),
  ],
  glued: [],
  and: '',
  thousands: 'mille',
  millions: 'million millions milliard milliards',
  weak: 'un une',
  zeros: 'zéros',
  twice: 'double deux_fois deux_fois_le',
  thrice: 'triple trois_fois trois_fois_le',
  plus: 'plus',
  fillers:
    'clé euh heu hum hm bah ben bon alors et puis et_puis ensuite après oui ouais ok okay voilà donc exactement attendez virgule espace suivi_de daccord s_il_vous_plaît',
  repairs:
    'non pardon non_pardon désolé désolée correction excusez_moi je_me_trompe plutôt enfin erreur attendez_non je_recommence je_veux_dire',
  at: 'arobase arobas arrobase arobaze a_commercial',
  looseAt: 'at chez',
  dot: 'point dot',
  dash: 'tiret tirets trait_d_union moins tiret_du_6 tiret_du_six',
  underscore: 'underscore tiret_bas souligné tiret_du_8 tiret_du_huit under_score',
  slash: 'slash barre barre_oblique',
  letters:
    'a bé/be/bè cé/ce dé/de e/euh effe/ef/èf gé/gué ache/hache i ji/gi/jie ka/ca elle/el/èl emme/em/èm enne/en/èn o pé/pe ku/cu/cul/qu erre/er/ère esse/ès té/te u vé/ve/vée double_vé/double_v/doublevé/double_vée ixe/ix/iks i_grec/igrec/y_grec zède/zed/zèd/zeta',
  alphabet:
    'anatole berthe célestin désiré eugène françois gaston henri irma joseph kléber louis marcel nicolas oscar pierre quintal raoul suzanne thérèse ursule victor william xavier yvonne zoé andré bernard camille denis émile georges isidore jacques jean kilo marie noémie paul quentin robert simon thomas ulysse wagon yves zébulon bertrand caroline david étienne gérard hélène isabelle julien kevin laurent michel olivier philippe rené sophie sylvie véronique alpha bravo charlie delta echo foxtrot golf hotel india juliett lima mike november papa québec romeo sierra tango uniform whisky zulu alfa juliet juliette quebec whiskey xray yankee',
  as: 'comme comme_dans comme_un comme_le',
  units:
    'euro euros centime centimes pour_cent pourcent degré degrés heure heures minute minutes seconde secondes jour jours semaine semaines mois an ans année années fois personnes personne pièces kilomètres kilomètre mètres centimètres kilos kilogrammes grammes litres litre points étoiles gigas gigaoctets mégas millions francs couronnes dollars nuits adultes enfants billets bouteilles pages chapitres étapes kilowattheures kilowatts mille places chambres',
  cues: 'téléphone* portable mobile numéro* code* pin mot_de_passe passe* carte* compte* iban rib sécurité dossier contrat* passeport* permis joindre rappel* appeler appelez sms fax chiffres identifiant* postal* siret siren adhérent* abonné* police vérification cryptogramme confidentiel* secret composez allocataire matricule fiscal* plaque* immatricul* insee nir vitale identité* habite* adresse voiture véhicule commande* réservation* facture* billet* colis suivi référence* ticket* client* sécu nissi registre nif siège cni bancaire fixe cp minéralogique* poste',
  stops:
    'est mon ma mes votre son sa ses le la les un une des du de et ou mail email e courriel adresse mél c ce s à au aux sur dans avec pour par moi vous nous je il elle on me se que qui non oui alors donc euh ben voilà bon ok d accord contact contacter contactez écrire écrivez écrivez envoyer envoyez envoie joindre merci svp plaît compte identifiant login utilisateur suis ai a ont y en même pas chez toujours aussi aujourd hui disponible site donne note notez sont',
}
