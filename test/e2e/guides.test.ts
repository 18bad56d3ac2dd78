// Every command line of the guides, run as it stands there, in the order of a reader's way; the world around is made of stand-ins.
import { describe, expect, it } from 'vitest';
import { useInstalledPackage } from '../support/csctl.ts';
import { commandsOf, fileOf } from '../support/guides/blocks.ts';
import { JOURNEYS } from '../support/guides/journeys.ts';
import { Machine } from '../support/guides/machine.ts';

useInstalledPackage();

/** Milliseconds for all guides of a way. */
const PATIENCE = 300_000;

describe('the guides work, line by line:', () => {
  it.each(JOURNEYS)('$name', { timeout: PATIENCE }, async ({ pages, setUp, env, before }) => {
    const machine = await Machine.start();
    await setUp?.(machine);
    for (const page of pages) {
      await before?.[page]?.(machine);
      const lines = commandsOf(page).filter(({ sort }) => sort === 'console');
      expect(lines.length, page).toBeGreaterThan(0);
      for (const { command, codes, line } of lines) {
        const { code, stdout, stderr } = await machine.run(command, env);
        const place = `${fileOf(page)}:${line}: ${command}\n${stdout}${stderr}`;
        expect(codes, place).toContain(code);
        expect(Machine.tells(stdout + stderr), place).toBe(false);
      }
    }
  });
});
