/** What the simulated account keeps: files, batches, training jobs and models, each with the key that made it. */
import type { Batch } from 'openai/resources/batches'
import type { FileObject } from 'openai/resources/files'
import type { FineTuningJob } from 'openai/resources/fine-tuning/jobs/jobs'
import type { Scene } from '../answers.ts'
import type { Behaviour } from '../contract.ts'
import { SimulatedFault } from './fault.ts'

interface Kept<Item> {
  readonly key: string
  item: Item
}

export interface KeptFile extends FileObject {
  readonly bytes_of: Uint8Array
}

/** One shelf of objects with ids. */
export class Shelf<Item extends { readonly id: string }> {
  private readonly items = new Map<string, Kept<Item>>()
  private readonly title: string

  /** `title` as the vendor's 404 says it. */
  constructor(title: string) {
    this.title = title
  }

  put(scene: Scene, item: Item): Item {
    this.items.set(item.id, { key: keyOf(scene), item })
    return item
  }

  /** Throws `SimulatedFault` 404 for an id that is not there, or that another key's project has. */
  get(scene: Scene, id: string): Item {
    const kept = this.items.get(id)
    if (kept === undefined || kept.key !== keyOf(scene))
      throw new SimulatedFault({ status: 404, message: `No such ${this.title} object: ${id}`, param: 'id' })
    return kept.item
  }

  remove(scene: Scene, id: string): void {
    this.get(scene, id)
    this.items.delete(id)
  }

  /** Newest first, as the vendor lists them. */
  all(scene: Scene): readonly Item[] {
    return [...this.items.values()]
      .filter(({ key }) => key === keyOf(scene))
      .map(({ item }) => item)
      .toReversed()
  }
}

export interface Account {
  readonly files: Shelf<KeptFile>
  readonly batches: Shelf<Batch>
  readonly jobs: Shelf<FineTuningJob>
  readonly models: Shelf<{ readonly id: string }>
  serial: number
}

/** One account for each behaviour, and so for each running simulator that has one of its own. */
const accounts = new WeakMap<Behaviour, Account>()

export function accountOf({ behaviour }: Scene): Account {
  let account = accounts.get(behaviour)
  if (account === undefined) {
    account = {
      files: new Shelf('File'),
      batches: new Shelf('Batch'),
      jobs: new Shelf('FineTuningJob'),
      models: new Shelf('Model'),
      serial: 0,
    }
    accounts.set(behaviour, account)
  }
  return account
}

/** An id that no other object of the account has. */
export function newId(account: Account, prefix: string): string {
  account.serial += 1
  return `${prefix}${account.serial.toString(36).padStart(6, '0')}simulated`
}

function keyOf({ request }: Scene): string {
  const { headers } = request
  return headers['api-key'] ?? headers['authorization'] ?? ''
}
