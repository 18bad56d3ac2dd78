// TLS for servers on this machine: a certificate that nothing trusts, and a server that answers plain HTTP as Go's does.
import { createServer as createTlsServer } from 'node:https';
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:net';

/** Made for these tests, for 127.0.0.1, localhost and stacks.example, which there is only behind a proxy; it guards nothing. */
export const TEST_KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgF7TNkSUGQKaoysoh
HS8diz/ENkxUrAPexh+PqwD90G6hRANCAARwyp0Gm/kVU+bc5k96G2ndDzVqsJhn
6VJjC/oGqbN8pe3lNw41y3GZ+A2OtU4QB6ncceJqE9ykQPTKyo4D3BrY
-----END PRIVATE KEY-----
`;

export const TEST_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBszCCAVmgAwIBAgIUaLo0BlxiVRiFpLa5b0GjhEKrxBYwCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNdGVzdCByZWdpc3RyeTAgFw0yNjExMjEwMDE2MzNaGA8yMTI2
MTAyODAwMTYzM1owGDEWMBQGA1UEAwwNdGVzdCByZWdpc3RyeTBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABHDKnQab+RVT5tzmT3obad0PNWqwmGfpUmML+gaps3yl
7eU3DjXLcZn4DY61ThAHqdxx4moT3KRA9MrKjgPcGtijfzB9MB0GA1UdDgQWBBQQ
qBf2D7bhaBvdIOED6geiSYQ3XTAfBgNVHSMEGDAWgBQQqBf2D7bhaBvdIOED6gei
SYQ3XTAPBgNVHRMBAf8EBTADAQH/MCoGA1UdEQQjMCGHBH8AAAGCCWxvY2FsaG9z
dIIOc3RhY2tzLmV4YW1wbGUwCgYIKoZIzj0EAwIDSAAwRQIhAKxeLX/yyyiOZyYF
4sxSZhmyNyu4CjTHFL93I/JODpgwAiA/SHvOGC3EWgjYBOEsLNEpuGE2U/C8Lzs1
uVbQkmyzPA==
-----END CERTIFICATE-----
`;

const TLS_HANDSHAKE = 0x16;

/** @param answers whether plain HTTP gets an answer; else the connection is cut */
export function tlsServer(listener: RequestListener, answers: boolean): Server {
  const secure = createTlsServer({ key: TEST_KEY, cert: TEST_CERTIFICATE }, listener);
  return createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('readable', () => {
      const first = socket.read() as Buffer | null;
      if (first?.[0] === TLS_HANDSHAKE) {
        socket.unshift(first);
        secure.emit('connection', socket);
      } else if (answers) {
        const words = 'Client sent an HTTP request to an HTTPS server.\n';
        socket.end(`HTTP/1.0 400 Bad Request\r\ncontent-length: ${words.length}\r\n\r\n${words}`);
      } else socket.destroy();
    });
  });
}
