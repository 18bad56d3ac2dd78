// Floats in TOML.
import { formatShortest } from './shortest-float.ts';

/** A float as github.com/BurntSushi/toml writes it: never with an exponent, always with a point. */
export function tomlFloat(value: number, bits: 32 | 64): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const text = withoutExponent(formatShortest(value, bits));
  return text.includes('.') ? text : `${text}.0`;
}

function withoutExponent(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([-+]\d+))?$/.exec(text) ?? [];
  const power = Number(exponent);
  if (power === 0) return text;
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${whole}${fraction}`;
  const digits = fraction.padEnd(power, '0');
  const rest = digits.slice(power);
  return `${sign}${whole}${digits.slice(0, power)}${rest && `.${rest}`}`;
}
