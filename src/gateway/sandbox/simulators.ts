/** The embedded simulator of each vendor, and of its live sessions. */
import type { VendorId } from '../../connectors/contract.ts'
import type { Simulate } from '../../connectors/simulator/contract.ts'
import type { SimulateLive } from '../../connectors/simulator/live.ts'
import { simulateAssemblyAI, simulateAssemblyAILive } from '../../connectors/vendors/assemblyai/simulator.ts'
import { simulateAzure } from '../../connectors/vendors/azure/simulator.ts'
import { simulateAzureLive } from '../../connectors/vendors/azure/simulator/live.ts'
import { simulateBedrock } from '../../connectors/vendors/bedrock/simulator.ts'
import { simulateDeepL } from '../../connectors/vendors/deepl/simulator.ts'
import { simulateOpenAI } from '../../connectors/vendors/openai/simulator.ts'
import { simulateOpenAILive } from '../../connectors/vendors/openai/simulator/live.ts'
import { simulateVertex } from '../../connectors/vendors/vertex/simulator.ts'
import { simulateVertexLive } from '../../connectors/vendors/vertex/simulator/live.ts'

export const simulators: Readonly<Record<VendorId, Simulate>> = {
  openai: simulateOpenAI,
  azure: simulateAzure,
  deepl: simulateDeepL,
  vertex: simulateVertex,
  bedrock: simulateBedrock,
  assemblyai: simulateAssemblyAI,
}

export const liveSimulators: Readonly<Partial<Record<VendorId, SimulateLive>>> = {
  openai: simulateOpenAILive,
  azure: simulateAzureLive,
  vertex: simulateVertexLive,
  assemblyai: simulateAssemblyAILive,
}
