import type { EcartsAnnee, ReadEcarts } from "#bilan/lectures/ecarts-controles.ts";
import type { AdresseALocaliser } from "#donnees/lectures/localisation/ports.ts";
import type { Lot, RejetsATraiter } from "#donnees/lectures/lot/ports.ts";
import { findManquants } from "#droit/regles/attribution/trimestre-publie.ts";
import { findAssimilationZus, isExZusAssimilable } from "#droit/regles/communes-ex-zus.ts";
import type { Base } from "#socle/lectures/base.ts";
import { cheminOf, type QuestionTaches, type Tache } from "#socle/lectures/tache.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatCompte, formatJour, formatJourCourt } from "#socle/regles/shared/format.ts";
import { type Periode, parsePeriode, quarterPeriode, type Trimestre } from "#socle/regles/shared/periode.ts";
import { LIBELLE_SOURCE } from "#socle/regles/shared/source.ts";
import { isUseful, MANQUE_SANS, SOURCES_PREMIER_BILAN } from "../../regles/lot/premier-bilan.ts";

/** Without these there is no bilan, no bounds, or no map. */
const SOURCES_UTILES = [...SOURCES_PREMIER_BILAN, "communes"] as const;

/**
 * Tasks on the territory's files, for whoever publishes them: imports to publish, missing sources, attributions to locate, the quarter's report,
 * thresholds, controls. A bilan that cannot be computed makes no task: its page says why.
 */
export async function listTachesFichiers(
  base: Base,
  { epci, aujourdhui }: QuestionTaches,
  readEcarts: ReadEcarts,
): Promise<readonly Tache[]> {
  if (!peutPartout(base.acteur, "lot", "valider", epci)) return [];
  const [lots, annees, rejets] = await Promise.all([
    base.lots.list(epci),
    base.cubes.annees(epci),
    base.lots.rejetsATraiter(epci),
  ]);
  const taches = await Promise.all([
    bilanDue(base, epci, aujourdhui),
    localisationDue(base, epci, lots),
    seuilsAbsents(base, epci, lots, annees),
    readEcarts(base, epci).then(sayEcarts),
  ]);
  return [...listLots(lots), ...rejets.map(sayRejets), ...taches.flat(), ...listSourcesAbsentes(lots)];
}

function listLots(lots: readonly Lot[]): Tache[] {
  return lots.flatMap((lot): Tache[] => {
    const source = `${LIBELLE_SOURCE[lot.source]}${lot.periode ? ` ${lot.periode}` : ""}`;
    const commun = { chemin: `donnees/lots/${lot.id}`, echeance: null };
    if (lot.statut === "pret") {
      return [
        {
          ...commun,
          code: "lot-a-publier",
          titre: `Import à publier : ${lot.fichier}`,
          pourquoi: `${source}, ${formatCompte(lot.acceptees, "ligne prête", "lignes prêtes")}. Il ne compte pas encore dans le bilan.`,
          action: "Vérifier et publier",
        },
      ];
    }
    if (lot.statut !== "interrompu") return [];
    return [
      {
        ...commun,
        code: "lot-interrompu",
        titre: `Import interrompu : ${lot.fichier}`,
        pourquoi: `${source}, déposé le ${formatJourCourt(lot.deposeLe)}. Rien n’a été gardé : déposez-le de nouveau.`,
        action: "Voir",
      },
    ];
  });
}

/** Until they are corrected, or put aside with a reason: a frozen report does not make them read. */
function sayRejets({ id, fichier, lignes }: RejetsATraiter): Tache {
  return {
    code: "rejets-a-traiter",
    titre: `${formatCompte(lignes, "ligne rejetée", "lignes rejetées")} à corriger : ${fichier}`,
    pourquoi: "Elles n’ont pas été lues, et ne comptent pas. Corrigez-les, ou écartez-les avec une raison.",
    action: "Corriger",
    chemin: `donnees/lots/${id}`,
    echeance: null,
  };
}

function listSourcesAbsentes(lots: readonly Lot[]): Tache[] {
  return SOURCES_UTILES.filter((source) => !lots.some((lot) => lot.source === source && isUseful(lot))).map(
    (source) => ({
      code: "source-absente",
      titre: `Aucun fichier : ${LIBELLE_SOURCE[source]}`,
      pourquoi: MANQUE_SANS[source],
      ...DEPOSER,
      echeance: null,
    }),
  );
}

const DEPOSER = { action: "Déposer", chemin: "donnees/deposer" } as const;

async function localisationDue(base: Base, epci: string, lots: readonly Lot[]): Promise<Tache[]> {
  const adresses = await base.localisations.aLocaliser(epci);
  if (adresses.length === 0) return [];
  const zus = lots.some(({ source, periode, statut }) => source === "qpv" && periode === "1996" && statut === "publie");
  return [...(zus ? [] : zusAbsentes(adresses)), sayALocaliser(adresses)];
}

/** Leases that may be in a former ZUS: their side stays unknown until its perimeter is published. */
function zusAbsentes(adresses: readonly AdresseALocaliser[]): Tache[] {
  const doubtful = adresses.filter(({ commune, annees }) =>
    annees.some((annee) => commune !== null && isExZusAssimilable(commune, `${annee}-12-31`)),
  );
  if (doubtful.length === 0) return [];
  const communes = [...new Set(doubtful.map(({ communeNom, commune }) => communeNom ?? commune ?? ""))].sort();
  return [
    {
      code: "zus-absentes",
      titre: "Anciennes ZUS : contours absents",
      pourquoi: `${communes.slice(0, 3).join(", ")}${communes.length > 3 ? "…" : ""} : une ancienne zone urbaine sensible y compte comme un quartier prioritaire (${direAssimilation(doubtful)}). Sans ses contours, un logement situé hors quartier peut être des deux côtés.`,
      ...DEPOSER,
      echeance: null,
    },
  ];
}

/** Sentence of the record that assimilates ZUS, for the last year concerned. */
function direAssimilation(adresses: readonly AdresseALocaliser[]): string {
  const annees = adresses.flatMap((adresse) => adresse.annees);
  const texte = annees.map((annee) => findAssimilationZus(`${annee}-12-31`)).find((one) => one !== null);
  if (!texte) return "";
  const aConfirmer = texte.confiance === "B" ? ", à confirmer" : "";
  return `baux signés à partir du ${formatJour(texte.depuis)}${aConfirmer}`;
}

function sayALocaliser(adresses: readonly AdresseALocaliser[]): Tache {
  const probables = adresses.filter(({ probable }) => probable !== null).length;
  const confirm =
    probables === 0
      ? ""
      : ` Le côté de ${formatCompte(probables, "adresse")} est probable, d’après le parc publié : à confirmer.`;
  const sum = (key: "lignes" | "premierQuartile") => adresses.reduce((total, adresse) => total + adresse[key], 0);
  return {
    code: "a-localiser",
    titre: `${formatCompte(sum("lignes"), "attribution")} à localiser`,
    pourquoi: `${formatCompte(adresses.length, "adresse")}, dont ${formatCompte(sum("premierQuartile"), "ménage")} du 1er quartile. Les bornes du bilan se resserrent à chaque adresse.${confirm}`,
    action: "Localiser",
    chemin: "donnees/localiser",
    echeance: null,
  };
}

/** Task of the last past quarter: its SNE file is expected by the 15th of the next month. */
async function bilanDue(base: Base, epci: string, aujourdhui: string): Promise<Tache[]> {
  const { annee, trimestre } = lastQuarter(aujourdhui);
  const code: Periode["code"] = `T${trimestre}`;
  const frozen = (await base.rapports.list(epci)).some((r) => r.annee === annee && r.periode.endsWith(code));
  if (frozen) return [];
  const periode = quarterPeriode(annee, trimestre);
  const published = findManquants(periode, await base.cubes.trimestres(epci, annee)).length === 0;
  const echeance = dueDay(annee, trimestre);
  if (published && !peutPartout(base.acteur, "indicateur-interne", "creer", epci)) return [];
  if (published) {
    return [
      {
        code: "rapport-a-figer",
        titre: `Rapport T${trimestre} ${annee} à figer`,
        pourquoi: "Les attributions du trimestre sont publiées : relisez les commentaires et figez le rapport.",
        action: "Préparer le rapport",
        chemin: cheminOf("rapport", { annee, periode: code }),
        echeance,
      },
    ];
  }
  return [
    {
      code: "fichier-attendu",
      titre: `Bilan T${trimestre} ${annee} : fichier SNE attendu`,
      pourquoi: "Les attributions du trimestre ne sont pas encore publiées.",
      action: "Déposer le fichier",
      chemin: "donnees/deposer",
      echeance,
    },
  ];
}

export function lastQuarter(aujourdhui: string): { readonly annee: number; readonly trimestre: Trimestre } {
  const annee = Number(aujourdhui.slice(0, 4));
  const mois = Number(aujourdhui.slice(5, 7));
  if (mois <= 3) return { annee: annee - 1, trimestre: 4 };
  return { annee, trimestre: mois <= 6 ? 1 : mois <= 9 ? 2 : 3 };
}

function dueDay(annee: number, trimestre: Trimestre): string {
  const { dernierMois } = parsePeriode(annee, `T${trimestre}`);
  return dernierMois === 12 ? `${annee + 1}-01-15` : `${annee}-${String(dernierMois + 1).padStart(2, "0")}-15`;
}

/** Without any threshold file, the task of the missing source is enough. */
async function seuilsAbsents(
  base: Base,
  epci: string,
  lots: readonly Lot[],
  annees: readonly number[],
): Promise<Tache[]> {
  if (!lots.some((lot) => lot.source === "seuils" && isUseful(lot))) return [];
  const seuils = await Promise.all(annees.map((annee) => base.cubes.seuil(epci, annee)));
  return annees
    .filter((_, i) => seuils[i] === null)
    .map((annee) => ({
      code: "seuil-absent",
      titre: `Pas de seuil du 1er quartile pour ${annee}`,
      pourquoi:
        "Sans l’arrêté de l’année, le quartile est celui que déclare le fichier. Déposez le fichier des seuils.",
      ...DEPOSER,
      echeance: null,
    }));
}

function sayEcarts(annees: readonly EcartsAnnee[]): Tache[] {
  return annees
    .filter(({ ecarts }) => ecarts > 0)
    .map(({ annee, ecarts }) => ({
      code: "controle-en-ecart",
      titre: `${formatCompte(ecarts, "contrôle")} en écart en ${annee}`,
      pourquoi:
        "Des chiffres imprimés ailleurs diffèrent de ceux que Blaise recalcule, sans explication pour l’instant.",
      action: "Voir",
      chemin: `${cheminOf("bilan", { annee })}#controles`,
      echeance: null,
    }));
}
