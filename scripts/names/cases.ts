/** Grammatical cases of names, as the training texts mark them. */

/** Genitive, dative, accusative, instrumental, locative, vocative; Finnish partitive, elative, ablative, adessive, illative. */
export type Case = 'gen' | 'dat' | 'acc' | 'ins' | 'loc' | 'voc' | 'par' | 'ela' | 'abl' | 'ade' | 'ill'

export type Gender = 'm' | 'f'

/** Forms of a word; a case that is missing looks like the nominative. */
export type Forms = Partial<Record<Case, string>>
