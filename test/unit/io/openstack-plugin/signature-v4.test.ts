// AWS Signature Version 4: the examples and the test suite that AWS publishes.
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../../src/stack/fingerprint.ts';
import { signRequest } from '../../../../src/io/openstack-plugin/signature-v4.ts';

const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const signatureOf = (headers: Record<string, string>) =>
  /Signature=([0-9a-f]+)$/.exec(headers['authorization'] ?? '')?.[1];

describe('the examples for S3 (Authenticating Requests: Using the Authorization Header)', () => {
  const key = {
    accessKey: 'AKIAIOSFODNN7EXAMPLE',
    secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    region: 'us-east-1',
    service: 's3',
  };
  const now = new Date('2013-05-24T00:00:00Z');
  const sign = (method: string, path: string, headers: Record<string, string>, payload = EMPTY) =>
    signRequest(
      {
        method,
        url: new URL(path, 'https://examplebucket.s3.amazonaws.com'),
        headers: { ...headers, 'x-amz-content-sha256': payload },
        payload,
      },
      key,
      now,
    );

  it('GET of an object', () => {
    const signed = sign('GET', '/test.txt', { range: 'bytes=0-9' });
    expect(signed).toEqual({
      range: 'bytes=0-9',
      'x-amz-content-sha256': EMPTY,
      'x-amz-date': '20130524T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    });
  });

  it('PUT of an object whose name has to be escaped', () => {
    const payload = digestOf('Welcome to Amazon S3.').slice('sha256:'.length);
    const headers = { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' };
    expect(signatureOf(sign('PUT', '/test$file.text', headers, payload))).toBe(
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    );
  });

  it.each([
    ['/?lifecycle', 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'],
    ['/?max-keys=2&prefix=J', '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'],
    ['/?prefix=J&max-keys=2', '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'],
  ])('GET of %s', (path, signature) => {
    expect(signatureOf(sign('GET', path, {}))).toBe(signature);
  });
});

describe('the test suite of AWS', () => {
  const key = {
    accessKey: 'AKIDEXAMPLE',
    secretKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    region: 'us-east-1',
    service: 'service',
  };

  it.each([
    ['get-vanilla', '/', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    [
      'get-vanilla-query-order-key-case',
      '/?Param2=value2&Param1=value1',
      'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
    ],
  ])('%s', (_name, path, signature) => {
    const url = new URL(path, 'https://example.amazonaws.com');
    const signed = signRequest(
      { method: 'GET', url, headers: {}, payload: EMPTY },
      key,
      new Date('2015-08-30T12:36:00Z'),
    );
    expect(signatureOf(signed)).toBe(signature);
  });
});
