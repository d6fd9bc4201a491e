/** Simulators and the vendors' own SDKs pointed straight at them, for the tests of this folder. */
import { createTranslator, type TranslatorPair } from './deepl-client.ts'
import OpenAI, { AzureOpenAI } from 'openai'
import { onTestFinished } from 'vitest'
import type { Behaviour, Simulate } from '../../src/connectors/simulator/contract.ts'
import { simulateAzure } from '../../src/connectors/vendors/azure/simulator.ts'
import { simulateDeepL } from '../../src/connectors/vendors/deepl/simulator.ts'
import { simulateOpenAI } from '../../src/connectors/vendors/openai/simulator.ts'
import {
  type RunningSimulator,
  type SimulatorOptions,
  startSimulator,
} from '../../src/gateway/sandbox/simulator-server.ts'

export const TIDY: Behaviour = { hostile: false }
export const HOSTILE: Behaviour = { hostile: true }

/** Started for one test and closed with it. */
export async function running(
  simulate: Simulate,
  behaviour: Behaviour,
  options: Partial<SimulatorOptions> = {},
): Promise<RunningSimulator> {
  const simulator = await startSimulator(simulate, { seed: 7, behaviour, ...options })
  onTestFinished(() => simulator.close())
  return simulator
}

export async function openai(behaviour: Behaviour, options: Partial<SimulatorOptions> = {}) {
  const simulator = await running(simulateOpenAI, behaviour, options)
  const client = new OpenAI({ apiKey: 'sk-test', baseURL: `${simulator.origin}/v1`, maxRetries: 0 })
  return { simulator, client }
}

export async function azure(behaviour: Behaviour, options: Partial<SimulatorOptions> = {}) {
  const simulator = await running(simulateAzure, behaviour, options)
  const client = new AzureOpenAI({
    apiKey: 'azure-test',
    endpoint: simulator.origin,
    apiVersion: '2024-10-21',
    maxRetries: 0,
  })
  return { simulator, client }
}

export async function deepl(
  behaviour: Behaviour,
  options: Partial<SimulatorOptions> = {},
): Promise<{ simulator: RunningSimulator } & TranslatorPair> {
  const simulator = await running(simulateDeepL, behaviour, options)
  return { simulator, ...createTranslator(simulator.origin) }
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

/** A raw JSON call, for bodies that no SDK would write. */
export function post(origin: string, path: string, body: unknown, headers: Record<string, string> = {}) {
  return fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sk-test', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}
