import { findCategorieLegale } from "../../regles/public-prioritaire/categorie.ts";
import type { StatutLabel } from "../../regles/public-prioritaire/label.ts";
import { type Definition, requise } from "../decode/colonne.ts";
import { quote } from "../french.ts";
import { numeroUnique } from "../sne/numero-unique.ts";
import { foldCode, sirenBailleur } from "../values/code.ts";
import { jour } from "../values/date.ts";
import { isEmpty, type Lecteur, reject, warn } from "../values/defaut.ts";

/**
 * We know of no published layout of these files: extractions are requested from each préfecture and bailleur. The first name of each column is ours,
 * as in the guide; the others are spellings met or likely. Other names are matched on the « colonnes » screen.
 */
const COMMUNES = {
  numeroUnique: requise(
    ["numero_unique", "NUD", "NUR", "num_unique", "n_unique", "numero_unique_demande", "numero_demande"],
    "secret",
    () => numeroUnique,
  ),
  // « secret »: a reason of priority is neither shown as an example nor quoted in an anomaly.
  categorie: {
    noms: ["categorie", "categorie_prioritaire", "categorie_public", "critere_priorite", "motif_priorite", "public"],
    genre: "secret",
    lecteur: () => categorie,
  },
  labelliseLe: {
    noms: [
      "date_labellisation",
      "date_de_labellisation",
      "labellise_le",
      "date_label",
      "date_reconnaissance",
      "date_de_reconnaissance",
      "date_priorite",
      "date",
    ],
    genre: "date",
    lecteur: jour,
  },
  sortiLe: {
    noms: ["date_sortie", "sorti_le", "date_de_sortie", "date_relogement", "date_de_relogement", "date_fin"],
    genre: "date",
    lecteur: jour,
  },
  statut: {
    noms: ["statut", "statut_syplo", "statut_labellisation", "etat", "situation"],
    genre: "code",
    lecteur: () => statut,
  },
  departement: {
    noms: ["departement", "code_departement", "dept", "dep"],
    genre: "code",
    lecteur: () => departement,
  },
} as const satisfies Readonly<Record<string, Definition<unknown>>>;

export const COLONNES_SYPLO = COMMUNES;

export const COLONNES_BAILLEUR = {
  ...COMMUNES,
  bailleur: requise(["siren_bailleur", "siret_bailleur", "siren", "siret"], "code", () => sirenBailleur),
} as const satisfies Readonly<Record<string, Definition<unknown>>>;

/** Recognised by the commission de médiation, or not said. The reason itself is dropped here. */
const categorie: Lecteur<"dalo" | "autre"> = (texte) => {
  if (isEmpty(texte)) return null;
  const found = findCategorieLegale(texte);
  if (found) return found.origine === "dalo" ? "dalo" : "autre";
  return /\bDALO\b/.test(foldCode(texte))
    ? "dalo"
    : warn(
        "categorie-inconnue",
        "La catégorie n’est ni « DALO » ni une lettre de la liste du CCH : la ligne est gardée, une liste locale peut la connaître. La valeur n’est pas répétée ici.",
        "autre",
      );
};

const STATUTS = new Map<string, StatutLabel>([
  ["ACTIF", "actif"],
  ["EN COURS", "actif"],
  ["LABELLISE", "actif"],
  ["LABELLISEE", "actif"],
  ["A RELOGER", "actif"],
  ["EN ATTENTE", "actif"],
  ["PRIORITAIRE", "actif"],
  ["RELOGE", "reloge"],
  ["RELOGEE", "reloge"],
  ["ATTRIBUE", "reloge"],
  ["BAIL SIGNE", "reloge"],
  ["SORTI", "sorti"],
  ["SORTIE", "sorti"],
  ["CADUC", "sorti"],
  ["RADIE", "sorti"],
  ["ANNULE", "sorti"],
  ["ABANDON", "sorti"],
  ["PERTE DU LABEL", "sorti"],
]);

const statut: Lecteur<StatutLabel> = (texte) =>
  isEmpty(texte)
    ? null
    : (STATUTS.get(foldCode(texte)) ??
      warn(
        "statut-inconnu",
        `Le statut ${quote(texte)} n’est pas connu (attendu : actif, relogé, sorti) : statut tenu pour inconnu.`,
      ));

/** « 52 », « 2A », « 974 », or « 052 » as in the SNE; the name of a department alone is not trusted. */
const departement: Lecteur<string> = (texte) => {
  if (isEmpty(texte)) return null;
  const code = foldCode(texte).replace(/^0(?=\d{2}$|2[AB]$)/, "");
  if (/^(?:\d{2}|2[AB]|97\d)$/.test(code)) return code;
  if (/^[1-9]$/.test(code)) return `0${code}`;
  return reject(
    "departement",
    `${quote(texte)} n’est pas un code de département (52, 2A, 974). Corrigez cette cellule.`,
  );
};
