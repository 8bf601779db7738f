import { Field, ID, ObjectType } from 'type-graphql';
import {
  SEARCH_KINDS,
  SEARCH_MATCHES,
  type SearchFind,
  type SearchKind,
  type SearchMatch,
} from '../../domain/search.js';
import { enumOf } from '../enum-of.js';
import { uncountedConnectionOf } from './connection.type.js';

export const SearchKindEnum = enumOf('SearchKind', 'What a search looks through.', SEARCH_KINDS);
const SearchMatchEnum = enumOf('SearchMatch', 'How a find matches, the best first.', SEARCH_MATCHES);

@ObjectType('SearchFind', { description: 'Something that a search found.', simpleResolvers: true })
export class SearchFindType implements SearchFind {
  @Field(() => SearchKindEnum, { description: 'What it is.' })
  readonly kind: SearchKind;

  @Field(() => ID, { description: 'Its UUID; that of its cluster for a namespace.' })
  readonly id: string;

  @Field(() => String, { description: 'Its name.' })
  readonly name: string;

  @Field(() => SearchMatchEnum, { description: 'How it matches.' })
  readonly match: SearchMatch;

  @Field(() => String, {
    nullable: true,
    description: 'The label that matches, as `key=value`; null when its name does.',
  })
  readonly label: string | null;
}

export const SearchConnectionType = uncountedConnectionOf('Search', () => SearchFindType);
