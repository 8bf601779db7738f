/** Scalars of the schema, under the names it shows them by. */
export {
  GraphQLDateTime as DateTime,
  GraphQLJSON as JSONValue,
  GraphQLSafeInt as SafeInt,
} from 'graphql-scalars';
