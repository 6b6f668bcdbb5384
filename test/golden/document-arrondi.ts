/**
 * Number of leases that the document prints as needed from a bailleur: rounded down, where the law's « au moins » rounds up
 * (its EPCI tests and totals do too: the document has not one rule).
 */
export function neededInDocument(total: number, taux: number): number {
  return Math.floor(Number((total * taux).toFixed(9)));
}
