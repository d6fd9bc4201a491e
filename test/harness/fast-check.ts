/** fast-check with the seed of the run, so that a property that held holds again; LIMEN_TEST_SEED looks elsewhere. */
import * as fc from 'fast-check'
import { testSeed } from './chance.ts'

fc.configureGlobal({ seed: testSeed() })

export * from 'fast-check'
