import { ecrireEvenement } from "#dossier/lectures/evenement/ecrire-evenement.ts";
import { isVivante } from "#dossier/regles/etat.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { HabilitationActive } from "#socle/regles/habilitation/acteur.ts";
import { habilitationFor } from "#socle/regles/habilitation/peut.ts";
import { conflit, interdit, introuvable, type Refus } from "#socle/regles/shared/refus.ts";
import type { DossierDesigne } from "../../lectures/candidature/dossier-designe.ts";
import type { Candidature } from "../../lectures/candidature/ports.ts";
import { readMotifRetrait } from "../../lectures/liberation/motif-retrait.ts";
import type { Liberation } from "../../lectures/liberation/ports.ts";
import type { SourceCandidature } from "../../regles/candidature/candidature.ts";
import { findLiberation } from "../liberation/ouvrir-liberation.ts";

/** Examination of the household for the dwelling, without a name, made by the rapprochement for the commission. */
export type Examiner = (
  base: Base,
  question: {
    readonly epci: string;
    readonly liberation: number;
    readonly demandeur: string;
    readonly jour: string;
  },
) => Promise<unknown>;

export type ADesigner = {
  readonly epci: string;
  readonly liberation: number;
  readonly dossier: DossierDesigne;
  readonly source: Extract<SourceCandidature, "commune" | "relogement" | "plan"> | null;
  readonly aujourdhui: string;
  readonly synthetique?: boolean;
};

/**
 * Names a household for a dwelling, by its bailleur or by the solicited réservataire. Returns the candidature. The examination for the
 * commission is made now, and kept. Refuses `droit-absent`, `liberation-inconnue`, `liberation-close`, `designation-pas-a-vous`, `dossier-inconnu`,
 * `candidature-etat`, `candidature-deja`, `numeros-fermes`.
 */
export async function designerCandidat(base: Base, examiner: Examiner, saisie: ADesigner): Promise<number> {
  const { epci, aujourdhui, synthetique = false } = saisie;
  const habilitation = habilitationFor(base.acteur, "proposition", "creer", epci);
  if (habilitation === null) throw interdit("droit-absent", "Vous ne pouvez pas désigner de candidat ici.");
  const liberation = await findLiberation(base, epci, saisie.liberation);
  if (liberation.closeLe !== null) throw closed();
  const qui = whoNames(habilitation, liberation);
  const essai = "numeroHash" in saisie.dossier && qui.reservataire !== null ? qui.reservataire : null;
  if (essai !== null) await compterEssai(base, epci, essai);
  return base.transaction(async (tx) => {
    const demandeur = await findDossier(tx, saisie);
    const dossier = await tx.suivis.dossier(epci, demandeur);
    if (dossier === null) throw unknownDossier();
    if (!isVivante(dossier.etat)) {
      throw conflit("candidature-etat", "Cette demande n’est pas active : elle ne peut pas être proposée.");
    }
    const examen = await examiner(tx, { epci, liberation: liberation.id, demandeur, jour: aujourdhui });
    const id = await tx.candidatures.add({
      epci,
      liberation: liberation.id,
      demandeur,
      organisation: liberation.bailleur.organisation,
      reservataire: qui.reservataire,
      source: saisie.source ?? qui.source,
      designeeLe: aujourdhui,
      examen,
      synthetique,
    });
    if (id === null) throw conflit("candidature-deja", "Cette demande est déjà candidate pour ce logement.");
    const objet = `candidature:${id}`;
    await ecrireEvenement(tx, { epci, demandeur, code: "candidature-designee", objet });
    await tx.journal.ecrire({ acte: "candidature-designee", ressource: "proposition", epci, objet, demandeur });
    if (essai !== null) await tx.candidatures.rendreEssai(epci, essai);
    return id;
  });
}

/** Counted before the number is tried, given back when it names somebody: past five in a day, a number opens nothing more. */
async function compterEssai(base: Base, epci: string, organisation: number): Promise<void> {
  const essai = await base.candidatures.compterEssai(epci, organisation);
  if (essai === "ouvert") return;
  if (essai === "ferme-maintenant") {
    const objet = `organisation:${organisation}`;
    await base.journal.ecrire({ acte: "numeros-fermes", ressource: "proposition", epci, objet });
  }
  throw conflit(
    "numeros-fermes",
    "Cinq numéros uniques n’ont désigné personne aujourd’hui : la désignation par numéro est fermée jusqu’à demain pour votre organisation. Déposez votre liste de ménages, ou choisissez parmi ceux qu’elle ouvre.",
    { champ: "reference" },
  );
}

type QuiDesigne = { readonly reservataire: number | null; readonly source: SourceCandidature };

/** The bailleur names on its own stock; the réservataire, on a dwelling that waits for its candidates. */
function whoNames({ role, organisation }: HabilitationActive, liberation: Liberation): QuiDesigne {
  if (role === "reservataire" || role === "etat") {
    if (liberation.reservataire?.organisation !== organisation) {
      throw interdit(
        "designation-pas-a-vous",
        "Ce logement n’est pas proposé à votre contingent : son bailleur doit d’abord vous demander des candidats.",
      );
    }
    return { reservataire: organisation, source: "reservataire" };
  }
  if (liberation.bailleur.organisation !== organisation) {
    throw interdit("designation-pas-a-vous", "Ce logement n’est pas de votre organisation.");
  }
  return { reservataire: null, source: "bailleur" };
}

async function findDossier(base: Base, { epci, liberation, dossier }: ADesigner): Promise<string> {
  if ("demandeur" in dossier) return dossier.demandeur;
  if ("numeroHash" in dossier) return rattacher(base, { epci, liberation, numeroHash: dossier.numeroHash });
  const found = await base.candidatures.findDossier(epci, dossier.reference);
  if (found === null) throw unknownDossier();
  return found;
}

type ARattacher = { readonly epci: string; readonly liberation: number; readonly numeroHash: string };

/** Ties the demande to the contingent of the solicited réservataire, which may read its file from now on. Refuses `dossier-inconnu`. */
async function rattacher(base: Base, { epci, liberation, numeroHash }: ARattacher): Promise<string> {
  const demandeur = await base.candidatures.rattacher(liberation, numeroHash);
  if (demandeur === null) {
    throw introuvable(
      "dossier-inconnu",
      "Aucune demande active de ce territoire ne porte ce numéro unique, ou ce logement n’est plus proposé à votre contingent. Vérifiez le numéro.",
      { champ: "reference" },
    );
  }
  const objet = `liberation:${liberation}`;
  await base.journal.ecrire({ acte: "contingent-rattache", ressource: "proposition", epci, objet, demandeur });
  return demandeur;
}

/** No demande of that reference, or none that the actor reads: the two are never told apart. */
export function unknownDossier(): Refus {
  return introuvable(
    "dossier-inconnu",
    "Cette demande n’existe pas, ou vous n’en lisez pas le dossier. Vérifiez la référence (D-XXXX-XXXX).",
    { champ: "reference" },
  );
}

function closed(): Refus {
  return conflit("liberation-close", "Ce logement n’est plus à attribuer : rien ne peut y être ajouté.");
}

/**
 * Withdraws a candidate before the session, with the reason. Refuses `candidature-inconnue`, `candidature-trop-tard`, `retrait-motif`,
 * `retrait-a-relire`.
 */
export async function retirerCandidat(
  base: Base,
  saisie: { readonly epci: string; readonly id: number; readonly motif: string; readonly relu: boolean },
): Promise<void> {
  const { epci, id } = saisie;
  const motif = readMotifRetrait(saisie);
  await base.transaction(async (tx) => {
    const candidature = await findCandidature(tx, epci, id);
    if (!(await tx.candidatures.retirer(epci, id, motif))) {
      throw conflit(
        "candidature-trop-tard",
        "Cette candidature est déjà devant la commission, ou elle est finie : elle ne se retire plus.",
      );
    }
    const objet = `candidature:${id}`;
    const demandeur = candidature.demandeur ?? undefined;
    if (demandeur) await ecrireEvenement(tx, { epci, demandeur, code: "candidature-retiree", objet });
    const ligne = { acte: "candidature-retiree", ressource: "proposition", epci, objet } as const;
    await tx.journal.ecrire({ ...ligne, ...(demandeur && { demandeur }) });
  });
}

/** Refuses `candidature-inconnue`. */
export async function findCandidature(
  base: Pick<Base, "candidatures">,
  epci: string,
  id: number,
): Promise<Candidature> {
  const found = await base.candidatures.find(epci, id);
  if (found) return found;
  throw introuvable(
    "candidature-inconnue",
    "Cette candidature n’existe pas, ou n’est pas ouverte à votre habilitation.",
  );
}
