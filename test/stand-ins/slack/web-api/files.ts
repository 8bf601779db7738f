import type { Json } from '../model/things.js';
import { type Method, needed, text } from './api-call.js';
import { writableChannel } from './channels.js';
import { authored } from './chat.js';
import { threadRoot } from './messages.js';
import { PlatformError } from './platform-error.js';

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  readonly uploadKey: string;
  title: string;
  bytes?: Buffer;
  channel?: string;
}

/** Files on their way: asked for, uploaded, shared. */
export class Files {
  readonly #files = new Map<string, StoredFile>();

  add(file: StoredFile): void {
    this.#files.set(file.id, file);
  }

  byId(id: string): StoredFile | undefined {
    return this.#files.get(id);
  }

  /** Takes the bytes sent to an upload address; false when the address is none or the length is not as told. */
  upload(uploadKey: string, bytes: Buffer): boolean {
    const file = [...this.#files.values()].find((one) => one.uploadKey === uploadKey);
    if (file === undefined || file.bytes !== undefined || file.length !== bytes.length) return false;
    file.bytes = bytes;
    return true;
  }
}

export const getUploadUrl: Method = ({ core, args }) => {
  const { workspace, files } = core;
  const length = Number(needed(args, 'length'));
  if (!Number.isInteger(length) || length <= 0) throw new PlatformError('invalid_arguments');
  const id = workspace.ids.next('F');
  const name = needed(args, 'filename');
  const uploadKey = workspace.ids.secret();
  files.add({ id, name, length, uploadKey, title: name });
  return { ok: true, upload_url: `${core.url}/upload/${uploadKey}`, file_id: id };
};

export const completeUpload: Method = ({ core, args }) => {
  const { workspace, files } = core;
  const given = Array.isArray(args.files) ? (args.files as Json[]) : [];
  if (given.length === 0) throw new PlatformError('invalid_arguments');
  const completed = given.map((entry) => {
    const file = files.byId(String(entry.id));
    if (file?.bytes === undefined) throw new PlatformError('file_not_found');
    file.title = text(entry, 'title') ?? file.name;
    return file;
  });
  const channelId = text(args, 'channel_id');
  if (channelId !== undefined) {
    const channel = writableChannel({ channel: channelId }, workspace);
    const threadTs = threadRoot(channel, text(args, 'thread_ts'));
    for (const file of completed) file.channel = channel.id;
    workspace.add({
      ...authored(workspace),
      channel: channel.id,
      text: text(args, 'initial_comment') ?? '',
      blocks: [],
      attachments: completed.map(({ id, title }) => ({ id, title, fallback: title })),
      ...(threadTs === undefined ? {} : { threadTs }),
      replyBroadcast: false,
    });
  }
  return { ok: true, files: completed.map(({ id, title }) => ({ id, title })) };
};
