/** Path lists compiled into a tree that a scanner walks beside the JSON, one step a key. */
import type { Path } from '../contract.ts'

/** One place in a body. `rule` is what the table says of it; an absent node means "not in the table". */
export class PathNode<Rule> {
  /** Keys that the table knows, and the node of each at the same place: a table of a call is too short to hash for. */
  readonly names: string[] = []
  readonly nodes: PathNode<Rule>[] = []
  anyKey: PathNode<Rule> | undefined = undefined
  item: PathNode<Rule> | undefined = undefined
  rule: Rule | undefined = undefined
  /** The node stands for everything below it too (`**`). */
  deep = false
  /** Members of the object at this node whose scalar values the scan keeps. */
  captures: string[] | undefined = undefined

  child(key: string): PathNode<Rule> | undefined {
    return this.deep ? this : (this.nodes[this.names.indexOf(key)] ?? this.anyKey)
  }

  /** Place in `names` of the key that stands at `start..end` of a text, compared where it stands; -1 for another one. */
  placeOf(text: string, start: number, end: number): number {
    const { names } = this
    const length = end - start
    for (let place = 0; place < names.length; place += 1) {
      const name = names[place]
      if (name?.length === length && text.startsWith(name, start)) return place
    }
    return -1
  }

  /** Makes the scan keep a member of the object at this node. */
  capture(member: string): void {
    this.captures ??= []
    if (!this.captures.includes(member)) this.captures.push(member)
  }

  get items(): PathNode<Rule> | undefined {
    return this.deep ? this : this.item
  }
}

/** Splits `a.b[].c` into `a`, `b`, `[]`, `c`. */
function pathSteps(path: Path): readonly string[] {
  const steps: string[] = []
  for (const part of path.split('.')) {
    let name = part
    let brackets = 0
    while (name.endsWith('[]')) {
      name = name.slice(0, -2)
      brackets += 1
    }
    if (name !== '') steps.push(name)
    for (let index = 0; index < brackets; index += 1) steps.push('[]')
  }
  return steps
}

/** Finds or makes the node at `path` below `root`. */
export function nodeAt<Rule>(root: PathNode<Rule>, path: Path): PathNode<Rule> {
  let node = root
  for (const step of pathSteps(path)) {
    if (step === '**') {
      node.deep = true
      return node
    }
    if (step === '[]') node = node.item ??= new PathNode<Rule>()
    else if (step === '*') node = node.anyKey ??= new PathNode<Rule>()
    else {
      let next = node.nodes[node.names.indexOf(step)]
      if (next === undefined) {
        node.names.push(step)
        node.nodes.push((next = new PathNode<Rule>()))
      }
      node = next
    }
  }
  return node
}

/** Makes the object that holds the member at `path` keep that member's value, and returns the object's node. */
export function captureAt<Rule>(
  root: PathNode<Rule>,
  path: Path,
): { readonly node: PathNode<Rule>; readonly member: string } {
  const steps = pathSteps(path)
  const member = steps.at(-1) ?? ''
  let node = root
  for (const step of steps.slice(0, -1)) {
    node = nodeAt(node, step === '[]' ? '[]' : step)
  }
  node.capture(member)
  return { node, member }
}
