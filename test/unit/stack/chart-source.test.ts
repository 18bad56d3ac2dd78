// Where charts come from, and how it is said.
import { describe, expect, it } from 'vitest';
import { isChartSource, shownAddress, versionHint, withoutLogins } from '../../../src/stack/chart-source.ts';

describe('a repository', () => {
  it.each([
    ['https://charts.example/', true],
    ['http://127.0.0.1:1', true],
    ['oci://registry.example/charts', true],
    ['file://../common', false],
    ['@alias', false],
    ['alias:name', false],
    ['', false],
  ])('%s can be asked: %s', (repository, expected) => {
    expect(isChartSource(repository)).toBe(expected);
  });

  it.each([
    ['https://charts.example/a', 'https://charts.example/a'],
    ['https://me:secret@charts.example/a', 'https://charts.example/a'],
    ['https://me:p@ss@charts.example/a', 'https://charts.example/a'],
    ['oci://me:secret@registry.example/a', 'oci://registry.example/a'],
    ['https://charts.example/a?token=secret', 'https://charts.example/a'],
    ['https://charts.example/@scope/a', 'https://charts.example/@scope/a'],
  ])('%s is shown as %s', (address, expected) => {
    expect(shownAddress(address)).toBe(expected);
  });
});

it.each([
  ['+  repository: https://me:s3cret@h/a # x\n', '+  repository: https://***@h/a # x\n'],
  ["url: 'https://:tok@en@h/a' and oci://a:b@c", "url: 'https://***@h/a' and oci://***@c"],
  ['image: https://h/a@sha256:abc, http://h:80/@scope', 'image: https://h/a@sha256:abc, http://h:80/@scope'],
])('%j shows no login: %j', (text, expected) => {
  expect(withoutLogins(text)).toBe(expected);
});

it('a version that is not there is answered with the newest that are', () => {
  expect(versionHint(['6', '5', '4', '3', '2', '1'])).toBe('the newest there are 6, 5, 4, 3, 2');
  expect(versionHint([])).toBe('look at the name of the chart');
});
