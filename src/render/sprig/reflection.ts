// Sprig's questions about types.
import { deepEqual, kindOf, typeOf } from '../gotemplate/reflect.ts';
import { fn, type FunctionMap } from '../gotemplate/value.ts';
import { byName, chargeDeep } from './weighed.ts';

const ANY = 'interface {}';

/** `typeOf`, `typeIs`, `typeIsLike`, `kindOf`, `kindIs` and `deepEqual` of Sprig v3.3.0. */
export function reflectionFunctions(): FunctionMap {
  return byName([
    fn('typeOf', [ANY], ([value]) => typeOf(value)),
    fn('typeIs', ['string', ANY], ([name, value]) => name === typeOf(value)),
    fn('typeIsLike', ['string', ANY], ([name, value]) => {
      const type = typeOf(value);
      return type === name || type === `*${name as string}`;
    }),
    fn('kindOf', [ANY], ([value]) => kindOf(value)),
    fn('kindIs', ['string', ANY], ([name, value]) => name === kindOf(value)),
    fn('deepEqual', [ANY, ANY], ([a, b], call) => {
      chargeDeep(a, call);
      return deepEqual(a, b);
    }),
  ]);
}
