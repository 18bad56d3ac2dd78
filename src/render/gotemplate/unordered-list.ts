// Lists of what a map holds: Go goes over maps in random order, which matters only to who looks at the order.
import { ANY, GoList, type Value } from './value.ts';

/** Says that somebody has seen an order that is random. */
type Mark = () => void;

/**
 * A list in an order that is another one each time in Go; here it is that of the keys. Who takes its `items` looks at the
 * order, and is told of; who takes `length` or `members` is not: `keys . | sortAlpha` and `has "a" (keys .)` are stable.
 */
export class UnorderedList extends GoList {
  readonly #items: Value[];
  readonly #marks: readonly Mark[];

  /** @param marks one for each call that the order comes from */
  constructor(items: Value[], elem: string, marks: readonly Mark[]) {
    super(items, elem);
    this.#items = items;
    this.#marks = marks;
    // Only here, so that taking the items of all other lists stays as cheap as it is.
    Object.defineProperty(this, 'items', { enumerable: true, get: () => this.inOrder() });
  }

  private inOrder(): Value[] {
    for (const mark of this.#marks) mark();
    return this.#items;
  }

  override get length(): number {
    return this.#items.length;
  }

  override get members(): readonly Value[] {
    return this.#items;
  }

  /** What says that somebody has seen the order of one of these. */
  static marksOf(lists: readonly Value[]): readonly Mark[] {
    return lists.flatMap((list) => (list instanceof UnorderedList ? list.#marks : []));
  }
}

/**
 * A list of members of other lists, in the order that they have there: random where that of one of the lists is. Which
 * members it has must not depend on the order.
 */
export function listOfMembers(
  members: Value[],
  lists: readonly Value[],
  elem: string = ANY,
  isNil = false,
): GoList {
  // In less than two there is no order.
  const marks = members.length > 1 ? UnorderedList.marksOf(lists) : [];
  return marks.length > 0 ? new UnorderedList(members, elem, marks) : new GoList(members, elem, isNil);
}
