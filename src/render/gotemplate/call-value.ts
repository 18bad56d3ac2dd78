// Calls of functions that are values, and arguments for what is called or indexed: `call` of templates.
import { assign, canBeNil, constantFamily, numberOfType, zeroOf } from './go-type.ts';
import { typeOf } from './reflect.ts';
import { GoFunction, GoNumber, GoStruct, type Call, type GoType, type Value } from './value.ts';

/**
 * A value as one of a type: integers are converted.
 *
 * @throws Error with Go's text for values of other types
 */
export function prepareArgument(value: Value, type: GoType): Value {
  if (value === undefined || value === null) {
    if (!canBeNil(type)) throw new Error(`value is nil; should be of type ${type}`);
    return zeroOf(type);
  }
  const integer = value instanceof GoNumber ? value.value : value;
  const family = constantFamily(type);
  if (typeof integer === 'bigint' && (family === 'int' || family === 'uint'))
    return numberOfType(integer, type);
  // Arguments of templates are dereferenced where that helps; these are not.
  const isOtherPointer = value instanceof GoStruct && value.isPointer && value.name === type;
  const assigned = isOtherPointer ? undefined : assign(value, type);
  if (assigned === undefined) throw new Error(`value has type ${typeOf(value)}; should be ${type}`);
  return assigned;
}

/**
 * Calls a function that is a value.
 *
 * @param name how the template writes it
 * @throws Error with Go's text for what is no function, and for arguments that it does not take
 */
export function callValue(name: string, fun: Value, args: readonly Value[], call: Call): Value {
  if (fun === undefined || fun === null) throw new Error('call of nil');
  if (!(fun instanceof GoFunction)) throw new Error(`non-function ${name} of type ${typeOf(fun)}`);
  checkCount(name, fun, args.length);
  return fun.call(
    args.map((arg, index) => argument(arg, index, fun)),
    call,
  );
}

function checkCount(name: string, { params, isVariadic }: GoFunction, given: number): void {
  if (isVariadic && given < params.length - 1) {
    throw new Error(`wrong number of args for ${name}: got ${given} want at least ${params.length - 1}`);
  }
  if (!isVariadic && given !== params.length) {
    throw new Error(`wrong number of args for ${name}: got ${given} want ${params.length}`);
  }
}

function argument(value: Value, index: number, { params }: GoFunction): Value {
  try {
    return prepareArgument(value, params[Math.min(index, params.length - 1)] as GoType);
  } catch (error) {
    throw new Error(`arg ${index}: ${(error as Error).message}`, { cause: error });
  }
}
