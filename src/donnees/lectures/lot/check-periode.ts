import { illisible, Refus } from "#socle/regles/shared/refus.ts";
import type { Source } from "#socle/regles/shared/source.ts";
import type { Anomalie } from "../../formats/lecture.ts";
import type { CleLot, LotQueries } from "./ports.ts";

export type PeriodeQuestion = {
  readonly lot: CleLot;
  readonly source: Source;
  readonly fichier: string;
  readonly demandee: string | null;
  readonly annoncee: string | null;
  readonly profil: string;
};

export type PeriodeTrouvee = {
  readonly periode: string;
  readonly anomalies: readonly { readonly anomalie: Anomalie; readonly lignes: number }[];
};

/** Above this share of dated lines outside it, the requested period is wrong. */
const TOLERANCE_HORS_PERIODE = 0.1;

/**
 * The lot's period: the officer's, else the file's own, else read in its dates or its name; never guessed. Refuses `plusieurs-bailleurs`,
 * `periode-invalide`, `periode-differente`, `periodes-melangees`, `periode-absente`.
 */
export async function findPeriode(
  lots: Pick<LotQueries, "anneesOf" | "bailleursOf">,
  question: PeriodeQuestion,
): Promise<PeriodeTrouvee> {
  checkForm(question.demandee);
  switch (question.source) {
    case "communes":
      return { periode: "contours", anomalies: [] };
    case "qpv":
      return { periode: question.profil.slice("qpv-".length), anomalies: [] };
    case "seuils":
    case "objectifs":
    case "resultats":
    case "resultats-nationaux":
      return { periode: spanOf(await lots.anneesOf(question.lot, question.source)), anomalies: [] };
    case "sne-attributions":
      return findAttributionsPeriode(lots, question);
    case "rpls":
    case "sne-demandes":
    case "syplo":
      return { periode: findVintage(question), anomalies: [] };
    case "prioritaires-bailleur":
      return { periode: await findListe(lots, question), anomalies: [] };
    case "ops":
      return { periode: await findEnquete(lots, question), anomalies: [] };
  }
}

function checkForm(demandee: string | null): void {
  if (demandee !== null && !/^\d{4}(-T[1-4])?$/.test(demandee)) {
    throw illisible(
      "periode-invalide",
      `La période « ${demandee} » n’est pas reconnue. Écrivez une année (2017) ou un trimestre (2018-T3).`,
      { demandee },
    );
  }
}

/** Sources whose lines never say their year, in a file whose name does not either: it must be asked. */
export function mustAskPeriode(source: Source, fichier: string): boolean {
  return SANS_ANNEE.has(source) && yearInName(fichier) === undefined;
}

const SANS_ANNEE: ReadonlySet<Source> = new Set(["rpls", "sne-demandes", "syplo", "prioritaires-bailleur"]);

function yearInName(fichier: string): string | undefined {
  return /(?<!\d)(20\d\d)(?!\d)/.exec(fichier)?.[1];
}

function findVintage({ demandee, annoncee, fichier }: PeriodeQuestion): string {
  if (demandee !== null && annoncee !== null && demandee !== annoncee) {
    throw new Refus(
      "periode-differente",
      `Vous annoncez ${demandee}, mais le fichier dit ${annoncee}. Corrigez l’année, ou déposez le bon fichier.`,
      { demandee, annoncee },
    );
  }
  const periode = demandee ?? annoncee ?? yearInName(fichier);
  if (!periode) {
    throw new Refus(
      "periode-absente",
      `Le fichier « ${fichier} » ne dit pas son année. Indiquez le millésime (par exemple 2017).`,
      { fichier },
    );
  }
  return periode;
}

/** « 2018-999000011 »: a bailleur's list does not replace another's. Refuses `plusieurs-bailleurs`. */
async function findListe(lots: Pick<LotQueries, "bailleursOf">, question: PeriodeQuestion): Promise<string> {
  const bailleurs = await lots.bailleursOf(question.lot, question.source);
  if (bailleurs.length > 1) {
    throw new Refus(
      "plusieurs-bailleurs",
      `« ${question.fichier} » mêle les listes de ${bailleurs.length} bailleurs (${bailleurs.slice(0, 3).join(", ")}). Déposez un fichier par bailleur.`,
      { bailleurs },
    );
  }
  return [findVintage(question), ...bailleurs].join("-");
}

/**
 * « 2018 » for a file of several bailleurs (the EPCI's), « 2018-999000011 » for a bailleur's own, which does not replace the others'. Refuses
 * `periodes-melangees`, `periode-differente`.
 */
async function findEnquete(
  lots: Pick<LotQueries, "anneesOf" | "bailleursOf">,
  question: PeriodeQuestion,
): Promise<string> {
  const read = await lots.anneesOf(question.lot, question.source);
  if (read.length > 1) {
    throw new Refus(
      "periodes-melangees",
      `« ${question.fichier} » mêle plusieurs enquêtes (${describe(read)}). Déposez un fichier par enquête.`,
      { fichier: question.fichier },
    );
  }
  const enquete = findVintage({ ...question, annoncee: spanOf(read) });
  const bailleurs = await lots.bailleursOf(question.lot, question.source);
  return bailleurs.length === 1 ? `${enquete}-${bailleurs[0]}` : enquete;
}

type AnneeLue = { readonly annee: number | null; readonly trimestre: number | null; readonly nombre: number };

async function findAttributionsPeriode(
  lots: Pick<LotQueries, "anneesOf">,
  question: PeriodeQuestion,
): Promise<PeriodeTrouvee> {
  const read = await lots.anneesOf(question.lot, question.source);
  const dated = read.filter((row) => row.annee !== null);
  const total = sum(dated);
  const periode = question.demandee ?? mainYear(dated, total, question.fichier);
  const outside = total - sum(dated.filter((row) => isIn(row, periode)));
  if (total > 0 && outside / total > TOLERANCE_HORS_PERIODE) {
    throw new Refus(
      "periode-differente",
      `${outside} baux sur ${total} ne sont pas de la période ${periode} (le fichier couvre ${describe(dated)}). Choisissez la bonne période, ou déposez une période à la fois.`,
      { periode, outside, total },
    );
  }
  const unsigned = sum(read.filter((row) => row.annee === null));
  return {
    periode,
    anomalies: [
      ...(outside > 0
        ? [
            {
              lignes: outside,
              anomalie: warn(
                "hors-periode",
                `Bail signé hors de ${periode} : gardé dans le lot, compté dans le fichier de son année.`,
              ),
            },
          ]
        : []),
      ...(unsigned > 0
        ? [
            {
              lignes: unsigned,
              anomalie: warn(
                "bail-non-signe",
                "Pas de date de signature du bail : l’attribution n’est pas comptée, la loi ne retient que les baux signés.",
              ),
            },
          ]
        : []),
    ],
  };
}

function mainYear(dated: readonly AnneeLue[], total: number, fichier: string): string {
  if (total === 0) {
    throw new Refus(
      "periode-absente",
      `Aucune date de signature de bail dans « ${fichier} » : impossible de savoir quelle année il couvre. Vérifiez la colonne DATE_SIGNATURE_BAIL.`,
      { fichier },
    );
  }
  const years = [...new Set(dated.map((row) => row.annee))];
  const main = years.find(
    (annee) => sum(dated.filter((row) => row.annee === annee)) >= total * (1 - TOLERANCE_HORS_PERIODE),
  );
  if (!main) {
    throw new Refus(
      "periodes-melangees",
      `Le fichier mêle plusieurs années (${describe(dated)}). Déposez une année à la fois, ou indiquez la période à retenir.`,
      { fichier },
    );
  }
  return String(main);
}

function isIn(row: AnneeLue, periode: string): boolean {
  const [annee, trimestre] = periode.split("-T");
  return row.annee === Number(annee) && (trimestre === undefined || row.trimestre === Number(trimestre));
}

function describe(dated: readonly AnneeLue[]): string {
  const years = [...new Set(dated.map((row) => row.annee))].sort();
  return years.map((annee) => `${annee} : ${sum(dated.filter((row) => row.annee === annee))}`).join(", ");
}

function spanOf(read: readonly AnneeLue[]): string {
  const years = read.flatMap((row) => (row.annee === null ? [] : [row.annee])).sort((a, b) => a - b);
  const [first, last] = [years[0], years.at(-1)];
  return first === last ? String(first) : `${first}-${last}`;
}

function sum(rows: readonly AnneeLue[]): number {
  return rows.reduce((total, row) => total + row.nombre, 0);
}

function warn(code: string, message: string): Anomalie {
  return { code, gravite: "AVE", ligne: 0, colonne: "DATE_SIGNATURE_BAIL", valeur: "", message };
}
