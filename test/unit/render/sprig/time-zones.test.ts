// Zones of the time zone database are what they are in Go (outputs of Go 1.26 with its database 2025c).
import { describe, expect, it } from 'vitest';
import { GoTime } from '../../../../src/render/sprig/go-time.ts';
import { formatTime, STRING_LAYOUT } from '../../../../src/render/sprig/time-format.ts';
import { loadZone, UTC } from '../../../../src/render/sprig/time-zone.ts';
import { findZone } from '../../../../src/render/sprig/zone-names.ts';

const WINTER = 1_704_110_400n;
const SUMMER = 1_719_835_200n;

const inZone = (seconds: bigint, zone: string, layout = STRING_LAYOUT): string =>
  formatTime(new GoTime(seconds, 0, loadZone(zone)), layout);

describe('a zone', () => {
  it.each<[zone: string, winter: string, summer: string]>([
    ['', '2024-01-01 12:00:00 +0000 UTC', '2024-07-01 12:00:00 +0000 UTC'],
    ['UTC', '2024-01-01 12:00:00 +0000 UTC', '2024-07-01 12:00:00 +0000 UTC'],
    ['Local', '2024-01-01 12:00:00 +0000 UTC', '2024-07-01 12:00:00 +0000 UTC'],
    ['Europe/Berlin', '2024-01-01 13:00:00 +0100 CET', '2024-07-01 14:00:00 +0200 CEST'],
    ['Europe/London', '2024-01-01 12:00:00 +0000 GMT', '2024-07-01 13:00:00 +0100 BST'],
    ['Europe/Dublin', '2024-01-01 12:00:00 +0000 GMT', '2024-07-01 13:00:00 +0100 IST'],
    ['America/New_York', '2024-01-01 07:00:00 -0500 EST', '2024-07-01 08:00:00 -0400 EDT'],
    ['America/Los_Angeles', '2024-01-01 04:00:00 -0800 PST', '2024-07-01 05:00:00 -0700 PDT'],
    ['America/Sao_Paulo', '2024-01-01 09:00:00 -0300 -03', '2024-07-01 09:00:00 -0300 -03'],
    ['America/St_Johns', '2024-01-01 08:30:00 -0330 NST', '2024-07-01 09:30:00 -0230 NDT'],
    ['Asia/Kolkata', '2024-01-01 17:30:00 +0530 IST', '2024-07-01 17:30:00 +0530 IST'],
    ['Asia/Kathmandu', '2024-01-01 17:45:00 +0545 +0545', '2024-07-01 17:45:00 +0545 +0545'],
    ['Asia/Tokyo', '2024-01-01 21:00:00 +0900 JST', '2024-07-01 21:00:00 +0900 JST'],
    ['Asia/Tehran', '2024-01-01 15:30:00 +0330 +0330', '2024-07-01 15:30:00 +0330 +0330'],
    ['Asia/Gaza', '2024-01-01 14:00:00 +0200 EET', '2024-07-01 15:00:00 +0300 EEST'],
    ['Australia/Lord_Howe', '2024-01-01 23:00:00 +1100 +11', '2024-07-01 22:30:00 +1030 +1030'],
    ['Australia/Sydney', '2024-01-01 23:00:00 +1100 AEDT', '2024-07-01 22:00:00 +1000 AEST'],
    ['Pacific/Auckland', '2024-01-02 01:00:00 +1300 NZDT', '2024-07-02 00:00:00 +1200 NZST'],
    ['Pacific/Apia', '2024-01-02 01:00:00 +1300 +13', '2024-07-02 01:00:00 +1300 +13'],
    ['Africa/Casablanca', '2024-01-01 13:00:00 +0100 +01', '2024-07-01 13:00:00 +0100 +01'],
    ['Africa/Lagos', '2024-01-01 13:00:00 +0100 WAT', '2024-07-01 13:00:00 +0100 WAT'],
    ['Etc/GMT+5', '2024-01-01 07:00:00 -0500 -05', '2024-07-01 07:00:00 -0500 -05'],
    ['EST', '2024-01-01 07:00:00 -0500 EST', '2024-07-01 07:00:00 -0500 EST'],
    ['EST5EDT', '2024-01-01 07:00:00 -0500 EST', '2024-07-01 08:00:00 -0400 EDT'],
    ['Zulu', '2024-01-01 12:00:00 +0000 UTC', '2024-07-01 12:00:00 +0000 UTC'],
    ['Antarctica/Vostok', '2024-01-01 17:00:00 +0500 +05', '2024-07-01 17:00:00 +0500 +05'],
    ['Asia/Pyongyang', '2024-01-01 21:00:00 +0900 KST', '2024-07-01 21:00:00 +0900 KST'],
  ])('%j', (zone, winter, summer) => {
    expect([inZone(WINTER, zone), inZone(SUMMER, zone)]).toEqual([winter, summer]);
  });

  it.each(['europe/berlin', 'Mars/Olympus', '../UTC', '/etc/localtime', 'CEST', 'constructor'])(
    'is not %j',
    (name) => {
      expect(loadZone(name)).toBeUndefined();
    },
  );

  it.each<[seconds: bigint, zone: string, expected: string]>([
    [1711846799n, 'Europe/Berlin', '2024-03-31 01:59:59 +01:00:00'],
    [1711846800n, 'Europe/Berlin', '2024-03-31 03:00:00 +02:00:00'],
    [1729990799n, 'Europe/Berlin', '2024-10-27 02:59:59 +02:00:00'],
    [1729990800n, 'Europe/Berlin', '2024-10-27 02:00:00 +01:00:00'],
    [4000000000n, 'Europe/Berlin', '2096-10-02 09:06:40 +02:00:00'],
    [4119724800n, 'Europe/Berlin', '2100-07-20 02:00:00 +02:00:00'],
    [17000000000n, 'Europe/Berlin', '2508-09-16 08:13:20 +02:00:00'],
    [30000000000n, 'America/New_York', '2920-08-30 01:20:00 -04:00:00'],
    [30015552000n, 'America/New_York', '2921-02-26 00:20:00 -05:00:00'],
    [1000000000000n, 'Europe/Berlin', '33658-09-27 03:46:40 +02:00:00'],
  ])('at %d in %s', (seconds, zone, expected) => {
    expect(inZone(seconds, zone, '2006-01-02 15:04:05 -07:00:00')).toBe(expected);
  });

  it('is not told before 1970, where databases differ', () => {
    expect(() => inZone(-1n, 'Africa/Accra')).toThrow(
      'csctl does not know the time of Africa/Accra before 1970',
    );
    expect(inZone(-1n, 'Local')).toBe('1969-12-31 23:59:59 +0000 UTC');
  });

  it('is not abbreviated where the abbreviation depends on the year', () => {
    const problem = 'csctl does not know what Europe/Istanbul was abbreviated to at that time';
    expect(() => inZone(SUMMER, 'Europe/Istanbul')).toThrow(problem);
    expect(inZone(SUMMER, 'Europe/Istanbul', '15:04 -0700')).toBe('15:00 +0300');
    expect(() => inZone(900_000_000n, 'Europe/Berlin', 'MST')).toThrow('csctl does not know');
  });
});

it('the table has the abbreviations by offset', () => {
  expect(findZone('Europe/Berlin')).toEqual(
    new Map([
      [3600, 'CET'],
      [7200, 'CEST'],
    ]),
  );
  expect(findZone('America/St_Johns')?.get(-9000)).toBe('NDT');
  expect(findZone('America/Grand_Turk')).toEqual(
    new Map([
      [-18000, 'EST'],
      [-14400, undefined],
    ]),
  );
  expect(findZone('Asia/Kathmandu')).toEqual(new Map());
});

it('UTC is one object', () => {
  expect([loadZone(''), loadZone('UTC'), loadZone('Local')]).toEqual([UTC, UTC, UTC]);
});
