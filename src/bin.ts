// Launcher of the installed package.
import { dirname } from 'node:path';
import { loadProgram } from './cli/installed.ts';

declare const __dirname: string;

void loadProgram(__dirname).start(process.argv.slice(2), dirname(__dirname));
