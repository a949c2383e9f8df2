import type { Basis } from './dual-simplex.js';

/** A box of the search tree that is still to be looked into. */
export interface SearchNode {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** No units in the box have a lower value of the first level. */
  bound: number;
  readonly depth: number;
  /** Where its relaxation is solved from: its parent's vertex. */
  readonly basis: Basis | undefined;
  /** Order of birth, which settles ties. */
  readonly birth: number;
}

/** Open nodes, the least bound first; of equal bounds the deepest, then the youngest. */
export class NodeHeap {
  private readonly nodes: SearchNode[] = [];

  get size(): number {
    return this.nodes.length;
  }

  /** The least bound of all open nodes; Infinity where there is none. */
  get leastBound(): number {
    return this.nodes[0]?.bound ?? Infinity;
  }

  push(node: SearchNode): void {
    const { nodes } = this;
    let at = nodes.push(node) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!comesBefore(node, nodes[parent] as SearchNode)) break;
      nodes[at] = nodes[parent] as SearchNode;
      at = parent;
    }
    nodes[at] = node;
  }

  pop(): SearchNode | undefined {
    const { nodes } = this;
    const first = nodes[0];
    const last = nodes.pop();
    if (first === undefined || last === undefined || nodes.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= nodes.length) break;
      const right = nodes[child + 1];
      if (right !== undefined && comesBefore(right, nodes[child] as SearchNode)) child += 1;
      if (!comesBefore(nodes[child] as SearchNode, last)) break;
      nodes[at] = nodes[child] as SearchNode;
      at = child;
    }
    nodes[at] = last;
    return first;
  }
}

function comesBefore(a: SearchNode, b: SearchNode): boolean {
  if (a.bound !== b.bound) return a.bound < b.bound;
  if (a.depth !== b.depth) return a.depth > b.depth;
  return a.birth > b.birth;
}
