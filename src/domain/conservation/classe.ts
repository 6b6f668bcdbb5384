/** What a column of the database holds, from nobody to what is most private. Each column carries one: « @classe C2 » in its comment. */
export const CLASSES = ["C0", "C1", "C2", "C3", "C4", "C5", "C6", "C7"] as const;
export type Classe = (typeof CLASSES)[number];

export const LIBELLE_CLASSE: Readonly<Record<Classe, string>> = {
  C0: "Aucune personne physique",
  C1: "Agents : identité, habilitations, connexions",
  C2: "Demandeurs : identité, coordonnées, ménage, ressources",
  C3: "Données sensibles : santé, handicap, violences, motifs de priorité",
  C4: "Pièces justificatives",
  C5: "Décisions concernant un ménage",
  C6: "Faits sans nom : attributions, demandes, effectifs",
  C7: "Journal des accès et des actes",
};

/** The class written at the end of a column's comment; null when there is none. */
export function parseClasse(commentaire: string | null): Classe | null {
  return parseCode(/ ?@classe (C[0-7])$/.exec(commentaire ?? "")?.[1] ?? "");
}

export function parseCode(texte: string): Classe | null {
  return CLASSES.find((classe) => classe === texte) ?? null;
}

/** What the comment says before its class, in French. */
export function libelleOf(commentaire: string | null): string {
  return (commentaire ?? "").replace(/ ?@classe C[0-7]$/, "");
}

/** About somebody who has a demande: what a right of access is answered with. */
export const CLASSES_DEMANDEUR: readonly Classe[] = ["C2", "C3", "C4", "C5"];

/**
 * Where a class may be: names, health and papers are in schemas of their own, never columns of the same table (GDPR art. 25 and 32:
 * what is kept apart does not leave together).
 */
export function isAtHome(classe: Classe, schema: string, table: string): boolean {
  // How a household comes back is of the login: hashes, and the identifier of its file.
  if (classe === "C2") return schema === "nominatif" || (schema === "acces" && table.endsWith("_dossier"));
  if (classe === "C3") return schema === "sensible";
  if (classe === "C4") return table === "piece" && (schema === "nominatif" || schema === "sensible");
  if (classe === "C7") return schema === "journal";
  return true;
}

/** Columns that are not at home, each with the reason. */
export const HORS_PLACE: Readonly<Record<string, string>> = {
  "public.lot_rejet.brut":
    "a rejected line is kept as it came, before anybody knows what it holds: opened to those who deposit, three months",
  "public.lot_rejet.anomalies": "quotes the faulty values of the rejected line; goes with it",
  "public.lot_anomalie.exemple": "one faulty value, to find it again in the file; emptied with the rejected lines",
  "public.lot_anomalie.message": "may quote that value; emptied with it",
  "public.registre_effacement.numero_hash": "a keyed hash, of nobody any more: it must outlive the rows that it erases",
};
