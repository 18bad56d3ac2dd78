// A server of images with their checksum files, and of one container image.
import type { Handler } from '../http-server.ts';
import type { Holdings } from '../../contract/image-source.contract.ts';

/** @param style `GET only`: as servers that refuse HEAD, and as registries that do not say a digest there */
export function imageServerHandler({ images, texts, tags }: Holdings, style: 'HEAD' | 'GET only'): Handler {
  return (request, response) => {
    const path = decodeURIComponent((request.url ?? '/').slice(1));
    const isHead = request.method === 'HEAD';
    const tag = /^v2\/library\/node\/manifests\/(.+)$/.exec(path)?.[1];
    if (path === 'v2/') return response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    if (tag !== undefined) {
      const digest = tags[tag];
      const headers = { 'content-type': 'application/json' };
      if (digest === undefined)
        return response.writeHead(404, headers).end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
      return response
        .writeHead(200, { ...headers, 'docker-content-digest': digest })
        .end(isHead ? undefined : '{}');
    }
    if (isHead && style === 'GET only') return response.writeHead(405).end();
    const image = images[path];
    const text = texts[path];
    if (image) {
      const size = image.size ?? 0;
      const modified = image.modified && { 'last-modified': new Date(image.modified).toUTCString() };
      if (isHead) return response.writeHead(200, { ...modified, 'content-length': size }).end();
      return response
        .writeHead(206, { ...modified, 'content-range': `bytes 0-0/${size}`, 'content-length': 1 })
        .end('x');
    }
    return text === undefined ? response.writeHead(404).end('none') : response.writeHead(200).end(text);
  };
}
