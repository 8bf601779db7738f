/** Schedules as the API would find them. */
import { aCycle, anAlert } from '../factories/resources.js';
import { aBackup, aCluster, aLocation, aNamespace, aSchedule, aUser } from './builders.js';
import type { Running } from './running-api.js';

/** Schedules of one cluster, each with an open cycle, its backup and an alert about it. */
export function fill({ services }: Running, schedules: number): void {
  const [user, cluster, location] = [aUser(), aCluster(), aLocation()];
  services.userRows = [user];
  services.clusterRows = [cluster];
  services.locationRows = [location];
  services.scheduleRows = Array.from({ length: schedules }, (_, index) =>
    aSchedule({
      name: `schedule-${index}`,
      ownerId: user.id,
      clusterId: cluster.id,
      locationId: location.id,
      missing: ['billing'],
      ...(index % 2 === 1 && { state: 'SUSPENDED', nextDueAt: null }),
    }),
  );
  services.cycleRows = services.scheduleRows.map(({ id }) => aCycle({ scheduleId: id, trigger: 'PLANNED' }));
  services.backupRows = services.cycleRows.map(({ id, scheduleId }) =>
    aBackup({ cycleId: id, scheduleId, clusterId: cluster.id }),
  );
  services.backupsByCycle = new Map(services.backupRows.map((each) => [each.cycleId, each]));
  services.alertRows = services.backupRows.map(({ id, scheduleId }) =>
    anAlert({ scheduleId, backupId: id, subjectId: scheduleId ?? '' }),
  );
  for (const { id } of services.backupRows) {
    services.namespaceRows.set(id, [
      aNamespace({ name: 'billing', fate: 'MISSING', uid: null, reason: 'not found' }),
      aNamespace({ name: 'shop' }),
      aNamespace({ name: 'wiki', fate: 'MISSING', uid: null, reason: 'Terminating' }),
    ]);
  }
}

export function only(api: Running) {
  const [schedule] = api.services.scheduleRows;
  const [backup] = api.services.backupRows;
  if (schedule === undefined || backup === undefined) throw new Error('nothing was filled in');
  return { schedule, backup };
}

/** Asks for fields of the only schedule. */
export async function askSchedule(api: Running, fields: string) {
  const { schedule } = only(api);
  const answer = await api.query(`{ backupSchedule(id: "${schedule.id}") { ${fields} } }`);
  return { answer, shown: (answer.body.data as { backupSchedule: unknown }).backupSchedule };
}
