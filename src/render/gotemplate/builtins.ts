// The functions that every template has: those of text/template itself.
import { callValue } from './call-value.ts';
import { equalsAny, isLess, isLessOrEqual } from './compare.ts';
import { elementAt, lengthOf, sliceOf } from './element.ts';
import { escapeHtml, escapeJs, escapeQuery } from './escape.ts';
import { pointedTo, sprint, sprintf, sprintln } from './fmt.ts';
import { isTrue } from './reflect.ts';
import { ANY, fn, GoList, type Call, type FunctionMap, type GoFunction, type Value } from './value.ts';

const REFLECT = 'reflect.Value';
const ALL = [`...${ANY}`];
const ITEM_AND_INDEXES = [REFLECT, `...${REFLECT}`];
const TWO = [REFLECT, REFLECT];

/**
 * Go's functions for templates, by name.
 *
 * `and` and `or` evaluate no more arguments than they need, which is the executor's business: here they get all of
 * them. `call` gets how the template writes the function before the function itself.
 */
export const BUILTINS: FunctionMap = new Map(
  [...logic(), ...comparisons(), ...elements(), ...printing(), ...escapers()].map((entry) => [
    entry.name,
    entry,
  ]),
);

function logic(): GoFunction[] {
  return [
    fn('and', ITEM_AND_INDEXES, (args) => deciding(args, false)),
    fn('or', ITEM_AND_INDEXES, (args) => deciding(args, true)),
    fn('not', [REFLECT], ([arg]) => !isTrue(arg)),
  ];
}

/** The first argument that is as true as that, or the last one. */
function deciding(args: readonly Value[], truth: boolean): Value {
  return args.at(args.findIndex((arg) => isTrue(arg) === truth));
}

function comparisons(): GoFunction[] {
  return [
    fn('eq', ITEM_AND_INDEXES, ([first, ...others], call) => equalsAny(first, others, call)),
    fn('ne', TWO, ([a, b], call) => !equalsAny(a, [b], call)),
    fn('lt', TWO, ([a, b]) => isLess(a, b)),
    fn('le', TWO, ([a, b]) => isLessOrEqual(a, b)),
    fn('gt', TWO, ([a, b]) => !isLessOrEqual(a, b)),
    fn('ge', TWO, ([a, b]) => !isLess(a, b)),
  ];
}

function elements(): GoFunction[] {
  return [
    fn('len', [REFLECT], ([item]) => lengthOf(item)),
    fn('index', ITEM_AND_INDEXES, ([item, ...indexes], call) => {
      if (typeof item === 'string') call.charge(item.length);
      return elementAt(item, indexes);
    }),
    fn('slice', ITEM_AND_INDEXES, ([item, ...indexes], call) => {
      if (typeof item === 'string') call.charge(item.length);
      else if (item instanceof GoList) call.charge(item.items.length);
      return sliceOf(item, indexes);
    }),
    fn('call', ITEM_AND_INDEXES, ([name, called, ...args], call) =>
      callValue(name as string, called, args, call),
    ),
  ];
}

function printing(): GoFunction[] {
  return [
    fn('print', ALL, (args, call) => sprint(args, call)),
    fn('printf', ['string', ...ALL], ([format, ...args], call) => sprintf(format as string, args, call)),
    fn('println', ALL, (args, call) => sprintln(args, call)),
  ];
}

function escapers(): GoFunction[] {
  return [
    fn('html', ALL, (args, call) => escapeHtml(textOf(args, call))),
    fn('js', ALL, (args, call) => escapeJs(textOf(args, call))),
    fn('urlquery', ALL, (args, call) => escapeQuery(textOf(args, call))),
  ];
}

/** Arguments as one text: as actions print them, where nil is `<no value>`, and not as `print` does. */
function textOf(args: readonly Value[], call: Call): string {
  return sprint(
    args.map((arg) => (arg === null || arg === undefined ? '<no value>' : pointedTo(arg))),
    call,
  );
}
