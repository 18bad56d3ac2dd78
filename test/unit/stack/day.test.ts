// Days by the calendar.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, parseDay } from '../../../src/stack/day.ts';

describe('a day', () => {
  it.each(['2026-11-20', '2024-02-29', '2000-02-29', '2026-12-31', '0001-01-01'])('can be %s', (day) => {
    expect(parseDay(day)).toBe(day);
  });

  it.each([
    ...['2026-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '2026-01-32'],
    ...[
      '2026-1-1',
      '20261120',
      '2026-11-20T00:00:00Z',
      ' 2026-11-20',
      '2026-11-20\n',
      '',
      'soon',
      '٢٠٢٦-11-20',
    ],
  ])('cannot be %j', (text) => {
    expect(parseDay(text)).toBeUndefined();
  });
});

describe('months later', () => {
  it.each<[string, number, string]>([
    ['2026-04-16', 1, '2026-05-16'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-03-31', 1, '2026-04-30'],
    ['2026-12-31', 1, '2027-01-31'],
    ['2025-12-17', 4, '2026-04-17'],
    ['2025-10-31', 4, '2026-02-28'],
    ['2026-08-31', 14, '2027-10-31'],
    ['2026-11-20', 0, '2026-11-20'],
  ])('%s and %d months is %s', (day, months, later) => {
    expect(addMonths(day, months)).toBe(later);
  });
});

describe('days later', () => {
  it.each<[string, number, string]>([
    ['2026-02-27', 2, '2026-03-01'],
    ['2028-02-27', 2, '2028-02-29'],
    ['2026-12-30', 14, '2027-01-13'],
    // Clocks change on these days somewhere: a day is a day.
    ['2026-03-28', 2, '2026-03-30'],
    ['2026-10-24', 2, '2026-10-26'],
  ])('%s and %d days is %s', (day, days, later) => {
    expect(addDays(day, days)).toBe(later);
  });
});

const days = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('counting', () => {
  it('always gives days of the calendar, in their order', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 40 }), (day, count) => {
        for (const later of [addMonths(day, count), addDays(day, count)]) {
          expect(parseDay(later)).toBe(later);
          expect(later > day).toBe(true);
        }
      }),
    );
  });

  it('a month later is in the next month, never in the one after', () => {
    fc.assert(
      fc.property(days, (day) => {
        const number = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(number(addMonths(day, 1)) - number(day)).toBe(1);
        expect(addMonths(day, 1).slice(8) <= day.slice(8)).toBe(true);
      }),
    );
  });

  it('days add up', () => {
    fc.assert(
      fc.property(days, fc.nat(500), fc.nat(500), (day, a, b) => {
        expect(addDays(addDays(day, a), b)).toBe(addDays(day, a + b));
      }),
    );
  });
});
