// An instant as Go's time.Time has it: seconds and nanoseconds, and the zone that it is read in.
import { civilTime, daysSinceUnix, type CivilTime } from './calendar.ts';
import { clampToInt64, NANOSECONDS_PER_SECOND } from './duration.ts';
import { UTC, type Zone } from './time-zone.ts';

/** A year, month (from 1) and so on; what is beyond its range runs over into the next, as in `time.Date`. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
}

/** From the zero time, 1 January 1, to 1970. */
const ZERO_TO_UNIX = 62_135_596_800n;

/** A `time.Time`. It never changes. */
export class GoTime {
  constructor(
    /** Since 1970. */
    readonly seconds: bigint,
    /** 0 to 999999999 */
    readonly nanoseconds = 0,
    readonly zone: Zone = UTC,
  ) {}

  /** The time on the clocks of its zone. */
  get civil(): CivilTime {
    return civilTime(this.seconds + BigInt(this.offset));
  }

  /** Seconds east of UTC. */
  get offset(): number {
    return this.zone.at(this.seconds).offset;
  }

  /** Go's `==`, for which the zone counts, too. */
  isSame(other: unknown): boolean {
    if (other instanceof Present) return other.isSame(this);
    return (
      other instanceof GoTime &&
      this.seconds === other.seconds &&
      this.nanoseconds === other.nanoseconds &&
      this.zone === other.zone
    );
  }

  /** `Time.In` */
  in(zone: Zone): GoTime {
    return new GoTime(this.seconds, this.nanoseconds, zone);
  }

  /** `Time.Add` */
  add(duration: bigint): GoTime {
    const total = BigInt(this.nanoseconds) + duration;
    const nanoseconds = modulo(total, NANOSECONDS_PER_SECOND);
    const seconds = (total - nanoseconds) / NANOSECONDS_PER_SECOND;
    return new GoTime(this.seconds + seconds, Number(nanoseconds), this.zone);
  }

  /** `Time.AddDate`: by the calendar; 31 January and a month is 2 or 3 March. */
  addDate(years: number, months: number, days: number): GoTime {
    const { year, month, day, hour, minute, second } = this.civil;
    const parts = { year: year + years, month: month + months, day: day + days, hour, minute, second };
    return dateIn(parts, this.nanoseconds, this.zone);
  }

  /** `Time.Sub`: a duration, which stops at the ends of int64. */
  since(other: GoTime): bigint {
    const seconds = (this.seconds - other.seconds) * NANOSECONDS_PER_SECOND;
    return clampToInt64(seconds + BigInt(this.nanoseconds - other.nanoseconds));
  }

  /** `Time.Compare`: below 0 where it is earlier. */
  compare(other: GoTime): number {
    if (this.seconds !== other.seconds) return this.seconds < other.seconds ? -1 : 1;
    return Math.sign(this.nanoseconds - other.nanoseconds);
  }

  /** Nanoseconds since 1970, in as many bits as it takes. */
  get sinceUnix(): bigint {
    return this.seconds * NANOSECONDS_PER_SECOND + BigInt(this.nanoseconds);
  }

  /** `Time.Truncate`: down to a multiple of the duration since the zero time. */
  truncate(duration: bigint): GoTime {
    return duration <= 0n ? this : this.add(-this.rest(duration));
  }

  /** `Time.Round`: to the nearest multiple, halves up. */
  round(duration: bigint): GoTime {
    if (duration <= 0n) return this;
    const rest = this.rest(duration);
    return this.add(2n * rest < duration ? -rest : duration - rest);
  }

  private rest(duration: bigint): bigint {
    return modulo(this.sinceUnix + ZERO_TO_UNIX * NANOSECONDS_PER_SECOND, duration);
  }
}

/**
 * Now, or so long before or after it. Charts ask for it to see whether a text is a duration (`ne $now ($now | dateModify .)`,
 * as Cilium does): only who looks at the instant itself depends on the clock.
 */
export class Present {
  /** @param onRead told when somebody looks @param shift nanoseconds after now @param look of which it comes */
  constructor(
    private readonly now: GoTime,
    private readonly onRead: () => void,
    private readonly shift = 0n,
    private readonly look: object = {},
  ) {}

  /** What the clock shows: from here on the run depends on it. */
  read(): GoTime {
    this.onRead();
    return this.now.add(this.shift);
  }

  /** `Time.Add` */
  add(duration: bigint): Present {
    return new Present(this.now, this.onRead, this.shift + duration, this.look);
  }

  /** Go's `==`: who looks at the clock twice sees two times. */
  isSame(other: unknown): boolean {
    if (!(other instanceof Present)) return this.read().isSame(other);
    return this.look === other.look && this.shift === other.shift;
  }
}

/** The zero value: 1 January of the year 1, UTC. */
export const ZERO_TIME = new GoTime(-ZERO_TO_UNIX);

const modulo = (value: bigint, by: bigint): bigint => ((value % by) + by) % by;

/**
 * `time.Date`, in a zone of one offset.
 * @param zone UTC or a fixed one: those of the database have hours that are there twice or not at all
 */
export function dateIn(parts: DateParts, nanoseconds: number, zone: Zone): GoTime {
  const { year, month, day, hour = 0, minute = 0, second = 0 } = parts;
  const days = BigInt(daysSinceUnix(year, month, day));
  const wall = days * 86_400n + BigInt(hour * 3600 + minute * 60 + second);
  return new GoTime(wall - BigInt(zone.at(wall).offset), nanoseconds, zone);
}
