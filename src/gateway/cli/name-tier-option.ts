/** The option `--names`: how people's names are looked for where no config says it. */
import { NAME_TIERS, type NameTier } from '../../redaction/types.ts'
import { WrongArguments } from './arguments.ts'

/** A model or an analyser needs more than a word: a config file says where it is. Throws `WrongArguments`. */
export function readNameTier(text: string): NameTier {
  const tier = NAME_TIERS.find((word) => word === text)
  if (tier !== undefined) return tier
  throw new WrongArguments(`--names takes one of ${NAME_TIERS.join(', ')}.`)
}
