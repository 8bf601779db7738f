import { describe, expect, it } from 'vitest';
import { bucketKeyOf, markOf, type SeenInBucket } from '../../src/domain/backup-sync.js';

const SINCE = new Date('2026-11-22T03:00:00Z');
const BEFORE = new Date('2026-11-22T02:59:59Z');
const KEY = 'kube-system/holdfast-1/uid-1/metadata.json';
const ANOTHER = 'kube-system/another/uid-2/metadata.json';
const known = { manifestKey: KEY, vanishedAt: null, finishedAt: BEFORE };
const marked = { ...known, vanishedAt: BEFORE };

function seen(keys: readonly string[], unreadable = 0): SeenInBucket {
  return { keys: new Set(keys), unreadable, since: SINCE };
}
const OTHERS = seen([ANOTHER]);

describe('what a sync says of a backup that Holdfast knows', () => {
  it('is nothing while it is listed, whoever made it', () => {
    expect(markOf(known, seen([KEY]))).toBeNull();
  });

  it('is that it is gone, once, where others are listed and it is not', () => {
    expect(markOf(known, OTHERS)).toBe('gone');
    expect(markOf(marked, OTHERS)).toBeNull();
  });

  it('is that it is back where it is listed again, also by a listing that was not whole', () => {
    expect(markOf(marked, seen([KEY]))).toBe('returned');
    expect(markOf(marked, seen([KEY], 3))).toBe('returned');
  });

  it('is nothing by a listing that is empty or could not be read whole', () => {
    expect(markOf(known, seen([]))).toBeNull();
    expect(markOf(known, seen([ANOTHER], 1))).toBeNull();
    expect(markOf(marked, seen([]))).toBeNull();
  });

  it('is nothing of what ended after the sync began, or lies nowhere', () => {
    expect(markOf({ ...known, finishedAt: SINCE }, OTHERS)).toBeNull();
    expect(markOf({ ...known, finishedAt: null }, OTHERS)).toBeNull();
    expect(markOf({ ...known, manifestKey: null }, OTHERS)).toBeNull();
  });
});

describe('the key of a bucket', () => {
  const key = (endpoint: string | null) => bucketKeyOf({ endpoint, bucket: 'team' });

  it('is one however the endpoint is written', () => {
    const same = [
      'https://store.example',
      'https://STORE.example:443',
      'https://store.example./',
      'https://store.example/x',
    ];
    expect(new Set(same.map(key))).toEqual(new Set(['store.example:443/team']));
  });

  it('is one for every address of AWS, and another for each other host and port', () => {
    const hosts = [
      's3.amazonaws.com',
      's3.eu-central-1.amazonaws.com',
      's3-eu-west-1.amazonaws.com',
      's3-external-1.amazonaws.com',
      's3.dualstack.eu-central-1.amazonaws.com',
      's3-fips.us-gov-west-1.amazonaws.com',
      's3-fips.dualstack.us-east-1.amazonaws.com',
      's3-accelerate.amazonaws.com',
      's3-accelerate.dualstack.amazonaws.com',
      'team.s3.eu-central-1.amazonaws.com',
      'team.with.dots.s3.amazonaws.com',
      'bucket.vpce-0a1b-2c3d.s3.eu-central-1.vpce.amazonaws.com',
      'S3.EU-CENTRAL-1.AMAZONAWS.COM.',
    ];
    const keys = hosts.map((host) => [host, key(`https://${host}`)]);
    expect(keys).toEqual(hosts.map((host) => [host, 'aws/team']));
    expect(key(null)).toBe('aws/team');
    expect(key('http://store.example')).toBe('store.example:80/team');
    expect(key('https://store.example:9000')).toBe('store.example:9000/team');
  });

  it('is one for every address of AWS in China, whose buckets are others than those of the world', () => {
    const hosts = ['s3.cn-north-1.amazonaws.com.cn', 's3.dualstack.cn-northwest-1.amazonaws.com.cn'];
    expect(new Set(hosts.map((host) => key(`https://${host}`)))).toEqual(new Set(['aws.cn/team']));
  });

  it.each(['s3.amazonaws.com.store.example', 'mys3.amazonaws.com', 'ec2.amazonaws.com', 's3.example'])(
    'is that of its own host where %s is none of AWS for buckets',
    (host) => {
      expect(key(`https://${host}`)).toBe(`${host}:443/team`);
    },
  );
});
