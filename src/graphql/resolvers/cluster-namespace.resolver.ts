import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { ObservedNamespace } from '../../domain/ports/cluster-gateway.js';
import { ClusterNamespaceType } from '../types/cluster.type.js';
import { LabelType, labelList } from '../types/label.type.js';

@Resolver(() => ClusterNamespaceType)
export class ClusterNamespaceResolver {
  @FieldResolver(() => [LabelType], { description: 'Labels, by key.' })
  labels(@Root() namespace: ObservedNamespace) {
    return labelList(namespace.labels);
  }
}
