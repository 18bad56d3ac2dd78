// slim-sprig: the functions that templates of the Cluster Stack Operator have.
import type { FunctionMap } from '../gotemplate/value.ts';
import { SLIM_CASTS } from './casts.ts';
import { sharedFunctions, type SprigOptions } from './shared-families.ts';

/** `sprig.TxtFuncMap()` of github.com/go-task/slim-sprig, commit 52ccab3ef572. */
export function slimSprigFunctions(options: SprigOptions = {}): FunctionMap {
  return sharedFunctions(SLIM_CASTS, options);
}
