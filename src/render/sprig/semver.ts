// Sprig's functions of versions.
import {
  fn,
  GoNumber,
  GoObject,
  type FunctionMap,
  type GoFunction,
  type Value,
} from '../gotemplate/value.ts';
import { byteList } from './byte-list.ts';
import { Constraints, costOfConstraint } from './semver-constraints.ts';
import { Version } from './semver-version.ts';
import { byName, weighed } from './weighed.ts';

/** `semver` and `semverCompare`. */
export function semverFunctions(): FunctionMap {
  return byName([
    weighed<[string]>('semver', ['string'], ([text]) => pointer(Version.parse(text))),
    weighed<[string, string]>('semverCompare', ['string', 'string'], ([constraint, version], call) => {
      call.charge(costOfConstraint(constraint));
      return Constraints.parse(constraint).check(Version.parse(version));
    }),
  ]);
}

const POINTER_TYPE = '*semver.Version';

/** A *semver.Version; its `inner` is the Version. */
function pointer(version: Version): GoObject {
  const methods = byName([...valueMethods(version), ...pointerMethods(version)]);
  return new GoObject(POINTER_TYPE, version, () => version.toString(), methods, 'ptr');
}

/** A semver.Version, on which templates cannot call the methods of the pointer. */
function struct(version: Version): GoObject {
  return new GoObject('semver.Version', version, () => version.toString(), byName(valueMethods(version)));
}

function valueMethods(version: Version): GoFunction[] {
  const uint64 = (name: string, value: bigint): GoFunction =>
    fn(name, [], () => new GoNumber(value, 'uint64'));
  return [
    uint64('Major', version.major),
    uint64('Minor', version.minor),
    uint64('Patch', version.patch),
    fn('Prerelease', [], () => version.prerelease),
    fn('Metadata', [], () => version.metadata),
    fn('String', [], () => version.toString()),
    fn('IncPatch', [], () => struct(version.nextPatch())),
    fn('IncMinor', [], () => struct(version.nextMinor())),
    fn('IncMajor', [], () => struct(version.nextMajor())),
    weighed<[string]>('SetPrerelease', ['string'], ([text]) => struct(version.withPrerelease(text))),
    weighed<[string]>('SetMetadata', ['string'], ([text]) => struct(version.withMetadata(text))),
    fn('MarshalText', [], () => byteList(version.toString())),
    fn('MarshalJSON', [], () => byteList(`"${version.toString()}"`)),
  ];
}

function pointerMethods(version: Version): GoFunction[] {
  const comparing = (name: string, answer: (order: number) => Value): GoFunction =>
    fn(name, [POINTER_TYPE], ([other]) => answer(version.compare((other as GoObject).inner as Version)));
  return [
    fn('Original', [], () => version.original),
    comparing('Compare', (order) => BigInt(order)),
    comparing('LessThan', (order) => order < 0),
    comparing('LessThanEqual', (order) => order <= 0),
    comparing('GreaterThan', (order) => order > 0),
    comparing('GreaterThanEqual', (order) => order >= 0),
    comparing('Equal', (order) => order === 0),
  ];
}
