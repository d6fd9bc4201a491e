/** How the parts of the simulator answer with an error in DeepL's shape. */
import type { Scene } from '../../../simulator/answers.ts'
import type { SimulatedAnswer } from '../../../simulator/contract.ts'

export type Fault = (scene: Scene, status: number, message: string) => SimulatedAnswer
