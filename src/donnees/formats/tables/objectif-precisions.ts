import type { Contingent } from "#droit/regles/attribution/attribution.ts";
import { dureeOfTrimestre, findDureeInvalide, yearOf } from "../../regles/convention/duree-objectif.ts";
import { isCodeLieu, type Lieu } from "../../regles/convention/lieu.ts";
import { OBJETS_ANNUELS, type Objet } from "../../regles/convention/objet.ts";
import type { Colonnes, Definition } from "../decode/colonne.ts";
import type { LigneEnCours } from "../decode/ligne.ts";
import type { ObjectifRow } from "../rows.ts";
import { CONTINGENTS_SNE } from "../sne/codes.ts";
import { codeCommune, oneOf } from "../values/code.ts";
import { jour } from "../values/date.ts";
import { texteLibre } from "../values/texte.ts";

const RESERVATAIRES = new Map([...CONTINGENTS_SNE].filter(([, code]) => code !== "AUCUN" && code !== "inconnu"));

const TRIMESTRES = new Map<string, 1 | 2 | 3 | 4>(
  ([1, 2, 3, 4] as const).flatMap((trimestre) => [
    [String(trimestre), trimestre],
    [`T${trimestre}`, trimestre],
  ]),
);

/** Optional columns of a line: its réservataire when no bailleur is named, its place, its part of the year. */
export const PRECISIONS = {
  reservataire: rare<Contingent>(["reservataire", "contingent"], "code", () => oneOf(RESERVATAIRES)),
  commune: rare<string>(["commune", "code_commune"], "code", () => codeCommune),
  secteur: rare<string>(["secteur"], "texte", () => texteLibre),
  qpv: rare<string>(["qpv", "code_qpv"], "texte", () => texteLibre),
  trimestre: rare<1 | 2 | 3 | 4>(["trimestre"], "code", () => oneOf(TRIMESTRES)),
  du: rare<string>(["du"], "date", (c) => jour(c, { future: true })),
  au: rare<string>(["au"], "date", (c) => jour(c, { future: true })),
};

function rare<T>(
  noms: readonly string[],
  genre: Definition<T>["genre"],
  lecteur: Definition<T>["lecteur"],
): Definition<T> {
  return { noms, genre, lecteur, rare: true };
}

type Precisions = Pick<ObjectifRow, "contingent" | "lieu" | "du" | "au">;
type Ligne = Pick<ObjectifRow, "annee" | "bailleur" | "objet">;

/** null: the line is left out, with its reason. */
export function readPrecisions(
  ligne: LigneEnCours,
  c: Colonnes<typeof PRECISIONS>,
  { annee, bailleur, objet }: Ligne,
): Precisions | null {
  const contingent = c.reservataire.read(ligne);
  const lieux = readLieux(ligne, c);
  const [lieu = null] = lieux;
  const duree = readDuree(ligne, c, { annee, lieu });
  const wrong =
    findPorteurInvalide({ bailleur, contingent }) ??
    (lieux.length > 1 ? DEUX_LIEUX : null) ??
    findLieuInvalide(lieu, objet) ??
    findDureeFausse(duree, annee) ??
    findAnneeSeule(objet, lieu, duree);
  if (wrong !== null) ligne.reject("objectif-incoherent", null, "", wrong);
  if (ligne.rejetee || (duree && "message" in duree)) return null;
  return { contingent, lieu, du: duree?.du ?? null, au: duree?.au ?? null };
}

function findPorteurInvalide({ bailleur, contingent }: Pick<ObjectifRow, "bailleur" | "contingent">): string | null {
  return bailleur !== null && contingent !== null ? DEUX_PORTEURS : null;
}

function findAnneeSeule(objet: Objet, lieu: Lieu | null, duree: Lue): string | null {
  return OBJETS_ANNUELS.includes(objet) && (lieu !== null || duree !== null) ? ANNEE_SEULE : null;
}

const DEUX_PORTEURS =
  "La ligne nomme un bailleur et un réservataire : un objectif n’a qu’un porteur. Videz l’une des deux cellules.";
const DEUX_LIEUX =
  "La ligne nomme plusieurs lieux (commune, secteur, quartier) : un objectif n’en a qu’un. Écrivez une ligne par lieu.";
const ANNEE_SEULE = "Cet objectif se compte à l’année et sur tout le territoire. Videz le lieu et la période.";

function readLieux(ligne: LigneEnCours, { commune, secteur, qpv }: Colonnes<typeof PRECISIONS>): readonly Lieu[] {
  const read = [
    ["commune", commune.read(ligne)],
    ["secteur", secteur.read(ligne)],
    ["qpv", qpv.read(ligne)],
  ] as const;
  return read.flatMap(([genre, code]) => (code === null ? [] : [{ genre, code }]));
}

function findLieuInvalide(lieu: Lieu | null, objet: Objet): string | null {
  if (lieu === null) return null;
  if (!isCodeLieu(lieu)) return `« ${lieu.code} » n’est pas un code de quartier prioritaire (QP052001, QN05201M).`;
  return lieu.genre === "qpv" && objet === "hors-qpv"
    ? "Un objectif hors QPV ne se mesure pas dans un quartier prioritaire. Corrigez l’objet ou le lieu."
    : null;
}

type Duree = { readonly du: string; readonly au: string };
/** `message`: the error in the period's writing. */
type Lue = Duree | { readonly message: string } | null;

/** null: the whole year of the whole territory. A place without dates covers the whole year. */
function readDuree(
  ligne: LigneEnCours,
  c: Colonnes<typeof PRECISIONS>,
  { annee, lieu }: Pick<ObjectifRow, "annee" | "lieu">,
): Lue {
  const [trimestre, du, au] = [c.trimestre.read(ligne), c.du.read(ligne), c.au.read(ligne)];
  const year = { du: `${annee}-01-01`, au: `${annee}-12-31` };
  if (trimestre !== null) {
    return du === null && au === null
      ? dureeOfTrimestre(annee, trimestre)
      : { message: "La ligne dit un trimestre et des dates : gardez l’un des deux." };
  }
  if (du === null && au === null) return lieu === null ? null : year;
  if (du === null || au === null) return { message: "La période n’a qu’une date : écrivez son début et sa fin." };
  return lieu === null && du === year.du && au === year.au ? null : { du, au };
}

function findDureeFausse(duree: Lue, annee: number): string | null {
  if (duree === null) return null;
  if ("message" in duree) return duree.message;
  if (yearOf(duree.du) !== annee) return `La période commence en ${yearOf(duree.du)}, et l’année est ${annee}.`;
  const wrong = findDureeInvalide(duree);
  return wrong === null ? null : `La période n’est pas comprise : ${wrong}`;
}
