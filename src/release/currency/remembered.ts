// An upstream that is asked each question about images once in a run.
import type { Upstream } from '../upstream-ports.ts';

/** The same upstream, with its answers about images kept. */
export function remembered(upstream: Upstream): Upstream {
  const { images } = upstream;
  return {
    ...upstream,
    images: {
      look: once((url: string) => images.look(url)),
      text: once((url: string) => images.text(url)),
      tag: once((image: string, tag: string) => images.tag(image, tag)),
    },
  };
}

function once<A extends string[], T>(ask: (...question: A) => Promise<T>): (...question: A) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (...question) => {
    const key = JSON.stringify(question);
    const answer = answers.get(key) ?? ask(...question);
    answers.set(key, answer);
    return answer;
  };
}
