/** Scalars of the schema, under the names it shows them by. */
export { GraphQLDateTime as DateTime, GraphQLSafeInt as SafeInt } from 'graphql-scalars';
