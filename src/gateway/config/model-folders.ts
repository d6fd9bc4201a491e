/** Reads the folders of ONNX models while loading: their digests belong to the hash of the configuration. */
import { ModelFolderError, readModelFolder, type ModelFolder } from '../names-tier/onnx/model-files.ts'
import { kindOf, namesPeople } from '../names-tier/onnx/model-labels.ts'
import { missingPackages } from '../names-tier/onnx/model-runtime.ts'
import { remarkError, remarkWarning, shown, type ConfigPath, type Remark } from './diagnostic.ts'
import type { OnnxConfig } from './name-detector-schema.ts'
import type { Readable } from './readable.ts'
import { closest } from './spelling.ts'

export interface Models {
  /** By name in config. */
  readonly folders: ReadonlyMap<string, ModelFolder>
  readonly remarks: readonly Remark[]
}

export function readModels({ nameDetectors }: Readable): Models {
  const folders = new Map<string, ModelFolder>()
  const remarks: Remark[] = []
  for (const [name, detector] of nameDetectors) {
    if (detector?.kind !== 'onnx') continue
    const path = ['name_detectors', name]
    remarks.push(...packageRemarks(path))
    try {
      const folder = readModelFolder(detector.path)
      folders.set(name, folder)
      remarks.push(...labelRemarks(detector, folder, path))
    } catch (error) {
      const known = error instanceof ModelFolderError
      const message = known ? error.message : 'the folder cannot be read'
      remarks.push(
        remarkError([...path, 'path'], 'value', message, known ? error.fix : 'mount it for this user'),
      )
    }
  }
  return { folders, remarks }
}

function packageRemarks(path: ConfigPath): Remark[] {
  const missing = missingPackages()
  if (missing.length === 0) return []
  const names = missing.join(' and ')
  return [
    remarkError(
      [...path, 'kind'],
      'value',
      `needs ${names}, which is not installed`,
      `npm install ${missing.join(' ')}`,
    ),
  ]
}

function labelRemarks({ labels }: OnnxConfig, folder: ModelFolder, path: ConfigPath): Remark[] {
  const known = [...new Set([...folder.labels.map(kindOf), ...folder.labels])]
  const unknown = Object.keys(labels)
    .filter((label) => !known.includes(label))
    .map((label) => {
      const meant = closest(label, known)
      const listed = known.map(shown).filter((each) => each !== undefined)
      const fix =
        meant === undefined ? `known: ${listed.slice(0, 24).join(', ')}` : `did you mean \`${meant}\`?`
      return remarkError([...path, 'labels', label], 'key', 'the model has no such label', fix)
    })
  if (unknown.length > 0) return unknown
  if (folder.labels.some((label) => namesPeople(kindOf(label))) || Object.values(labels).includes('PERSON'))
    return []
  const message = 'no label of the model is known to mean the name of a person'
  const kinds = known.map(shown).filter((each) => each !== undefined)
  return [
    remarkWarning(
      [...path, 'path'],
      'value',
      message,
      `name one: labels: {LABEL: PERSON}; it has ${kinds.slice(0, 24).join(', ')}`,
    ),
  ]
}
