// Sprig's functions of versions.
import {
  fn,
  GoList,
  GoNumber,
  GoObject,
  type FunctionMap,
  type GoFunction,
  type Value,
} from '../gotemplate/value.ts';
import { Constraints } from './semver-constraints.ts';
import { Version } from './semver-version.ts';
import { byName, weighed } from './weighed.ts';

/** `semver` and `semverCompare`. */
export function semverFunctions(): FunctionMap {
  return byName([
    weighed('semver', ['string'], ([text]) => pointer(Version.parse(text as string))),
    weighed('semverCompare', ['string', 'string'], ([constraint, version]) => {
      const constraints = Constraints.parse(constraint as string);
      return constraints.check(Version.parse(version as string));
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
    weighed('SetPrerelease', ['string'], ([text]) => struct(version.withPrerelease(text as string))),
    weighed('SetMetadata', ['string'], ([text]) => struct(version.withMetadata(text as string))),
    fn('MarshalText', [], () => bytesOf(version.toString())),
    fn('MarshalJSON', [], () => bytesOf(`"${version.toString()}"`)),
  ];
}

function bytesOf(ascii: string): GoList {
  return new GoList(
    Array.from(Buffer.from(ascii), (byte) => new GoNumber(BigInt(byte), 'uint8')),
    'uint8',
  );
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
