// What is wrong with a text of one or more documents, as far as it shows before data is made of it.
import type { Document } from 'yaml';
import { documentFaults } from './document-faults.ts';
import { tellable, type Fault } from './fault.ts';
import { syntaxFaults } from './syntax-faults.ts';

/** The first fault, those of the syntax before those of what parses; undefined where there is none. */
export function firstFault(text: string, documents: readonly Document.Parsed[]): Fault | undefined {
  const errors = documents.flatMap((document) => document.errors);
  const fault = syntaxFaults(text, errors, documents)[0] ?? documentFaults(text, documents)[0];
  return fault && tellable(text, fault);
}
