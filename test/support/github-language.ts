// GitHub's own parser of workflows. It imports JSON in a way that Node 20 does not know, so it is bundled first.
import type * as WorkflowParser from '@actions/workflow-parser';
import type * as ActionParser from '@actions/workflow-parser/actions/action-parser';
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from './package.ts';

type Parser = typeof WorkflowParser & typeof ActionParser;
let parser: Promise<Parser> | undefined;

async function bundle(): Promise<Parser> {
  const folder = mkdtempSync(join(tmpdir(), 'csctl-parser-'));
  try {
    const outfile = join(folder, 'parser.cjs');
    const modules = ['@actions/workflow-parser', '@actions/workflow-parser/actions/action-parser'];
    const contents = modules.map((name) => `export * from '${name}';`).join('\n');
    const options = { bundle: true, platform: 'node', format: 'cjs', logLevel: 'silent' } as const;
    await build({ ...options, stdin: { contents, resolveDir: PROJECT }, outfile });
    return createRequire(import.meta.url)(outfile) as Parser;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What GitHub would refuse in the text of a workflow. */
export async function githubErrors(name: string, content: string): Promise<string[]> {
  parser ??= bundle();
  const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = await parser;
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(String);
}

/** The same of an action.yml. */
export async function githubActionErrors(name: string, content: string): Promise<string[]> {
  parser ??= bundle();
  const { parseAction, NoOperationTraceWriter } = await parser;
  const { context } = parseAction({ name, content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(String);
}
