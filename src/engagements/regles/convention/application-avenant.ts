/**
 * How an avenant that takes effect inside a year bears on the objectives of that year, as it says itself. `annee-entiere`: its objectives are those of the
 * year since January. `a-compter`: leases signed before are held to the former version, the others to the avenant. `prorata`: one objective for the year, each
 * version weighing as many days as it was in force. No text chooses for the parties: an avenant that does not say cannot enter into force.
 */
export const APPLICATIONS = ["annee-entiere", "a-compter", "prorata"] as const;
export type Application = (typeof APPLICATIONS)[number];

export const LIBELLE_APPLICATION: Readonly<Record<Application, string>> = {
  "annee-entiere": "à toute l’année",
  "a-compter": "à compter de sa date",
  prorata: "au prorata des jours",
};

export function parseApplication(texte: string): Application | null {
  return APPLICATIONS.find((one) => one === texte) ?? null;
}
