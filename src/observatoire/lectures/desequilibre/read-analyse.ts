import type { Base } from "#socle/lectures/base.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { interdit, introuvable } from "#socle/regles/shared/refus.ts";
import { isExclue } from "../../regles/desequilibre/exclusion.ts";
import { findMethode, METHODE_INITIALE, type MethodeDesequilibre } from "../../regles/desequilibre/methode.ts";
import { statistiques } from "../statistiques.ts";
import type { AnalyseDesequilibre, MemoireAnalyses } from "./analyse.ts";
import type { CommuneConnue } from "./unites.ts";

export type DesequilibreBase = Pick<Base, "acteur" | "parc" | "occupations" | "territoires" | "desequilibres">;

/** null: the last published, or the version in force today. */
export type QuestionDesequilibre = {
  readonly epci: string;
  readonly millesime: string | null;
  readonly enquete: string | null;
  readonly methode: number | null;
  readonly aujourdhui: string;
};

export type DesequilibresLus = {
  /** null: no stock is published. */
  readonly analyse: AnalyseDesequilibre | null;
  readonly millesimes: readonly string[];
  readonly enquetes: readonly string[];
  readonly methodes: readonly MethodeDesequilibre[];
  /** Version in force today, whichever is shown. */
  readonly enVigueur: number;
};

/** Draws for the stability of ranks: a share of 50 % is known within ± 5 points. */
const TIRAGES = 400;

/**
 * The requested reading, cached until something changes. For readers of the whole territory's indicators, who all share the cache. Refuses
 * `droit-absent`, `methode-inconnue`, `millesime-inconnu`, `enquete-inconnue`.
 */
export async function readDesequilibres(
  base: DesequilibreBase,
  memoire: MemoireAnalyses,
  question: QuestionDesequilibre,
): Promise<DesequilibresLus> {
  const { epci, aujourdhui } = question;
  if (!peutPartout(base.acteur, "indicateur-interne", "lire", epci)) {
    throw interdit("droit-absent", "Les indicateurs de ce territoire ne sont pas ouverts à votre habilitation.");
  }
  const [etat, millesimes, enquetes, ecrites, exclusions] = await Promise.all([
    base.territoires.etat(epci),
    base.parc.millesimes(epci),
    base.occupations.enquetes(epci),
    base.desequilibres.methodes(epci),
    base.desequilibres.exclusions(epci),
  ]);
  const methodes = [METHODE_INITIALE, ...ecrites];
  const enVigueur = findMethode(methodes, aujourdhui);
  const methode = chooseMethode(methodes, question.methode) ?? enVigueur;
  const millesime = choose(millesimes, question.millesime, "millesime-inconnu", "Ce millésime du parc");
  const enquete = choose(enquetes, question.enquete, "enquete-inconnue", "Cette enquête OPS");
  const said = { millesimes, enquetes, methodes, enVigueur: enVigueur.version };
  if (millesime === null) return { ...said, analyse: null };
  const actives = exclusions.filter((exclusion) => isExclue(exclusion, aujourdhui));
  const cle = JSON.stringify([epci, etat, millesime, enquete, methode, actives]);
  const analyse = await memoire.remember(cle, async () => {
    const [parc, occupations, communes] = await Promise.all([
      base.parc.residences(epci, millesime),
      enquete === null ? [] : base.occupations.lignes(epci, enquete),
      readCommunes(base, epci),
    ]);
    const donnees = { parc, occupations, communes, methode, exclusions: actives, enquete, millesime };
    return statistiques.run("analyserDesequilibres", { ...donnees, tirages: TIRAGES });
  });
  return { ...said, analyse };
}

/** A mark that changes with all sources of a territory's readings: publications, methods, exclusions. The day decides which are in force. */
export async function readEtatDesequilibres(
  base: Pick<Base, "territoires" | "desequilibres">,
  epci: string,
): Promise<string> {
  const etat = await Promise.all([
    base.territoires.etat(epci),
    base.desequilibres.methodes(epci),
    base.desequilibres.exclusions(epci),
  ]);
  return JSON.stringify(etat);
}

function chooseMethode(methodes: readonly MethodeDesequilibre[], version: number | null): MethodeDesequilibre | null {
  if (version === null) return null;
  const found = methodes.find((methode) => methode.version === version);
  if (found) return found;
  throw introuvable("methode-inconnue", "Cette version de la méthode n’existe pas. Choisissez-la dans la liste.");
}

function choose(known: readonly string[], asked: string | null, code: string, quoi: string): string | null {
  if (asked === null) return known.at(-1) ?? null;
  if (known.includes(asked)) return asked;
  throw introuvable(code, `${quoi} n’est pas publié. Choisissez dans la liste de la page.`);
}

/** Names of the territory's communes, and secteurs of the published contours. */
async function readCommunes(
  { territoires }: Pick<Base, "territoires">,
  epci: string,
): Promise<ReadonlyMap<string, CommuneConnue>> {
  const [communes, contours] = await Promise.all([territoires.perimetre(epci), territoires.contours(epci)]);
  const secteurs = new Map(contours.map(({ code, secteur }) => [code, secteur]));
  return new Map(communes.map(({ commune, nom }) => [commune, { nom, secteur: secteurs.get(commune) ?? null }]));
}
