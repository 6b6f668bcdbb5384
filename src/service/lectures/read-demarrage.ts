import type { Habilitation } from "#acces/lectures/habilitation/ports.ts";
import { etatHabilitation } from "#acces/regles/habilitation/echeances.ts";
import type { EnteteRapport } from "#bilan/lectures/rapport/ports.ts";
import type { Lot } from "#donnees/lectures/lot/ports.ts";
import { type CodeEtape, type Demarrage, ETAPES_DEMARRAGE, type Etape } from "#gouvernance/lectures/tache/demarrage.ts";
import { findManquantes, findRelu, isUseful } from "#imports/regles/lot/premier-bilan.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { QuestionTaches } from "#socle/lectures/tache.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import type { Action, Ressource } from "#socle/regles/habilitation/ressource.ts";
import { formatCompte, joinFrench } from "#socle/regles/shared/format.ts";
import { LIBELLE_SOURCE } from "#socle/regles/shared/source.ts";

/** What each step is told of; null: not the person's to read. */
type Faits = {
  readonly habilitations: readonly Habilitation[] | null;
  readonly lots: readonly Lot[] | null;
  readonly aLocaliser: number;
  /** Rejected lines of which nobody has decided anything. */
  readonly rejetees: number;
  /** Bailleurs that nothing names. */
  readonly sansNom: number;
  readonly rapports: readonly EnteteRapport[] | null;
  readonly droits: {
    readonly inviter: boolean;
    readonly deposer: boolean;
    readonly publier: boolean;
    readonly figer: boolean;
  };
};

type Avancee = { readonly faite: boolean; readonly dit: string; readonly lien: Etape["lien"] };

/** Where the territory is on its way to a first report; null: the person has no part in it, or (but for `finis`) it is frozen. */
export async function readDemarrage(
  base: Base,
  { epci, aujourdhui }: QuestionTaches,
  finis = false,
): Promise<Demarrage | null> {
  const faits = await readFaits(base, epci, finis);
  if (faits === null) return null;
  const { droits, rapports, habilitations } = faits;
  const agents = agentsOf(habilitations ?? [], aujourdhui);
  const lues: Readonly<Record<CodeEtape, Avancee | null>> = {
    inviter: habilitations && sayInviter(agents, faits),
    deposer: faits.lots && sayDeposer(faits.lots, faits),
    reparer: faits.lots && sayReparer(faits.lots, faits),
    publier: faits.lots && sayPublier(faits.lots, faits),
    relire: rapports && sayRelire(rapports, faits),
    figer: rapports && sayFiger(rapports, faits),
    pdf: rapports && sayPdf(rapports),
  };
  const ici = ETAPES_DEMARRAGE.find((code) => lues[code]?.faite === false);
  const attendus = droits.inviter ? agents.filter(({ compte }) => compte.vuLe === null) : [];
  const etapes = ETAPES_DEMARRAGE.map((code): Etape => {
    const etape = toEtape(code, lues[code], ici);
    return code === "inviter" ? { ...etape, attendus: attendus.map(sayAttendu) } : etape;
  });
  return { etapes, fini: isOver(rapports, agents) };
}

type May = (ressource: Ressource, action: Action) => boolean;

/** `finis`: a territory whose first report is frozen is read all the same; else null, before anything else is read. */
async function readFaits(base: Base, epci: string, finis: boolean): Promise<Faits | null> {
  const may: May = (ressource, action) => peutPartout(base.acteur, ressource, action, epci);
  const droits = {
    inviter: may("habilitation", "creer"),
    deposer: may("lot", "creer"),
    publier: may("lot", "valider"),
    figer: may("indicateur-interne", "creer"),
  };
  if (!droits.inviter && !droits.deposer && !droits.figer) return null;
  const rapports = may("bilan", "lire") ? await base.rapports.list(epci) : null;
  if (!finis && rapports !== null && rapports.length > 0) return null;
  const [habilitations, lots, adresses, bailleurs, rejets] = await Promise.all([
    may("habilitation", "lire") ? base.habilitations.list(epci) : null,
    may("lot", "lire") ? base.lots.list(epci) : null,
    droits.deposer ? base.localisations.aLocaliser(epci) : [],
    droits.deposer ? base.bailleurs.connus(epci) : [],
    may("lot", "lire") ? base.lots.rejetsATraiter(epci) : [],
  ]);
  const rejetees = rejets.reduce((total, { lignes }) => total + lignes, 0);
  const aLocaliser = adresses.reduce((total, { lignes }) => total + lignes, 0);
  const sansNom = bailleurs.filter(({ nom }) => nom === null).length;
  return { habilitations, lots, aLocaliser, rejetees, sansNom, rapports, droits };
}

/** Those who will deposit: of the EPCI, in force today. */
function agentsOf(habilitations: readonly Habilitation[], jour: string): readonly Habilitation[] {
  return habilitations.filter(
    (one) => one.role === "agent-epci" && one.compte.fermeLe === null && etatHabilitation(one, jour) === "en-vigueur",
  );
}

function sayAttendu({ id, compte }: Habilitation) {
  return { id, nom: `${compte.prenom} ${compte.nom}` };
}

/** Whoever cannot read the reports has done their part once an agent has come. */
function isOver(rapports: Faits["rapports"], agents: readonly Habilitation[]): boolean {
  if (rapports !== null) return rapports.length > 0;
  return agents.some(({ compte }) => compte.vuLe !== null);
}

const A_QUI: Readonly<Record<CodeEtape, string>> = {
  inviter: "C’est au gestionnaire des habilitations de l’EPCI.",
  deposer: "C’est aux agents de l’EPCI.",
  reparer: "C’est aux agents de l’EPCI.",
  publier: "C’est aux agents de l’EPCI, ou à l’État.",
  relire: "C’est aux agents de l’EPCI.",
  figer: "C’est aux agents de l’EPCI.",
  pdf: "C’est aux agents de l’EPCI, et à l’État.",
};

function toEtape(code: CodeEtape, lue: Avancee | null, ici: CodeEtape | undefined): Etape {
  if (lue === null) return { code, etat: "cachee", dit: A_QUI[code], lien: null };
  const etat = lue.faite ? "faite" : code === ici ? "ici" : "a-venir";
  const sienne = lue.lien !== null || lue.faite;
  return { code, etat, dit: sienne ? lue.dit : `${lue.dit} ${A_QUI[code]}`, lien: lue.lien };
}

function lienSi(may: boolean, chemin: string, libelle: string): Etape["lien"] {
  return may ? { chemin, libelle } : null;
}

function sayInviter(agents: readonly Habilitation[], { droits }: Faits): Avancee {
  const lien = lienSi(droits.inviter, "habilitations/accorder?role=agent-epci", "Inviter un agent");
  if (agents.length === 0) return { faite: false, dit: "Aucun agent de l’EPCI n’est encore habilité.", lien };
  const venus = agents.filter(({ compte }) => compte.vuLe !== null).length;
  const dit = `${formatCompte(agents.length, "agent habilité", "agents habilités")}, dont ${formatCompte(venus, "déjà venu", "déjà venus")}.`;
  return { faite: true, dit, lien };
}

function sayDeposer(lots: readonly Lot[], { droits }: Faits): Avancee {
  const manquent = findManquantes(lots);
  const dit =
    manquent.length === 0
      ? "Les fichiers du premier bilan sont là."
      : `Il manque : ${joinFrench(manquent.map((source) => LIBELLE_SOURCE[source]))}.`;
  return { faite: manquent.length === 0, dit, lien: lienSi(droits.deposer, "donnees/deposer", "Déposer des fichiers") };
}

/** What may be repaired, what it is called, and where: the first that is left is where one is led. */
const REPARATIONS = [
  ["refuses", "fichier refusé", "fichiers refusés", "donnees"],
  ["rejetees", "ligne rejetée à corriger", "lignes rejetées à corriger", "donnees"],
  ["aLocaliser", "attribution à localiser", "attributions à localiser", "donnees/localiser"],
  ["sansNom", "bailleur sans nom", "bailleurs sans nom", "donnees/bailleurs"],
] as const;

function sayReparer(lots: readonly Lot[], { droits, aLocaliser, rejetees, sansNom }: Faits): Avancee {
  const comptes = { refuses: countRefuses(lots), rejetees, aLocaliser, sansNom };
  const restent = REPARATIONS.filter(([code]) => comptes[code] > 0);
  const [premiere] = restent;
  if (premiere) {
    const dits = restent.map(([code, un, plusieurs]) => formatCompte(comptes[code], un, plusieurs));
    return { faite: false, dit: `${joinFrench(dits)}.`, lien: lienSi(droits.deposer, premiere[3], "Réparer") };
  }
  const dit = lots.length === 0 ? "Aucun fichier à réparer." : "Rien à réparer.";
  return { faite: lots.length > 0, dit, lien: lienSi(droits.deposer, "donnees", "Voir les fichiers") };
}

/** A file that was refused is repaired by the next one of its source. */
function countRefuses(lots: readonly Lot[]): number {
  const repare = ({ source, id }: Lot) =>
    lots.some((autre) => autre.source === source && autre.id > id && isUseful(autre));
  const refuses = lots.filter(({ statut }) => statut === "refuse" || statut === "interrompu");
  return refuses.filter((lot) => !repare(lot) && findRelu(lot, lots) === null).length;
}

function sayPublier(lots: readonly Lot[], { droits }: Faits): Avancee {
  const prets = lots.filter(({ statut }) => statut === "pret").length;
  const publies = lots.some(({ statut, source }) => statut === "publie" && source === "sne-attributions");
  const lien = lienSi(droits.publier && prets > 0, "donnees/publier", "Publier tout");
  if (prets > 0)
    return { faite: false, dit: `${formatCompte(prets, "fichier prêt", "fichiers prêts")} à publier.`, lien };
  const dit = publies ? "Tout ce qui est prêt est publié." : "Aucune attribution n’est encore publiée.";
  return { faite: publies, dit, lien };
}

function sayRelire(rapports: readonly EnteteRapport[], { droits }: Faits): Avancee {
  const lien = lienSi(droits.figer, "rapport", "Relire le rapport");
  const faite = rapports.length > 0;
  return { faite, dit: faite ? "Le rapport a été relu." : "Ses pages se lisent avant d’être figées.", lien };
}

function sayFiger(rapports: readonly EnteteRapport[], { droits }: Faits): Avancee {
  const [premier] = rapports;
  const dit = premier ? `Rapport ${premier.numero} figé.` : "Figé, il ne change plus, quoi qu’on importe ensuite.";
  return { faite: premier !== undefined, dit, lien: lienSi(droits.figer && !premier, "rapport", "Figer le rapport") };
}

function sayPdf(rapports: readonly EnteteRapport[]): Avancee {
  const [premier] = rapports;
  if (!premier) return { faite: false, dit: "Il se télécharge une fois le rapport figé.", lien: null };
  return {
    faite: true,
    dit: "Le rapport se télécharge.",
    lien: { chemin: `rapport/${premier.numero}.pdf`, libelle: "Télécharger le PDF" },
  };
}
