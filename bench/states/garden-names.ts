/** What the bench and its gardens call the same thing. */
export const gardenToken = (garden: number): string => `garden-${garden}`;
export const projectOf = (garden: number): string => `p${garden}`;
