// Types that write themselves: encoders ask their methods MarshalJSON and MarshalText.
import { LimitError } from '../gotemplate/limits.ts';
import type { Call, GoFunction, GoList, Value } from '../gotemplate/value.ts';
import { bytesOf } from './bytes.ts';
import { EncodingError } from './encoding-error.ts';

/** Values of types that can have methods. */
export type Typed = Exclude<Value & object, GoFunction>;

const NO_CALL: Call = { charge: () => undefined };

/**
 * What a value says of itself; undefined where its type has no such method.
 *
 * @throws EncodingError with the error that the method returns
 */
export function marshaled(
  method: 'MarshalJSON' | 'MarshalText',
  { methods }: Typed,
  call: Call = NO_CALL,
): string | undefined {
  if (methods.size === 0) return undefined;
  const declared = methods.get(method);
  if (!declared) return undefined;
  try {
    return bytesOf(declared.call([], call) as GoList);
  } catch (error) {
    if (error instanceof LimitError) throw error;
    throw new EncodingError(error instanceof Error ? error.message : String(error));
  }
}
