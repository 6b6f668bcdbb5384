import { nameBailleur } from "#donnees/regles/bailleur/nom-bailleur.ts";
import { listCategories } from "#donnees/regles/public-prioritaire/categorie.ts";
import { countRejetees, findManquants, sayEnCours } from "#droit/regles/attribution/trimestre-publie.ts";
import { REGLES_PRIORITAIRES } from "#droit/regles/publics-prioritaires.ts";
import { readEcrits } from "#engagements/lectures/convention/lire-ecrits.ts";
import type { Base } from "#socle/lectures/base.ts";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { unknownBailleur, unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { LIBELLE_SOURCE } from "#socle/regles/shared/source.ts";
import { measureQuart, sayQuarts } from "./constat-quart.ts";
import { methodesPublics, sayPart } from "./methodes.ts";
import { judgeObjectifsDalo } from "./objectifs-dalo.ts";
import type { CompteMensuel } from "./ports.ts";
import type { ConstatQuart, PublicsPrioritaires, RapprochementListes } from "./publics.ts";
import { rapprocherListes } from "./rapprocher-listes.ts";
import { readTravailleurs } from "./read-travailleurs.ts";

export type PublicsQuestion = {
  readonly epci: string;
  readonly annee: number;
  /** SIREN; null: the whole territory. */
  readonly bailleur: string | null;
};

type PublicsBase = Pick<Base, "acteur" | "bailleurs" | "territoires" | "cubes" | "publics" | "conventions">;

/**
 * Beneficiaries of a year's leases, by réservataire, and what the lists add to the SNE. `jour`: today, for the categories in force. Reads the
 * published lots only. Throws `territoire-inconnu`, `bailleur-inconnu`.
 */
export async function computePublics(
  base: PublicsBase,
  question: PublicsQuestion,
  jour: string,
): Promise<PublicsPrioritaires> {
  const { epci, annee, bailleur } = question;
  const [territoire, comptes, noms, sources, locales, trimestres, ecrit] = await Promise.all([
    base.territoires.find(epci),
    base.publics.comptesParMois({ epci, annee, premierMois: 1, dernierMois: 12, bailleur }),
    base.cubes.bailleurs(epci),
    base.publics.sources({ epci, annee }),
    base.publics.categories(epci),
    base.cubes.trimestres(epci, annee),
    readEcrits(base, epci),
  ]);
  if (!territoire) throw unknownTerritoire(epci);
  if (bailleur !== null && !noms.has(bailleur) && comptes.length === 0) throw unknownBailleur(bailleur);
  const enCours = sayEnCours(yearPeriode(annee), findManquants(yearPeriode(annee), trimestres));
  const nonLues = countRejetees(yearPeriode(annee), trimestres);
  const regle = { annee, enCours: enCours !== null, nonLues };
  const of = (contingent: ConstatQuart["contingent"]) =>
    measureQuart(comptes, { ...regle, contingent, seulBailleur: bailleur !== null });
  const reservataires = [of("COLTER"), of("COLACT")];
  const nonReserves = measureNonReserves(comptes, regle, noms);
  const inconnu = of("inconnu");
  const imprimes = comptes.filter(({ doublePossible }) => doublePossible !== true);
  const travailleurs = await readTravailleurs(base, question, { ecrit, enCours: regle.enCours, nonLues });
  const rapprochement = await readRapprochement(base, question, { comptes, noms, enCours: regle.enCours, nonLues });
  const dit = comptes.length === 0 ? null : enCours;
  return {
    territoire: epci,
    nom: territoire.nom,
    demonstration: territoire.demonstration,
    annee,
    part: sayPart(REGLES_PRIORITAIRES.COLACT?.taux, `${annee}-12-31`),
    dernierMois: comptes.length === 0 ? null : Math.max(...comptes.map(({ mois }) => mois)),
    enCours: dit,
    bailleur,
    nomBailleur: bailleur === null ? null : nameBailleur(bailleur, noms),
    total: imprimes.reduce((total, { nombre }) => total + nombre, 0),
    reservataires,
    nonReserves,
    sansTest: [of("PPRIOR"), of("PFONCT"), of("AUTRES")],
    contingentInconnu: inconnu.assiette === 0 ? null : inconnu,
    dalo: {
      ...countDalo(comptes, nonLues),
      objectifs: judgeObjectifsDalo(comptes, { ...regle, ecrit, bailleur, noms }),
    },
    travailleurs,
    categories: listCategories(jour, locales),
    locales,
    jour,
    rapprochement,
    reponse:
      comptes.length === 0
        ? ["Aucune attribution publiée cette année."]
        : answer(dit, reservataires, nonReserves, rapprochement),
    methodes: methodesPublics(`${annee}-12-31`),
    sources: sources.map((row) => ({ ...row, libelle: LIBELLE_SOURCE[row.source] })),
  };
}

/** Each bailleur on its own leases, since it owns the dwellings. */
function measureNonReserves(
  comptes: readonly CompteMensuel[],
  regle: { readonly annee: number; readonly enCours: boolean; readonly nonLues: number },
  noms: ReadonlyMap<string, string>,
): readonly ConstatQuart[] {
  const sirens = [...new Set(comptes.map(({ bailleur }) => bailleur))];
  return sirens
    .map((siren) =>
      measureQuart(
        comptes.filter(({ bailleur }) => bailleur === siren),
        { ...regle, contingent: "AUCUN", nom: nameBailleur(siren, noms), bailleur: siren },
      ),
    )
    .filter(({ assiette, contingentInconnu, doublons = 0 }) => assiette + contingentInconnu + doublons > 0)
    .sort((a, b) => b.assiette - a.assiette || a.nom.localeCompare(b.nom, "fr"));
}

function countDalo(comptes: readonly CompteMensuel[], nonLues: number): PublicsPrioritaires["dalo"] {
  const sum = (keep: (compte: CompteMensuel) => boolean) =>
    comptes.filter(keep).reduce((total, compte) => total + compte.nombre, 0);
  const [nombre, inconnus] = (["oui", "inconnu"] as const).map((reponse) =>
    sum(({ dalo, doublePossible }) => dalo === reponse && doublePossible !== true),
  ) as [number, number];
  const doublons = sum(({ dalo, doublePossible }) => dalo !== "non" && doublePossible === true);
  const unread =
    nonLues === 0 ? "" : ` ; ${formatCompte(nonLues, "ligne rejetée et non lue", "lignes rejetées et non lues")}`;
  const unknown =
    inconnus === 0
      ? ""
      : ` ; ${formatCompte(inconnus, "statut DALO", "statuts DALO")} non renseigné${inconnus > 1 ? "s" : ""}`;
  const possibles = inconnus + doublons + nonLues;
  const sure =
    nombre === 0
      ? "Aucune attribution de l’année n’est à un ménage reconnu au titre du DALO"
      : `${formatCompte(nombre, "attribution")} à des ménages reconnus au titre du DALO`;
  const counted =
    nombre === 0 && possibles > 0
      ? `Entre 0 et ${formatCompte(possibles, "attribution")} à des ménages reconnus au titre du DALO`
      : sure;
  const twice =
    doublons === 0
      ? ""
      : ` ; ${formatCompte(doublons, "bail signé", "baux signés")} dans Blaise et peut-être déjà dans le fichier`;
  return { nombre, inconnus, phrase: `${counted}${unknown}${twice}${unread}.` };
}

type Lu = {
  readonly comptes: readonly CompteMensuel[];
  readonly noms: ReadonlyMap<string, string>;
  readonly enCours: boolean;
  readonly nonLues: number;
};

/** Lease by lease: only for readers of leases whose right does not depend on the réservataire. */
async function readRapprochement(
  base: PublicsBase,
  { epci, annee, bailleur }: PublicsQuestion,
  { comptes, noms, enCours, nonLues }: Lu,
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
    enCours,
    nonLues,
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
  enCours: string | null,
  reservataires: readonly ConstatQuart[],
  nonReserves: readonly ConstatQuart[],
  rapprochement: RapprochementListes | null,
): readonly string[] {
  return [
    ...(enCours === null ? [] : [enCours]),
    ...reservataires.map(({ phrase }) => phrase),
    ...answerNonReserves(nonReserves),
    ...(rapprochement?.syplo ? rapprochement.phrases.slice(0, 1) : []),
  ];
}

/** One bailleur is told in full; several, by the number that reach it, miss it, or are undecided. */
function answerNonReserves(nonReserves: readonly ConstatQuart[]): readonly string[] {
  const tested = nonReserves.filter(({ verdict }) => verdict !== "sans-objet");
  const [only, ...others] = tested;
  if (!only) return [];
  if (others.length === 0) return [`Logements non réservés, ${only.phrase}`];
  return [`Logements non réservés : ${sayQuarts(tested, ["bailleur", "bailleurs"])} (règle à confirmer).`];
}

/** For frozen reports: counts only, without any lease. */
export function withoutBaux(publics: PublicsPrioritaires): PublicsPrioritaires {
  const { rapprochement } = publics;
  return { ...publics, rapprochement: rapprochement && { ...rapprochement, ecarts: [] } };
}
