import type { Workspace } from '../model/workspace.js';

/** A small company: three who run backups, a guest, someone who left, someone of a partner company. */
export function demoWorld(workspace: Workspace): void {
  const mara = workspace.addUser({ name: 'mara', realName: 'Mara Lindqvist', isAdmin: true });
  const jonas = workspace.addUser({ name: 'jonas', realName: 'Jonas Weber' });
  const priya = workspace.addUser({ name: 'priya', realName: 'Priya Raman', tz: 'Asia/Kolkata' });
  const guest = workspace.addUser({ name: 'guest', realName: 'Gwen Ost (guest)', guest: 'multi-channel' });
  workspace.addUser({ name: 'leaver', realName: 'Leo Aver', deleted: true });
  const partner = workspace.addTeam({ domain: 'partner', name: 'Partner' });
  const tomas = workspace.addUser({ name: 'tomas', realName: 'Tomas Novak (partner)', team: partner });
  const everyone = [mara, jonas, priya, guest];
  workspace.addChannel({ name: 'general', members: everyone, withBot: false, topic: 'Everybody' });
  workspace.addChannel({ name: 'backup-alerts', members: everyone, topic: 'What backups have to say' });
  workspace.addChannel({ name: 'payments', members: [mara, jonas, priya], topic: 'Team payments' });
  workspace.addChannel({ name: 'platform-oncall', members: [mara, jonas], isPrivate: true });
  workspace.addChannel({ name: 'shared-partner', members: [...everyone, tomas], isExtShared: true });
}
