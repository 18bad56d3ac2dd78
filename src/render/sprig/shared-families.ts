// The functions that Sprig and slim-sprig share.
import type { FunctionMap, GoFunction } from '../gotemplate/value.ts';
import { baseEncodingFunctions } from './base-encoding.ts';
import type { Casts } from './casts.ts';
import { countingFunctions } from './counting.ts';
import { dateFunctions } from './dates.ts';
import { defaultFunctions } from './defaults.ts';
import { dictFunctions } from './dicts.ts';
import { sumFunctions } from './digests.ts';
import { hostFunctions } from './host.ts';
import { jsonFunctions } from './json.ts';
import { listFunctions } from './lists.ts';
import { numericFunctions } from './numeric.ts';
import { pathFunctions } from './paths.ts';
import { randomNumberFunctions } from './random.ts';
import { reflectionFunctions } from './reflection.ts';
import { regexFunctions } from './regex.ts';
import { caseFunctions } from './string-case.ts';
import { textListFunctions } from './string-lists.ts';
import { stringFunctions } from './strings.ts';
import { urlFunctions } from './urls.ts';

/** What a function map is made with. */
export interface SprigOptions {
  /** The instant that stands for the present, in milliseconds since 1970, which is the default: no clock is read. */
  readonly now?: number;
}

/** The functions of slim-sprig, all of which Sprig has as well, with conversions of numbers of their own each. */
export function sharedFunctions(casts: Casts, { now = 0 }: SprigOptions): Map<string, GoFunction> {
  return merged([
    stringFunctions(),
    caseFunctions(),
    textListFunctions(),
    numericFunctions(casts),
    countingFunctions(),
    defaultFunctions(),
    listFunctions(casts),
    dictFunctions(),
    reflectionFunctions(),
    jsonFunctions(),
    baseEncodingFunctions(),
    regexFunctions(),
    dateFunctions(now),
    sumFunctions(),
    pathFunctions(),
    urlFunctions(),
    hostFunctions(),
    randomNumberFunctions(),
  ]);
}

/** All functions of some families. */
export function merged(families: readonly FunctionMap[]): Map<string, GoFunction> {
  return new Map(families.flatMap((family) => [...family]));
}
