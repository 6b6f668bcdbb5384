import { findValeur } from "#droit/regles/parametre.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import { RESIDENCE_MIN } from "../../regles/parc/definitions.ts";
import { type MailleZone, readZones, withDeclares } from "../zones.ts";
import { nameAbsentsRpls } from "./champs.ts";
import { figureEvolution } from "./figure-evolution.ts";
import { figureMixiteLoyers } from "./figure-mixite-loyers.ts";
import { figureResidences, figureVacanceResidences } from "./figures-residences.ts";
import { figureRepartition, figureStock } from "./figures-stock.ts";
import {
  figureGrandsTerritoires,
  figureVacance,
  figureVacancePeriodes,
  figureVacanceRecente,
} from "./figures-vacance.ts";
import { jourMillesime } from "./methodes.ts";
import type { ObservatoireParc } from "./parc.ts";
import type { MailleParc, ThemeParc, ZonesComparees } from "./ports.ts";
import { type SommeParc, sumParc, type VueParc } from "./sommes.ts";

export type QuestionParc = {
  readonly epci: string;
  /** null, or an unpublished one: the last. */
  readonly millesime: string | null;
  readonly theme: ThemeParc;
  readonly maille: MailleParc;
  /** Only filters the table of résidences. */
  readonly commune: string | null;
  /** SIREN of the only bailleur that is counted. */
  readonly bailleur?: string;
};

type BaseParc = Pick<Base, "parc" | "lots" | "territoires" | "faits">;

/** null when no vintage of RPLS is published. */
export async function computeParc(base: BaseParc, question: QuestionParc): Promise<ObservatoireParc | null> {
  const { epci } = question;
  const millesimes = await base.parc.millesimes(epci);
  const millesime = millesimes.find((one) => one === question.millesime) ?? millesimes.at(-1);
  if (millesime === undefined) return null;
  const [lue, zonesComparees] = await Promise.all([
    readVue(base, epci, millesime),
    base.parc.zonesComparees(epci, millesime),
  ]);
  const vue = keepBailleur(lue, question.bailleur);
  const { noms, communes } = nameCommunes(vue);
  const commune = question.commune !== null && noms.has(question.commune) ? question.commune : null;
  const somme = sumParc(vue.cellules);
  return {
    ...question,
    millesime,
    millesimes,
    commune,
    communes,
    zonesLocales: vue.cellules.some(({ zone }) => zone !== null),
    logements: somme.logements,
    source: vue.source,
    inconnus: countInconnus(somme, vue),
    controleZones: sayZones(zonesComparees),
    figures: await nameAbsentsRpls(
      base,
      { epci, millesime: question.theme === "evolution" ? null : millesime },
      await listFigures(base, vue, { ...question, commune }),
    ),
  };
}

function keepBailleur(vue: VueParc, bailleur: string | undefined): VueParc {
  if (bailleur === undefined) return vue;
  return { ...vue, cellules: vue.cellules.filter((cellule) => cellule.bailleur === bailleur) };
}

/** Bailleurs of a vintage, the last without one, that of the most dwellings first. */
export async function listBailleursParc(
  base: BaseParc,
  epci: string,
  millesime: string | null,
): Promise<readonly { readonly bailleur: string; readonly nom: string }[]> {
  const millesimes = await base.parc.millesimes(epci);
  const lu = millesimes.find((one) => one === millesime) ?? millesimes.at(-1);
  if (lu === undefined) return [];
  const logements = new Map<string, { readonly nom: string; readonly logements: number }>();
  for (const { bailleur, bailleurNom, logements: siens } of await base.parc.cellules(epci, lu, residenceMin(lu))) {
    if (bailleur === null) continue;
    const avant = logements.get(bailleur)?.logements ?? 0;
    logements.set(bailleur, { nom: bailleurNom ?? bailleur, logements: avant + siens });
  }
  return [...logements]
    .toSorted(([, a], [, b]) => b.logements - a.logements)
    .map(([bailleur, { nom }]) => ({ bailleur, nom }));
}

/** The situation written in the file is retained; the sentence counts the differences. */
function sayZones({ compares, ecritsEnQpv, ecritsHorsQpv }: ZonesComparees): string | null {
  if (compares === 0) return null;
  const lus = `Contrôle : ${formatCompte(compares, "logement a", "logements ont")} un côté écrit par RPLS et un point situé`;
  const ecarts = ecritsEnQpv + ecritsHorsQpv;
  if (ecarts === 0) return `${lus} ; les deux disent partout la même chose.`;
  const sens = [
    ecritsEnQpv > 0
      ? `${formatNombre(ecritsEnQpv)} en quartier prioritaire selon RPLS et hors quartier selon le point`
      : null,
    ecritsHorsQpv > 0 ? `${formatNombre(ecritsHorsQpv)} l’inverse` : null,
  ].filter((part) => part !== null);
  return `${lus} ; pour ${formatNombre(ecarts)}, les deux diffèrent (${sens.join(", ")}). Le côté écrit est retenu.`;
}

export async function readVue(base: BaseParc, epci: string, millesime: string): Promise<VueParc> {
  const [cellules, zones, publications] = await Promise.all([
    base.parc.cellules(epci, millesime, residenceMin(millesime)),
    readZones(base, epci, millesime),
    base.lots.publications(epci),
  ]);
  const lot = publications.find((row) => row.source === "rpls" && row.periode === millesime)?.lot;
  return {
    millesime,
    source: `RPLS au ${jourMillesime(millesime)}${lot === undefined ? "" : ` (lot ${lot})`}`,
    zones: withDeclares(zones, cellules),
    cellules,
    bailleurs: new Map(
      cellules.flatMap(({ bailleur, bailleurNom }) =>
        bailleur === null || bailleurNom === null ? [] : [[bailleur, bailleurNom]],
      ),
    ),
  };
}

function residenceMin(millesime: string): number {
  return findValeur(RESIDENCE_MIN, `${millesime.slice(0, 4)}-01-01`).valeur;
}

const ALPHABET = new Intl.Collator("fr");

function nameCommunes({ cellules, zones }: VueParc): {
  readonly noms: ReadonlyMap<string, string>;
  readonly communes: ObservatoireParc["communes"];
} {
  const noms = new Map(cellules.map(({ commune }) => [commune, zones.communes.get(commune) ?? commune]));
  const communes = [...noms].map(([code, nom]) => ({ code, nom }));
  return { noms, communes: communes.sort((a, b) => ALPHABET.compare(a.nom, b.nom)) };
}

function countInconnus(somme: SommeParc, { cellules }: VueParc): ObservatoireParc["inconnus"] {
  const { logements, repartitions, vacants, loues, modeConnu } = somme;
  const sansBailleur = cellules.filter(({ bailleur }) => bailleur === null);
  const counts: readonly (readonly [libelle: string, inconnus: number, sur?: number])[] = [
    ["situation inconnue", somme.situationInconnue],
    ["bailleur non renseigné", sansBailleur.reduce((sum, cellule) => sum + cellule.logements, 0)],
    ["mode d’occupation non renseigné", logements - modeConnu],
    ["durée de vacance non renseignée", somme.vacantsDureeInconnue, vacants],
    ["date du bail non renseignée", somme.mobilitesInconnues, loues],
    ["année de mise en location non renseignée", somme.misesEnLocationInconnues, loues + vacants],
    ["loyer ou surface non renseigné, ou nul", logements - somme.loyersConnus],
    ["année de construction non renseignée", logements - somme.constructionConnue],
    ["financement non renseigné", repartitions.financements.at(-1) ?? 0],
    ["étiquette énergie non renseignée", repartitions.dpe.at(-1) ?? 0],
  ];
  return counts
    .filter(([, inconnus]) => inconnus > 0)
    .map(([libelle, inconnus, sur = logements]) => ({ libelle, logements: inconnus, sur, part: inconnus / sur }));
}

/** The first answers the page: it is of the unit that was asked for. */
async function listFigures(base: BaseParc, vue: VueParc, question: QuestionParc): Promise<readonly Figure[]> {
  const { epci, theme, commune } = question;
  const zone: MailleZone = question.maille === "residence" ? "commune" : question.maille;
  switch (theme) {
    case "repartition": {
      const first =
        question.maille === "residence"
          ? figureResidences(vue, await base.parc.residences(epci, vue.millesime), commune)
          : figureStock(vue, zone);
      const bailleurs = question.maille === "bailleur" ? [] : [figureStock(vue, "bailleur")];
      return [first, ...bailleurs, figureRepartition(vue, "secteur", "types")];
    }
    case "caracteristiques": {
      const repartitions = (["types", "pieces", "superficies", "periodes", "financements", "dpe"] as const).map(
        (repartition) => figureRepartition(vue, zone, repartition),
      );
      const synthese = figureGrandsTerritoires(vue);
      const mixite = figureMixiteLoyers(vue, await base.parc.classesLoyer(epci, vue.millesime));
      return zone === "grand-territoire" ? [synthese, mixite, ...repartitions] : [...repartitions, synthese, mixite];
    }
    case "vacance":
      return [
        ...(question.maille === "residence"
          ? [figureVacanceResidences(vue, await base.parc.residences(epci, vue.millesime), residenceMin(vue.millesime))]
          : []),
        ...[...new Set<MailleZone>([zone, "secteur"])].map((maille) => figureVacance(vue, maille)),
        figureVacancePeriodes(vue, residenceMin(vue.millesime)),
        figureVacanceRecente(vue, await base.parc.recents(epci, vue.millesime)),
      ];
    case "evolution":
      return [figureEvolution(await base.parc.serie(epci), "RPLS, tous les millésimes publiés")];
  }
}
