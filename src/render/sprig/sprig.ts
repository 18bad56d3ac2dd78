// All of Sprig: the functions that Helm's templates have, and those that Cluster API's patches have.
import type { FunctionMap } from '../gotemplate/value.ts';
import { CASTS } from './casts.ts';
import { certificateFunctions } from './certificates.ts';
import { copyFunctions } from './dicts.ts';
import { cryptoFunctions } from './digests.ts';
import { mergeFunctions } from './merge.ts';
import { decimalFunctions } from './numeric.ts';
import { passwordFunctions } from './passwords.ts';
import { randomFunctions } from './random.ts';
import { semverFunctions } from './semver.ts';
import { merged, sharedFunctions, type SprigOptions } from './shared-families.ts';
import { wordFunctions } from './string-case.ts';
import { widthFunctions } from './string-width.ts';

export type { SprigOptions } from './shared-families.ts';

/** `sprig.TxtFuncMap()` of github.com/Masterminds/sprig v3.3.0. Helm takes `env` and `expandenv` out of it. */
export function sprigFunctions(options: SprigOptions = {}): FunctionMap {
  return merged([
    sharedFunctions(CASTS, options),
    wordFunctions(),
    widthFunctions(),
    decimalFunctions(),
    copyFunctions(),
    mergeFunctions(),
    semverFunctions(),
    cryptoFunctions(),
    passwordFunctions(),
    certificateFunctions(),
    randomFunctions(),
  ]);
}

/** What Sprig itself does not count as repeatable. (`ago`, `genCA` and others are no more so, and stay.) */
const NOT_HERMETIC = [
  ...['date', 'date_in_zone', 'date_modify', 'now', 'htmlDate', 'htmlDateInZone', 'dateInZone', 'dateModify'],
  ...['randAlphaNum', 'randAlpha', 'randAscii', 'randNumeric', 'randBytes', 'uuidv4'],
  ...['env', 'expandenv', 'getHostByName'],
];

/** `sprig.HermeticTxtFuncMap()`: what the templates in patches of a ClusterClass have. */
export function hermeticSprigFunctions(options: SprigOptions = {}): FunctionMap {
  const functions = new Map(sprigFunctions(options));
  for (const name of NOT_HERMETIC) functions.delete(name);
  return functions;
}
