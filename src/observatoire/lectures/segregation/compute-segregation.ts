import { withoutDoubles } from "#droit/regles/attribution/compte.ts";
import { countRejetees } from "#droit/regles/attribution/trimestre-publie.ts";
import type { Base } from "#socle/lectures/base.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { nameAbsentsBaux } from "../demande/champs.ts";
import { statistiques } from "../statistiques.ts";
import { countAnnee, type SegregationAnnee } from "./compter.ts";
import { buildBailleurs, buildCommunes, buildCotes } from "./figures-attributions.ts";
import { buildOccupation } from "./figures-occupation.ts";
import { formatIndice } from "./methode.ts";
import type { SegregationLue } from "./segregation.ts";

type SegregationBase = Pick<Base, "acteur" | "territoires" | "cubes" | "demandes" | "occupations" | "parc" | "lots">;

/**
 * Segregation indices, each beside the effect of chance. Sides and communes for every member; bailleurs for readers of all of them; résidences once a
 * survey of occupants is published. Throws `territoire-inconnu`.
 */
export async function computeSegregationLue(base: SegregationBase, epci: string): Promise<SegregationLue> {
  const partout = peutPartout(base.acteur, "bilan", "lire", epci);
  const [territoire, sources, occupation] = await Promise.all([
    base.territoires.find(epci),
    base.cubes.sources(epci),
    readOccupation(base, epci),
  ]);
  if (!territoire) throw unknownTerritoire(epci);
  const attributions = sources.filter(({ source }) => source === "sne-attributions");
  const annees = [...new Set(attributions.map(({ periode }) => Number(periode.slice(0, 4))))].sort((a, b) => a - b);
  const lus = await Promise.all(annees.map((annee) => readAnnee(base, epci, annee, partout)));
  const cotes = lus.map(({ cotes: one }) => one);
  const source = attributions.map(({ periode, lot }) => `attributions ${periode} (lot ${lot})`).join(", ");
  return {
    territoire: epci,
    annees,
    phrases: [...saySegregation(cotes), ...lus.flatMap(sayNonLues)],
    sansBailleurs: partout ? null : SANS_BAILLEURS,
    sansOccupation: occupation ? null : SANS_OCCUPATION,
    figures: await nameAbsentsBaux(base, epci, [
      ...(annees.length > 0
        ? [
            buildCotes(cotes, source),
            buildCommunes(
              lus.map(({ communes }) => communes),
              source,
            ),
          ]
        : []),
      ...(partout && annees.length > 0
        ? [
            buildBailleurs(
              lus.flatMap(({ bailleurs }) => bailleurs ?? []),
              source,
            ),
          ]
        : []),
      ...(occupation ? [buildOccupation(occupation)] : []),
    ]),
  };
}

const SANS_BAILLEURS =
  "Le partage entre bailleurs compte les baux de chacun : il se lit avec le droit au bilan de tout le territoire, que votre habilitation n’ouvre pas. Rien n’en est montré plutôt qu’une partie.";

const SANS_OCCUPATION =
  "Aucune enquête d’occupation (OPS) n’est publiée : le partage entre résidences ne se lit pas encore.";

async function readAnnee(base: SegregationBase, epci: string, annee: number, partout: boolean) {
  const filtre = { epci, annee, premierMois: 1, dernierMois: 12, bailleur: null };
  const [baux, trimestres, bailleurs] = await Promise.all([
    base.demandes.baux(epci, `${annee}-01-01`, `${annee}-12-31`),
    base.cubes.trimestres(epci, annee),
    partout ? base.cubes.byBailleur(filtre) : null,
  ]);
  const communes = baux.filter(({ axe }) => axe === "commune");
  return {
    annee,
    nonLues: countRejetees(yearPeriode(annee), trimestres),
    cotes: countAnnee(
      annee,
      communes.map((compte) => ({ ...compte, cle: epci })),
    ),
    communes: countAnnee(annee, communes),
    bailleurs: bailleurs && countAnnee(annee, withoutDoubles(bailleurs)),
  };
}

/** The last survey, with its résidences' situations in the closest vintage before, else the first. */
async function readOccupation(base: SegregationBase, epci: string) {
  const [enquete, millesimes] = await Promise.all([base.occupations.enquetes(epci), base.parc.millesimes(epci)]);
  const derniere = enquete.at(-1);
  const millesime = millesimes.findLast((one) => one.slice(0, 4) <= (derniere ?? "")) ?? millesimes[0];
  if (derniere === undefined || millesime === undefined) return null;
  const [lignes, residences] = await Promise.all([
    base.occupations.lignes(epci, derniere),
    base.parc.residences(epci, millesime),
  ]);
  return statistiques.run("countOccupation", { enquete: derniere, millesime, lignes, residences });
}

function saySegregation(annees: readonly SegregationAnnee[]): readonly string[] {
  const lues = annees.filter(({ indices }) => indices !== null);
  const last = lues.at(-1);
  if (!last?.indices) return ["Aucune attribution publiée ne permet de comparer le premier quartile aux autres."];
  const { dissimilarite, attendue, corrigee } = last.indices;
  return [
    `En ${last.annee}, pour ${formatCompte(last.baux, "attribution localisée", "attributions localisées")} aux ressources connues, dont ${formatNombre(last.premierQuartile)} au 1er quartile : indice de dissimilarité entre quartiers prioritaires et reste du territoire de ${formatIndice(dissimilarite)}, quand le hasard seul donnerait ${formatIndice(attendue)}${corrigee === null ? "" : ` ; corrigé du hasard : ${formatIndice(corrigee)}`}.`,
    ...sayTendance(lues),
  ];
}

/** Like leases without resources, these lines have no class: no bound can hold them, so they are named. */
function sayNonLues({ annee, nonLues }: { readonly annee: number; readonly nonLues: number }): readonly string[] {
  if (nonLues === 0) return [];
  const many = formatCompte(nonLues, "ligne rejetée", "lignes rejetées");
  return [`${many} des fichiers de ${annee}, dans aucun indice ni dans ses bornes : leur correction peut le changer.`];
}

function sayTendance(lues: readonly SegregationAnnee[]): readonly string[] {
  if (lues.length < 2) return ["Une seule année est publiée : aucune tendance ne se lit."];
  const suite = lues.map(({ annee, indices }) => `${formatIndice(indices?.corrigee ?? null)} en ${annee}`);
  return [
    `Corrigé du hasard : ${suite.join(", ")}. Ces années n’ont pas toutes le même nombre de baux : comparez les indices corrigés.`,
  ];
}
