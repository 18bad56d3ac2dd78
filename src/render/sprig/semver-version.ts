// Versions as Helm reads them: github.com/Masterminds/semver v3.4.0.

/** One to three numbers, and what may follow: looser than semantic versions are. */
const VERSION =
  /^v?([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

const MAX_UINT64 = 2n ** 64n - 1n;

/** Longer than any uint64; what follows is not worth reading as a number. */
const MANY_DIGITS = 20;

/** The number of a text of digits; undefined where no uint64 can hold it. */
function uint64Of(digits: string): bigint | undefined {
  const significant = digits.replace(/^0+(?=.)/, '');
  const value = significant.length > MANY_DIGITS ? MAX_UINT64 + 1n : BigInt(significant);
  return value > MAX_UINT64 ? undefined : value;
}

/** A semantic version. */
export class Version {
  constructor(
    readonly major: bigint,
    readonly minor: bigint,
    readonly patch: bigint,
    /** `rc.1`; '' where there is none, as below. */
    readonly prerelease = '',
    readonly metadata = '',
    /** The text that it was read from. */
    readonly original = '',
  ) {}

  /**
   * `semver.NewVersion`: `1.2.3-rc.1+build`, with or without `v`; `1.2` and `1` and numbers like `01` will do.
   * @throws Error with the text of the Go library
   */
  static parse(text: string): Version {
    const match = VERSION.exec(text);
    if (!match) throw new Error('invalid semantic version');
    const [, major = '', minor = '0', patch = '0', prerelease = '', metadata = ''] = match;
    const version = new Version(segment(major), segment(minor), segment(patch), prerelease, metadata, text);
    const isZeroLed = prerelease.split('.').some((part) => /^0[0-9]+$/.test(part));
    if (isZeroLed) throw new Error('version segment starts with 0');
    return version;
  }

  /** `1.2.3-rc.1+build`, without the `v` that the original may have. */
  toString(): string {
    const prerelease = this.prerelease && `-${this.prerelease}`;
    return `${this.major}.${this.minor}.${this.patch}${prerelease}${this.metadata && `+${this.metadata}`}`;
  }

  /** -1, 0 or 1; metadata makes no difference. */
  compare(other: Version): number {
    return (
      compareNumbers(this.major, other.major) ||
      compareNumbers(this.minor, other.minor) ||
      compareNumbers(this.patch, other.patch) ||
      compareReleases(this.prerelease, other.prerelease)
    );
  }

  /** The next patch; of a prerelease, its release. */
  nextPatch(): Version {
    return this.successor(this.major, this.minor, this.prerelease === '' ? this.patch + 1n : this.patch);
  }

  nextMinor(): Version {
    return this.successor(this.major, this.minor + 1n, 0n);
  }

  nextMajor(): Version {
    return this.successor(this.major + 1n, 0n, 0n);
  }

  /** @throws Error where it is no prerelease */
  withPrerelease(prerelease: string): Version {
    if (prerelease !== '') validatePrerelease(prerelease);
    return this.rewritten(new Version(this.major, this.minor, this.patch, prerelease, this.metadata));
  }

  /** @throws Error where it is no metadata */
  withMetadata(metadata: string): Version {
    if (metadata !== '' && !IDENTIFIERS.test(metadata)) throw new Error('invalid metadata string');
    return this.rewritten(new Version(this.major, this.minor, this.patch, this.prerelease, metadata));
  }

  private successor(...numbers: [bigint, bigint, bigint]): Version {
    const [major, minor, patch] = numbers.map((number) => BigInt.asUintN(64, number));
    return this.rewritten(new Version(major ?? 0n, minor ?? 0n, patch ?? 0n));
  }

  /** The changed version, with an original like this one's. */
  private rewritten(changed: Version): Version {
    const { major, minor, patch, prerelease, metadata } = changed;
    const v = this.original.startsWith('v') ? 'v' : '';
    return new Version(major, minor, patch, prerelease, metadata, `${v}${changed.toString()}`);
  }
}

const IDENTIFIERS = /^[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*$/;

function validatePrerelease(prerelease: string): void {
  for (const part of prerelease.split('.')) {
    if (!IDENTIFIERS.test(part)) throw new Error('invalid prerelease string');
    if (/^0[0-9]+$/.test(part)) throw new Error('version segment starts with 0');
  }
}

function segment(digits: string): bigint {
  const value = uint64Of(digits);
  if (value !== undefined) return value;
  throw new Error(
    `error parsing version segment: strconv.ParseUint: parsing "${digits}": value out of range`,
  );
}

const compareNumbers = (a: bigint, b: bigint): number => (a === b ? 0 : a < b ? -1 : 1);

/** A release comes after its prereleases. */
function compareReleases(a: string, b: string): number {
  if (a === '' && b === '') return 0;
  if (a === '') return 1;
  if (b === '') return -1;
  return comparePrereleases(a, b);
}

/** Part by part; '' is a prerelease before all others here. */
export function comparePrereleases(a: string, b: string): number {
  const theirs = b.split('.');
  const ours = a.split('.');
  for (let index = 0; index < Math.max(ours.length, theirs.length); index++) {
    const order = compareParts(ours[index] ?? '', theirs[index] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

/** Numbers by value and before words; what is missing before everything. */
function compareParts(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? -1 : 1;
  const [left, right] = [partNumber(a), partNumber(b)];
  if (left === undefined && right === undefined) return a > b ? 1 : -1;
  if (left === undefined || right === undefined) return left === undefined ? 1 : -1;
  return left > right ? 1 : -1;
}

const partNumber = (part: string): bigint | undefined => (/^[0-9]+$/.test(part) ? uint64Of(part) : undefined);
