// Launcher of the library of the installed package: what index.ts exports, out of the same bundle and with its code cache.
import { loadLibrary } from './cli/installed.ts';

declare const __dirname: string;

export const library = loadLibrary(__dirname).library();
