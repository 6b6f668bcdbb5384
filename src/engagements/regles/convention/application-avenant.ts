/**
 * How an avenant that takes effect during a year applies to that year's objectives, by its own text. `annee-entiere`: its objectives hold since
 * January. `a-compter`: earlier leases are judged by the former version, later ones by the avenant. `prorata`: one objective for the year, each
 * version weighted by its days in force. No text chooses for the parties: a silent avenant cannot enter into force.
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
