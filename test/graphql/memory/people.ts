import { NotFound } from '../../../src/domain/errors/resource-errors.js';
import type { ApiServices } from '../../../src/graphql/services.js';
import { aToken, aUserGroup } from '../../factories/resources.js';
import { aUser } from '../builders.js';
import { among, found, pageOf } from './lists.js';
import type { MemoryRows } from './rows.js';

export function memoryUsers(memory: MemoryRows): ApiServices['users'] {
  return {
    create: (request, actor) =>
      memory.answer('users.create', [request, actor], () =>
        aUser({ name: request.name, role: request.role }),
      ),
    edit: (id, change, actor) =>
      memory.answer('users.edit', [id, change, actor], () => found('User', memory.userRows, id)),
    get: (id, actor) => memory.answer('users.get', [id, actor], () => found('User', memory.userRows, id)),
    page: (request, actor, filter) =>
      memory.answer('users.page', [request, actor, filter], () => pageOf(memory.userRows, request)),
    count: () => memory.answer('users.count', [], () => memory.userRows.length),
  };
}

export function memoryUserGroups(memory: MemoryRows): ApiServices['userGroups'] {
  return {
    create: (request, actor) =>
      memory.answer('userGroups.create', [request, actor], () => aUserGroup({ name: request.name })),
    edit: (id, change, actor) =>
      memory.answer('userGroups.edit', [id, change, actor], () => found('UserGroup', memory.groupRows, id)),
    remove: (id, actor) => memory.answer('userGroups.remove', [id, actor], () => undefined),
    get: (id, actor) =>
      memory.answer('userGroups.get', [id, actor], () => found('UserGroup', memory.groupRows, id)),
    getMany: (ids) => memory.answer('userGroups.getMany', [ids], () => among(memory.groupRows, ids)),
    page: (request, actor) =>
      memory.answer('userGroups.page', [request, actor], () => pageOf(memory.groupRows, request)),
    count: () => memory.answer('userGroups.count', [], () => memory.groupRows.length),
    members: (id, request, actor) =>
      memory.answer('userGroups.members', [id, request, actor], () => pageOf(memory.userRows, request)),
    countMembers: (ids) =>
      memory.answer('userGroups.countMembers', [ids], () => new Map(ids.map((id) => [id, 1]))),
    ofUsers: (ids, actor) =>
      memory.answer(
        'userGroups.ofUsers',
        [ids, actor],
        () => new Map(ids.map((id) => [id, memory.groupRows])),
      ),
  };
}

export function memoryAccessTokens(memory: MemoryRows): ApiServices['accessTokens'] {
  return {
    create: (request, actor) =>
      memory.answer('accessTokens.create', [request, actor], () => ({
        token: 'hf_shown-once',
        accessToken: aToken(request.userId, { name: request.name }),
      })),
    revoke: (id, actor) =>
      memory.answer('accessTokens.revoke', [id, actor], () => aToken(id, { id, revokedAt: new Date() })),
    ofUsers: (ids, actor) => memory.answer('accessTokens.ofUsers', [ids, actor], () => new Map()),
  };
}

export function memorySlackLinks(memory: MemoryRows): ApiServices['slackLinks'] {
  return {
    begin: (who, actor) =>
      memory.answer('slackLinks.begin', [who, actor], () => ({
        code: 'ABCDE-FGHJK',
        expiresAt: new Date('2026-11-20T12:10:00Z'),
      })),
    request: (code, actor) =>
      memory.answer('slackLinks.request', [code, actor], () => {
        throw new NotFound('SlackLink', 'x');
      }),
    confirm: (code, actor) =>
      memory.answer('slackLinks.confirm', [code, actor], () => ({
        id: '5d0b8f0a-0000-4000-8000-000000000001',
        userId: '5d0b8f0a-0000-4000-8000-000000000002',
        teamId: 'T1',
        teamName: 'Acme',
        slackUserId: 'U1',
        slackUserName: 'kim',
        linkedAt: new Date('2026-11-20T12:00:00Z'),
      })),
    remove: (id, actor) => memory.answer('slackLinks.remove', [id, actor], () => undefined),
    ofUsers: (ids, actor) => memory.answer('slackLinks.ofUsers', [ids, actor], () => new Map()),
  };
}

export function memoryIdentity(memory: MemoryRows): ApiServices['identity'] {
  return {
    usersByIds: (ids) => memory.answer('identity.usersByIds', [ids], () => among(memory.userRows, ids)),
  };
}
