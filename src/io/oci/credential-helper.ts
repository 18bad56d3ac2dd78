// Docker's credential helpers: programs `docker-credential-NAME` that keep logins (docker-credential-helpers protocol).
import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { CsctlError } from '../../problem/problem.ts';
import type { Credential } from './credentials.ts';

/** A helper may ask the user to unlock a keyring. */
const PATIENCE = 60_000;
/** Most that a helper may print, in bytes. */
const OUTPUT_LIMIT = 1024 * 1024;

/**
 * Asks a helper for the login of a registry; undefined when it has none.
 * @param name from config.json
 * @param server the registry, as it stands in config.json
 * @param searchPath as in PATH; places that are relative are passed over: the current folder may be anybody's
 * @param patience how long it may take, in milliseconds
 * @throws CsctlError `credentials-unreadable`
 */
export async function askHelper(
  name: string,
  server: string,
  searchPath: string,
  patience = PATIENCE,
): Promise<Credential | undefined> {
  const program = `docker-credential-${name}`;
  const file = /^[A-Za-z0-9_.-]+$/.test(name) ? findProgram(program, searchPath) : undefined;
  if (file === undefined) throw failed(program, 'is not in PATH', server);
  const { status, output } = await run(file, server, patience).catch((error: Error) => {
    throw failed(program, error.message, server);
  });
  if (status !== 0) {
    if (/credentials not found/i.test(output)) return undefined;
    // What it printed may hold a secret.
    throw failed(program, `ended with ${status}`, server);
  }
  return parseAnswer(output, program, server);
}

function parseAnswer(output: string, program: string, server: string): Credential | undefined {
  let answer: { Username?: unknown; Secret?: unknown } | null;
  try {
    answer = JSON.parse(output) as typeof answer;
  } catch {
    throw failed(program, 'did not answer with JSON', server);
  }
  const { Username: username, Secret: secret } = answer ?? {};
  if (typeof username !== 'string' || typeof secret !== 'string')
    throw failed(program, 'answered without Username and Secret', server);
  if (secret === '') return undefined;
  if (username === '<token>') return { source: program, identityToken: secret };
  return { source: program, login: { username, password: secret } };
}

function findProgram(program: string, searchPath: string): string | undefined {
  const names = process.platform === 'win32' ? [`${program}.exe`] : [program];
  const folders = searchPath.split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Runs the helper without a shell. @throws Error in words for the user */
function run(
  file: string,
  server: string,
  patience: number,
): Promise<{ status: number | NodeJS.Signals; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, ['get'], { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
    let output = '';
    const giveUp = (why: string) => {
      clearTimeout(timer);
      child.kill();
      // What the helper started may live on and hold its output open.
      child.stdout.destroy();
      reject(new Error(why));
    };
    const timer = setTimeout(() => {
      giveUp(`gave no answer within ${Math.ceil(patience / 1000)} seconds`);
    }, patience);
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      output += piece;
      if (output.length > OUTPUT_LIMIT) giveUp(`printed more than ${OUTPUT_LIMIT} bytes`);
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      giveUp(`cannot be run (${error.code ?? 'unknown'})`);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ status: code ?? signal ?? 1, output });
    });
    // A helper may end without reading.
    child.stdin.on('error', () => undefined).end(server);
  });
}

const failed = (program: string, why: string, server: string): CsctlError =>
  new CsctlError('credentials-unreadable', `${program}, which Docker's config.json names, ${why}`, {
    hint: `try: echo ${server} | ${program} get; or remove it from config.json, or set OCI_USERNAME and OCI_PASSWORD`,
  });
