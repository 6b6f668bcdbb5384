import { peut, peutPartout } from "#domain/habilitation/peut.ts";
import { listCategories } from "#domain/public-prioritaire/categorie.ts";
import { formatCompte, formatFraction, MOIS } from "#domain/shared/format.ts";
import { LIBELLE_SOURCE } from "#domain/shared/source.ts";
import type { Base } from "../base.ts";
import { unknownBailleur, unknownTerritoire } from "../bilan/compute-bilan.ts";
import { nameOf } from "./bail-lu.ts";
import { measureQuart } from "./constat-quart.ts";
import { METHODES_PUBLICS } from "./methodes.ts";
import type { CompteMensuel } from "./ports.ts";
import type { ConstatQuart, PublicsPrioritaires, RapprochementListes } from "./publics.ts";
import { rapprocherListes } from "./rapprocher-listes.ts";
import { readTravailleurs } from "./read-travailleurs.ts";

export type PublicsQuestion = {
  readonly epci: string;
  readonly annee: number;
  /** SIREN, or null for the whole territory. */
  readonly bailleur: string | null;
};

type PublicsBase = Pick<Base, "acteur" | "territoires" | "cubes" | "publics" | "conventions">;

/**
 * Who the leases of a year went to, réservataire by réservataire, and what the lists say that the SNE does not. `jour`: today, for the categories in
 * force. Reads the published lots only. Throws `territoire-inconnu`, `bailleur-inconnu`.
 */
export async function computePublics(
  base: PublicsBase,
  question: PublicsQuestion,
  jour: string,
): Promise<PublicsPrioritaires> {
  const { epci, annee, bailleur } = question;
  const [territoire, comptes, noms, sources, locales, travailleurs] = await Promise.all([
    base.territoires.find(epci),
    base.publics.comptesParMois({ epci, annee, premierMois: 1, dernierMois: 12, bailleur }),
    base.cubes.bailleurs(epci),
    base.publics.sources({ epci, annee }),
    base.publics.categories(epci),
    readTravailleurs(base, question),
  ]);
  if (!territoire) throw unknownTerritoire(epci);
  if (bailleur !== null && !noms.has(bailleur) && comptes.length === 0) throw unknownBailleur(bailleur);
  const of = (contingent: ConstatQuart["contingent"]) =>
    measureQuart(comptes, { contingent, annee, seulBailleur: bailleur !== null });
  const reservataires = [of("COLTER"), of("COLACT")];
  const nonReserves = measureNonReserves(comptes, annee, noms);
  const inconnu = of("inconnu");
  const dalo = countDalo(comptes);
  const rapprochement = await readRapprochement(base, question, { comptes, noms });
  return {
    territoire: epci,
    nom: territoire.nom,
    demonstration: territoire.demonstration,
    annee,
    dernierMois: comptes.length === 0 ? null : Math.max(...comptes.map(({ mois }) => mois)),
    bailleur,
    nomBailleur: bailleur === null ? null : nameOf(bailleur, noms),
    total: comptes.reduce((total, { nombre }) => total + nombre, 0),
    reservataires,
    nonReserves,
    sansTest: [of("PPRIOR"), of("PFONCT"), of("AUTRES")],
    contingentInconnu: inconnu.assiette === 0 ? null : inconnu,
    dalo,
    travailleurs,
    categories: listCategories(jour, locales),
    locales,
    jour,
    rapprochement,
    reponse: answer(comptes, reservataires, nonReserves, rapprochement),
    methodes: METHODES_PUBLICS,
    sources: sources.map((row) => ({ ...row, libelle: LIBELLE_SOURCE[row.source] })),
  };
}

/** Each bailleur on its own leases: nobody else's can be on its dwellings. */
function measureNonReserves(
  comptes: readonly CompteMensuel[],
  annee: number,
  noms: ReadonlyMap<string, string>,
): readonly ConstatQuart[] {
  const sirens = [...new Set(comptes.map(({ bailleur }) => bailleur))];
  return sirens
    .map((siren) =>
      measureQuart(
        comptes.filter(({ bailleur }) => bailleur === siren),
        { contingent: "AUCUN", annee, nom: nameOf(siren, noms), bailleur: siren },
      ),
    )
    .filter(({ assiette, contingentInconnu }) => assiette + contingentInconnu > 0)
    .sort((a, b) => b.assiette - a.assiette || a.nom.localeCompare(b.nom, "fr"));
}

function countDalo(comptes: readonly CompteMensuel[]): PublicsPrioritaires["dalo"] {
  const sum = (reponse: CompteMensuel["dalo"]) =>
    comptes.filter(({ dalo }) => dalo === reponse).reduce((total, { nombre }) => total + nombre, 0);
  const [nombre, inconnus] = [sum("oui"), sum("inconnu")];
  const unknown =
    inconnus === 0
      ? ""
      : ` ; ${formatCompte(inconnus, "statut DALO", "statuts DALO")} non renseigné${inconnus > 1 ? "s" : ""}`;
  const counted =
    nombre === 0
      ? "Aucune attribution de l’année n’est à un ménage reconnu au titre du DALO"
      : `${formatCompte(nombre, "attribution")} à des ménages reconnus au titre du DALO`;
  return { nombre, inconnus, phrase: `${counted}${unknown}.` };
}

type Lu = { readonly comptes: readonly CompteMensuel[]; readonly noms: ReadonlyMap<string, string> };

/** Lease by lease: only for whoever reads leases without their réservataire having to name them. */
async function readRapprochement(
  base: PublicsBase,
  { epci, annee, bailleur }: PublicsQuestion,
  { comptes, noms }: Lu,
): Promise<RapprochementListes | null> {
  if (!peut(base.acteur, "attribution", "lire", epci)) return null;
  const filtre = { epci, annee, bailleur };
  const [baux, listes, clesDetruites] = await Promise.all([
    base.publics.rapproches(filtre),
    base.publics.listes(filtre),
    base.publics.clesDetruites(filtre),
  ]);
  const syploVisible = peutPartout(base.acteur, "attribution", "lire", epci);
  const own = listes.filter((liste) => bailleur === null || liste.bailleur === null || liste.bailleur === bailleur);
  return rapprocherListes({
    annee,
    seulBailleur: bailleur !== null,
    comptes,
    baux,
    listes: own,
    clesDetruites,
    syploVisible,
    noms,
  });
}

function answer(
  comptes: readonly CompteMensuel[],
  reservataires: readonly ConstatQuart[],
  nonReserves: readonly ConstatQuart[],
  rapprochement: RapprochementListes | null,
): readonly string[] {
  if (comptes.length === 0) return ["Aucune attribution publiée cette année."];
  const last = Math.max(...comptes.map(({ mois }) => mois));
  const until = last === 12 ? [] : [`À la fin du mois de ${MOIS[last - 1]}, dernier mois connu.`];
  const stock = answerNonReserves(nonReserves);
  return [
    ...until,
    ...reservataires.map(({ phrase }) => phrase),
    ...stock,
    ...(rapprochement?.syplo ? rapprochement.phrases.slice(0, 1) : []),
  ];
}

/** One bailleur is told in full; several, by how many reach it. */
function answerNonReserves(nonReserves: readonly ConstatQuart[]): readonly string[] {
  const tested = nonReserves.filter(({ plancher, assiette }) => plancher !== null && assiette > 0);
  const [only, ...others] = tested;
  if (!only) return [];
  if (others.length === 0) return [`Logements non réservés, ${only.phrase}`];
  const reached = tested.filter(({ verdict }) => verdict === "atteint").length;
  return [
    `Logements non réservés : ${formatFraction(reached, tested.length)} bailleurs atteignent le quart (règle à confirmer).`,
  ];
}

/** For what is kept for good (a frozen report): counts alone, no line of anybody's lease. */
export function withoutBaux(publics: PublicsPrioritaires): PublicsPrioritaires {
  const { rapprochement } = publics;
  return { ...publics, rapprochement: rapprochement && { ...rapprochement, ecarts: [] } };
}
