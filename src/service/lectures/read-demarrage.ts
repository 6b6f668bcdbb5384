import type { Habilitation } from "#acces/lectures/habilitation/ports.ts";
import { etatHabilitation } from "#acces/regles/habilitation/echeances.ts";
import type { EnteteRapport } from "#bilan/lectures/rapport/ports.ts";
import type { Lot } from "#donnees/lectures/lot/ports.ts";
import { type CodeEtape, type Demarrage, ETAPES_DEMARRAGE, type Etape } from "#gouvernance/lectures/tache/demarrage.ts";
import { findManquantes, isUseful } from "#imports/regles/lot/premier-bilan.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { QuestionTaches } from "#socle/lectures/tache.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatCompte, joinFrench } from "#socle/regles/shared/format.ts";
import { LIBELLE_SOURCE } from "#socle/regles/shared/source.ts";

/** What each step is told of; null: not the person's to read. */
type Faits = {
  readonly habilitations: readonly Habilitation[] | null;
  readonly lots: readonly Lot[] | null;
  readonly aLocaliser: number;
  readonly rapports: readonly EnteteRapport[] | null;
  readonly droits: {
    readonly inviter: boolean;
    readonly deposer: boolean;
    readonly publier: boolean;
    readonly figer: boolean;
  };
};

type Avancee = { readonly faite: boolean; readonly dit: string; readonly lien: Etape["lien"] };

/** Where the territory is on its way to a first report; null: the person has no part in it. */
export async function readDemarrage(base: Base, { epci, aujourdhui }: QuestionTaches): Promise<Demarrage | null> {
  const faits = await readFaits(base, epci);
  const { droits, rapports, habilitations } = faits;
  if (!droits.inviter && !droits.deposer && !droits.figer) return null;
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

async function readFaits(base: Base, epci: string): Promise<Faits> {
  const { acteur } = base;
  const may = (...droit: readonly [Parameters<typeof peutPartout>[1], Parameters<typeof peutPartout>[2]]) =>
    peutPartout(acteur, ...droit, epci);
  const droits = {
    inviter: may("habilitation", "creer"),
    deposer: may("lot", "creer"),
    publier: may("lot", "valider"),
    figer: may("indicateur-interne", "creer"),
  };
  const lire = may("lot", "lire");
  const [habilitations, lots, adresses, rapports] = await Promise.all([
    may("habilitation", "lire") ? base.habilitations.list(epci) : null,
    lire ? base.lots.list(epci) : null,
    droits.deposer ? base.localisations.aLocaliser(epci) : [],
    may("bilan", "lire") ? base.rapports.list(epci) : null,
  ]);
  const aLocaliser = adresses.reduce((total, { lignes }) => total + lignes, 0);
  return { habilitations, lots, aLocaliser, rapports, droits };
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

/** A file that was refused is repaired by the next one of its source. */
function sayReparer(lots: readonly Lot[], { droits, aLocaliser }: Faits): Avancee {
  const refuses = lots.filter(
    ({ statut, source, id }) =>
      (statut === "refuse" || statut === "interrompu") &&
      !lots.some((autre) => autre.source === source && autre.id > id && isUseful(autre)),
  ).length;
  const rejetees = lots.filter(isUseful).reduce((total, lot) => total + lot.rejetees, 0);
  const faite = lots.length > 0 && refuses === 0 && aLocaliser === 0;
  const restent = [
    refuses > 0 ? formatCompte(refuses, "fichier refusé", "fichiers refusés") : null,
    aLocaliser > 0 ? formatCompte(aLocaliser, "attribution à localiser", "attributions à localiser") : null,
  ].filter((one) => one !== null);
  const laissees =
    rejetees > 0 ? ` ${formatCompte(rejetees, "ligne laissée", "lignes laissées")} de côté, à corriger.` : "";
  const debut =
    restent.length > 0 ? `${joinFrench(restent)}.` : lots.length === 0 ? "Aucun fichier à réparer." : "Rien à réparer.";
  const page = refuses === 0 && aLocaliser > 0 ? "donnees/localiser" : "donnees";
  return {
    faite,
    dit: debut + laissees,
    lien: lienSi(droits.deposer, page, aLocaliser > 0 ? "Réparer" : "Voir les fichiers"),
  };
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
