import type { ComptePrioritaire } from "#domain/droit/publics-prioritaires.ts";
import type { CubeFiltre } from "../bilan/ports.ts";

/** Leases of one bailleur (SIREN) that share contingent, priority and DALO. */
export type CompteBailleur = ComptePrioritaire & { readonly bailleur: string };

/** The same for one calendar month, 1 to 12. */
export type CompteMensuel = CompteBailleur & { readonly mois: number };

/** Every query reads the published lots, first and last month of the filter included. */
export type PublicsQueries = {
  comptes(filtre: CubeFiltre): Promise<readonly CompteBailleur[]>;
  comptesParMois(filtre: CubeFiltre): Promise<readonly CompteMensuel[]>;
};
