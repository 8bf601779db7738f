import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeConfig } from '../../src/config.js';
import { configFolder, KEY, OLD_KEY } from './config-folder.js';

const { folder, load, file, faultsOf, rowOf } = configFolder();

describe('keys', () => {
  it('are taken as they are', () => {
    const config = load({ HOLDFAST_SECRET_KEY: KEY, HOLDFAST_OLD_SECRET_KEYS: ` ${OLD_KEY} , ` });
    expect(config.secretKey).toBe(KEY);
    expect(config.oldSecretKeys).toEqual([OLD_KEY]);
  });

  it('the present key is no old key', () => {
    const { message } = faultsOf({ HOLDFAST_SECRET_KEY: KEY, HOLDFAST_OLD_SECRET_KEYS: KEY });
    expect(message).toContain('HOLDFAST_OLD_SECRET_KEYS: names the key of HOLDFAST_SECRET_KEY too');
    expect(message).not.toContain(KEY);
  });
});

describe('files', () => {
  it('a value is read from the file that _FILE names, without the white space around it', () => {
    file('key', `\n${KEY}\n`);
    expect(load({ HOLDFAST_SECRET_KEY_FILE: 'key' }).secretKey).toBe(KEY);
    expect(rowOf({ HOLDFAST_SECRET_KEY_FILE: 'key' }, 'HOLDFAST_SECRET_KEY')).toMatchObject({
      source: 'file',
    });
    file('port', '4100\n');
    expect(load({ HOLDFAST_PORT_FILE: join(folder(), 'port') }).port).toBe(4100);
  });

  it('a file that is missing or empty is a fault of the _FILE variable', () => {
    file('empty', ' \n');
    const { message } = faultsOf({ HOLDFAST_SECRET_KEY_FILE: 'nowhere', DATABASE_URL_FILE: 'empty' });
    expect(message).toMatch(
      /HOLDFAST_SECRET_KEY_FILE: names a file that cannot be read, "nowhere" \(ENOENT\)/,
    );
    expect(message).toMatch(/DATABASE_URL_FILE: names an empty file/);
  });

  it('a wrong value in a file is not quoted when it is a secret', () => {
    file('key', 'hunter2');
    expect(faultsOf({ HOLDFAST_SECRET_KEY_FILE: 'key' }).message).not.toContain('hunter2');
  });

  it('a variable and its _FILE together are a fault', () => {
    file('key', KEY);
    const { faults } = faultsOf({ HOLDFAST_SECRET_KEY: KEY, HOLDFAST_SECRET_KEY_FILE: 'key' });
    expect(faults).toHaveLength(1);
    expect(faults[0]?.problem).toMatch(/given twice/);
  });

  it('what names a file itself has no _FILE', () => {
    expect(faultsOf({ HOLDFAST_TLS_KEY_FILE: 'x' }).message).toContain('did you mean HOLDFAST_TLS_KEY?');
  });
});

describe('keys of backups', () => {
  const raw = Buffer.alloc(32, 3);
  const key = (name: string, bytes: string | Buffer, mode = 0o600) => {
    writeFileSync(join(folder(), name), bytes);
    chmodSync(join(folder(), name), mode);
    return name;
  };

  it('are read from files, raw or in base64, and old ones beside them', () => {
    key('raw', raw);
    key('text', `${OLD_KEY}\n`, 0o440);
    key('phrase', 'correct horse battery staple\n');
    const { backupKeys } = load({
      HOLDFAST_BACKUP_KEY_FILE: 'raw',
      HOLDFAST_BACKUP_OLD_KEY_FILES: `text:${join(folder(), 'text')}`,
      HOLDFAST_BACKUP_PASSPHRASE_FILE: 'phrase',
      HOLDFAST_BACKUP_OLD_PASSPHRASES: 'an older passphrase\nwith, a comma: too',
    });
    expect(backupKeys).toEqual({
      keyFile: raw,
      oldKeyFiles: [Buffer.from(OLD_KEY, 'base64'), Buffer.from(OLD_KEY, 'base64')],
      passphrase: 'correct horse battery staple',
      oldPassphrases: ['an older passphrase', 'with, a comma: too'],
    });
  });

  it.each<[string, () => string, RegExp]>([
    [
      'that is not there',
      () => 'nowhere',
      /"nowhere", which cannot be read \(ENOENT\): put the file back, or make one/,
    ],
    [
      'with too few bytes',
      () => key('short', raw.subarray(1)),
      /neither 32 bytes nor their base64: make one/,
    ],
    ['with a passphrase', () => key('words', 'hunter2 hunter2'), /neither 32 bytes nor their base64/],
    ['that is no key at all', () => key('long', Buffer.alloc(5_000)), /5000 bytes and is no key/],
    [
      'that everybody reads',
      () => key('open', raw, 0o644),
      /others may read or change \(mode 644\): chmod 600/,
    ],
    ['that its group writes', () => key('group', raw, 0o660), /mode 660/],
  ])('a file %s is one clear fault that quotes nothing of it', (_what, make, problem) => {
    for (const variable of ['HOLDFAST_BACKUP_KEY_FILE', 'HOLDFAST_BACKUP_OLD_KEY_FILES']) {
      const { faults, message } = faultsOf({ [variable]: make() });
      expect(faults.map((each) => each.variable)).toEqual([variable]);
      expect(faults[0]?.problem).toMatch(problem);
      expect(message).not.toContain('hunter2');
    }
  });

  it('a passphrase is long enough, in a file that others do not read, and quoted by no fault', () => {
    expect(faultsOf({ HOLDFAST_BACKUP_PASSPHRASE: 'hunter2' }).message).toMatch(/shorter than 12/);
    expect(faultsOf({ HOLDFAST_BACKUP_PASSPHRASE: 'hunter2' }).message).not.toContain('hunter2');
    expect(faultsOf({ HOLDFAST_BACKUP_OLD_PASSPHRASES: 'long enough for all\nshort' }).faults).toHaveLength(
      1,
    );
    key('open', 'correct horse battery staple', 0o644);
    expect(faultsOf({ HOLDFAST_BACKUP_PASSPHRASE_FILE: 'open' }).message).toMatch(
      /HOLDFAST_BACKUP_PASSPHRASE_FILE: names "open", which others may read or change/,
    );
  });

  it('a key is present or old, not both', () => {
    key('one', raw);
    key('copy', raw.toString('base64'));
    const phrase = 'correct horse battery staple';
    const { faults } = faultsOf({
      HOLDFAST_BACKUP_KEY_FILE: 'one',
      HOLDFAST_BACKUP_OLD_KEY_FILES: 'copy',
      HOLDFAST_BACKUP_PASSPHRASE: phrase,
      HOLDFAST_BACKUP_OLD_PASSPHRASES: phrase,
    });
    expect(faults.map(({ variable, problem }) => `${variable} ${problem}`)).toEqual([
      'HOLDFAST_BACKUP_OLD_KEY_FILES names the key of HOLDFAST_BACKUP_KEY_FILE too: leave it out',
      'HOLDFAST_BACKUP_OLD_PASSPHRASES names the key of HOLDFAST_BACKUP_PASSPHRASE too: leave it out',
    ]);
  });

  it('are not shown', () => {
    key('one', raw);
    const text = JSON.stringify(
      describeConfig(
        load({ HOLDFAST_BACKUP_KEY_FILE: 'one', HOLDFAST_BACKUP_PASSPHRASE: 'hunter2 hunter2' }),
      ),
    );
    expect(text).toContain(join(folder(), 'one'));
    for (const secret of ['hunter2', raw.toString('base64')]) expect(text).not.toContain(secret);
  });
});
