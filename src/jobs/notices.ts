/** What makes Agenda look for jobs at once and not only once a second. */
import { EventEmitter } from 'node:events';
import {
  type JobNotification,
  type NotificationChannel,
  type NotificationChannelState,
  type NotificationHandler,
  toJobId,
} from 'agenda';

/**
 * Tells of rings within this process, and over `between` (PostgreSQL's NOTIFY) to all where the job store has that. News
 * of how jobs go on are not sent: nobody listens, and they are four more statements for every job.
 */
export class Notices extends EventEmitter implements NotificationChannel {
  readonly #handlers = new Set<NotificationHandler>();
  #connected: Promise<void> | undefined;

  constructor(private readonly between: NotificationChannel | undefined) {
    super();
    between?.on('error', (error) => this.emit('error', error));
  }

  get state(): NotificationChannelState {
    return this.between?.state ?? 'connected';
  }

  /** May be called twice, as by a process that rings first and takes jobs later. */
  connect(): Promise<void> {
    this.#connected ??= this.between?.connect() ?? Promise.resolve();
    return this.#connected;
  }

  async disconnect(): Promise<void> {
    this.#handlers.clear();
    this.#connected = undefined;
    await this.between?.disconnect();
  }

  subscribe(handler: NotificationHandler): () => void {
    this.#handlers.add(handler);
    const leave = this.between?.subscribe(handler);
    return () => {
      this.#handlers.delete(handler);
      leave?.();
    };
  }

  async publish(notification: JobNotification): Promise<void> {
    if (this.between === undefined) this.#tell(notification);
    else await this.between.publish(notification);
  }

  /** In this process alone: there is room for another job of this name. */
  lookAgain(jobName: string): void {
    this.#tell({ jobId: toJobId(''), jobName, nextRunAt: null, priority: 0, timestamp: new Date() });
  }

  #tell(notification: JobNotification): void {
    for (const handler of this.#handlers) void handler(notification);
  }
}
