/** Entry of the ledger's thread. */
import { parentPort } from 'node:worker_threads'
import { serveLedger } from './serve.ts'

if (parentPort !== null) serveLedger(parentPort)
