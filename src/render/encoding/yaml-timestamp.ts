// Timestamps, for those who tag a scalar `!!timestamp`.

const DATE = String.raw`(\d{4})-(\d{1,2})-(\d{1,2})`;
const TIME = String.raw`(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?`;
const ZONE = String.raw`(?:Z|[-+](\d{2}):(\d{2}))`;
const FORMS = [
  new RegExp(`^${DATE}[Tt]${TIME}${ZONE}$`),
  new RegExp(`^${DATE} +${TIME}$`),
  new RegExp(`^${DATE}$`),
];

/** Whether go-yaml takes the text for a point in time. */
export function isTimestamp(text: string): boolean {
  const [, ...parts] = FORMS.map((form) => form.exec(text)).find((match) => match !== null) ?? [];
  if (parts.length === 0) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] =
    parts.map((part) => Number(part ?? 0));
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
  return isDay && hour < 24 && minute < 60 && second < 60 && zoneHour <= 24 && zoneMinute <= 60;
}

function daysOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
