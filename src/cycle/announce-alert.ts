/** Tells people of what happened to an alert, in the transaction of the change. */
import type { Alert } from '../domain/alert.js';
import type { AlertChange } from '../domain/alert-change.js';
import type { Stores } from '../domain/ports/stores.js';

/** Nobody is told yet: there are no routes and no mails. */
export async function announceAlert(_stores: Stores, _alert: Alert, _change: AlertChange): Promise<void> {}
