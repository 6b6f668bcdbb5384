import { saisineLe } from "./vie.ts";

/** What a file owes to the national system; a later one waits for the earlier ones of the same demande. */
export const NATURES_TRANSMISSION = [
  "enregistrement",
  "modification",
  "renouvellement",
  "radiation",
  "reactivation",
] as const;
export type NatureTransmission = (typeof NATURES_TRANSMISSION)[number];

export const LIBELLE_NATURE_TRANSMISSION: Readonly<Record<NatureTransmission, string>> = {
  enregistrement: "Enregistrement",
  modification: "Modification",
  renouvellement: "Renouvellement",
  radiation: "Radiation",
  reactivation: "Annulation d’une radiation",
};

/** `envoyee`: it left, and nobody knows yet what became of it. `sans-objet`: a later act made it useless. */
export const ETATS_TRANSMISSION = ["a-envoyer", "envoyee", "refusee", "acceptee", "sans-objet"] as const;
export type EtatTransmission = (typeof ETATS_TRANSMISSION)[number];

/** States in which the national system may not hold what the file says. */
export const ETATS_OUVERTS = ["a-envoyer", "envoyee", "refusee"] as const satisfies readonly EtatTransmission[];
export type EtatOuvert = (typeof ETATS_OUVERTS)[number];

export const LIBELLE_ETAT_TRANSMISSION: Readonly<Record<EtatOuvert, string>> = {
  "a-envoyer": "À envoyer",
  envoyee: "Envoyées, sans réponse",
  refusee: "Refusées",
};

/** The same of one of them, after its name. */
export const DIT_ETAT_TRANSMISSION: Readonly<Record<EtatOuvert, string>> = {
  "a-envoyer": "à transmettre",
  envoyee: "transmis, sans réponse",
  refusee: "refusé",
};

/** Why the national system refused, as a desk says it; a code of the service that is not here is shown as it came. */
export const REFUS_SNE = ["deja-active", "numero", "radiee", "donnee", "droit", "autre"] as const;
export type RefusSne = (typeof REFUS_SNE)[number];

export const LIBELLE_REFUS_SNE: Readonly<Record<RefusSne, string>> = {
  "deja-active": "Une demande est déjà active pour cette personne",
  numero: "Le numéro n’y est pas connu",
  radiee: "La demande y est déjà radiée",
  donnee: "Une donnée manque, ou n’y est pas admise",
  droit: "Votre guichet n’y a pas ce droit",
  autre: "Autre raison",
};

/** What the desk does next. */
const SUITE_REFUS_SNE: Readonly<Record<RefusSne, string>> = {
  "deja-active":
    "Cherchez cette demande dans le SNE avec la personne : son numéro se recopie ici, et son ancienneté est gardée.",
  numero: "Relisez le numéro sur l’attestation, puis corrigez-le.",
  radiee: "Demandez au gestionnaire de l’y réactiver, ou fermez cette ligne si la radiation est juste.",
  donnee: "Complétez le dossier : la ligne redeviendra à envoyer.",
  droit: "Demandez-le au gestionnaire départemental du SNE.",
  autre: "Lisez la raison, corrigez, puis remettez la ligne à envoyer.",
};

function isRefusSne(code: string): code is RefusSne {
  return (REFUS_SNE as readonly string[]).includes(code);
}

/** The reason in a desk's words, then those of the national system, whatever its code. */
export function direRefus({ refus, reponse }: { readonly refus: string | null; readonly reponse: string | null }): {
  readonly raison: string;
  readonly suite: string;
} {
  const connu = refus !== null && isRefusSne(refus) ? refus : null;
  const code = refus !== null && connu === null ? `Code ${refus}` : null;
  const raison = [connu === null ? null : LIBELLE_REFUS_SNE[connu], code, reponse].filter((mot) => mot !== null);
  return { raison: raison.join(" : ") || "Raison inconnue", suite: SUITE_REFUS_SNE[connu ?? "autre"] };
}

/**
 * Day from which the household may lose by it, ISO: the préfet may be asked to register what the desk has not (CCH, art. R. 441-2-4-1), the national
 * system strikes off what it does not know to be renewed (art. R. 441-2-7). null: no text sets one.
 */
export function limiteOf({
  nature,
  deposeeLe,
  avant,
}: {
  readonly nature: NatureTransmission;
  readonly deposeeLe: string | null;
  readonly avant: string | null;
}): string | null {
  if (nature === "enregistrement") return deposeeLe === null ? null : saisineLe(deposeeLe);
  return nature === "renouvellement" ? avant : null;
}
