import { isSiret } from "#socle/regles/shared/siren.ts";
import type { Disposition, Tete } from "../decode/disposition.ts";
import { buildEntete } from "../decode/entete.ts";
import type { LectureOptions } from "../lecture.ts";
import type { Profil } from "../profil.ts";
import { refusals } from "../refusals.ts";
import { openRpls, PROFIL_RPLS } from "./logement.ts";
import { listPositions } from "./positions.ts";

/**
 * Ranks in the first line of a collecte file, which describes the bailleur: year, internal number, names, five address lines, SIRET, count, comment.
 */
const [ANNEE, RAISON_SOCIALE, SIRET, NOMBRE] = [0, 2, 9, 10];
const CHAMPS_MIN = 10;

/** A bailleur's own file: no column names, but a first line that describes the bailleur; null without such a line. Throws `siret-bailleur`. */
export function findCollecte(tete: Tete, options: Pick<LectureOptions, "source">): Disposition | null {
  if (options.source !== undefined && options.source !== "rpls") return null;
  const first = tete[0];
  if (!first) return null;
  const cells = first.cells.map((cell) => cell.trim());
  const annee = Number(/^(?:19|20)\d{2}$/.exec(cells[ANNEE] ?? "")?.[0]);
  if (!annee || cells.length < CHAMPS_MIN || cells.length > 16) return null;
  const siret = (cells[SIRET] ?? "").replace(/\s/g, "");
  if (!/^\d{14}$/.test(siret)) return null;
  if (!isSiret(siret)) throw refusals.siretBailleur(first.ligne);
  const bailleur = { siren: siret.slice(0, 9), nom: cells[RAISON_SOCIALE] || null };
  const annonces = /^\d{1,6}$/.test(cells[NOMBRE] ?? "") ? Number(cells[NOMBRE]) : null;
  const entete = buildEntete(listPositions(annee), first.ligne);
  return { entete, profil: buildProfil({ annee, bailleur, annonces }), score: entete.cells.length };
}

type Annonce = {
  readonly annee: number;
  readonly bailleur: { readonly siren: string; readonly nom: string | null };
  readonly annonces: number | null;
};

function buildProfil({ annee, bailleur, annonces }: Annonce): Profil<"rpls"> {
  return {
    ...PROFIL_RPLS,
    open: (entete, contexte) => ({
      ...openRpls(entete, contexte, { profil: "rpls-collecte", bailleur }),
      periodeAnnoncee: String(annee),
      finish: (lues) =>
        annonces === null || lues === annonces
          ? null
          : {
              code: "enregistrements-annonces",
              message: `L’en-tête annonce ${annonces} logements, le fichier en contient ${lues} : il est peut-être coupé. Vérifiez auprès du bailleur avant de publier.`,
            },
    }),
  };
}
